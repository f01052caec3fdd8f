import { noOutlines } from "../../domain/city/area-outline.ts";
import type { AreaCode } from "../../domain/ids.ts";
import { silentLog } from "../../domain/log.ts";
import type { People } from "../../people/people.ts";
import { peopleSettings } from "../../people/settings.ts";
import type { StateQueries } from "../../store/ports.ts";
import type { ApiDeps } from "../app.ts";
import { buildApp } from "../build-app.ts";
import type { CallsView, SuppressionView } from "../ports.ts";
import { apiSettings } from "../settings.ts";
import type { LiveStreams } from "../streams/live-streams.ts";

/**
 * The OpenAPI 3.1 document as docs/openapi.json keeps it: no server is started and nothing is read.
 *
 * @param version of the hub, as in package.json
 */
export async function openApiDocument(version: string): Promise<object> {
  const app = await buildApp(apiSettings.parse({}), depsNotCalled(version), streamsNotCalled);
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}

/** The text of docs/openapi.json. */
export async function openApiText(version: string): Promise<string> {
  return `${JSON.stringify(await openApiDocument(version), null, 2)}\n`;
}

function notCalled(): never {
  throw new Error("the OpenAPI document is made without answering any call");
}

const streamsNotCalled: LiveStreams = { open: notCalled, checkTokens: notCalled, close: notCalled, counts: notCalled };

const stateNotCalled: StateQueries = {
  cases: notCalled,
  caseCounts: notCalled,
  incidents: notCalled,
  caseById: notCalled,
  caseByTrace: notCalled,
  warnings: notCalled,
  bulletinById: notCalled,
  bulletinsOf: notCalled,
  publicBulletins: notCalled,
  responses: notCalled,
  responseById: notCalled,
  warningById: notCalled,
  transitions: notCalled,
  activeAlarms: notCalled,
  deliveries: notCalled,
  events: notCalled,
  eventsAfter: notCalled,
  lastEventSeq: notCalled,
  ruleVersions: notCalled,
  missedPeaks: notCalled,
  deviceById: notCalled,
  audit: notCalled,
};

const suppressionNotCalled: SuppressionView = {
  stateOf: notCalled,
  gaugeStates: notCalled,
  heardAt: notCalled,
  unusableOf: notCalled,
  rainNear: notCalled,
  proxyFor: notCalled,
  suppressionOf: notCalled,
  activeAlarms: notCalled,
  silences: notCalled,
  maintenances: notCalled,
};

const peopleNotCalled: People = {
  accounts: {
    byId: notCalled,
    bySubject: notCalled,
    list: notCalled,
    create: notCalled,
    change: notCalled,
    replacePassword: notCalled,
  },
  settings: peopleSettings.parse({}),
  signIn: notCalled,
  links: { issue: notCalled, take: notCalled },
  oidc: null,
  session: notCalled,
  signOut: notCalled,
  begin: notCalled,
  hash: notCalled,
  onChanged: notCalled,
  sessionMaxAgeS: 0,
};

const callsNotCalled: CallsView = {
  calls: notCalled,
  callById: notCalled,
  isUnanswered: notCalled,
  roster: notCalled,
  handovers: notCalled,
  sheet: notCalled,
};

function depsNotCalled(version: string): ApiDeps {
  return {
    city: {
      code: "none" as AreaCode,
      name: { zh: "", en: "" },
      timeZone: "UTC",
      areas: new Map(),
      units: new Map(),
      stations: new Map(),
      devices: new Map(),
      gauges: new Map(),
    },
    latest: { of: notCalled },
    history: { range: notCalled, rollups: notCalled, newest: notCalled, newestAtEach: notCalled },
    state: stateNotCalled,
    calls: callsNotCalled,
    ponding: { changes: 0, recordOf: notCalled },
    deliveries: { replay: notCalled, acknowledge: notCalled, enable: notCalled },
    rejects: { rejects: notCalled, rejectById: notCalled, rejectCounts: notCalled },
    tokens: { verify: notCalled },
    people: peopleNotCalled,
    deviceTokens: { verify: notCalled },
    payloadHints: notCalled,
    live: { subscribe: notCalled, lastJournalSeq: notCalled, gaugeIdOf: notCalled },
    suppression: suppressionNotCalled,
    entries: { maxSilenceMs: 0, maxMaintenanceMs: 0, enter: notCalled },
    commands: { maxBytes: 0, isConnected: notCalled, send: notCalled },
    clocks: { of: notCalled },
    record: {
      verifyAudit: notCalled,
      pack: notCalled,
      trace: notCalled,
      dailyReport: notCalled,
      reportDates: notCalled,
      drills: notCalled,
      drillReport: notCalled,
    },
    journalSeq: notCalled,
    rulesSeq: notCalled,
    mode: notCalled,
    modes: {
      history: { changes: [], waitingAt: notCalled },
      policies: undefined,
      control: { set: notCalled, ask: notCalled, approve: notCalled, withdraw: notCalled },
      preview: notCalled,
      counts: notCalled,
      askOf: notCalled,
    },
    ruleDrafts: {
      all: notCalled,
      of: notCalled,
      draft: notCalled,
      approve: notCalled,
      reject: notCalled,
      activate: notCalled,
      diff: notCalled,
      filesOf: notCalled,
      check: notCalled,
    },
    readiness: notCalled,
    rules: notCalled,
    limits: notCalled,
    metrics: notCalled,
    flow: notCalled,
    endpoints: notCalled,
    log: silentLog,
    clock: notCalled,
    version,
    outlines: noOutlines,
    map: null,
    wantedBy: notCalled,
    publicUrl: null,
    certificates: null,
    allowCleartextTokens: false,
  };
}
