import { createApi } from "../../../api/create-api.ts";
import { createLiveFeed } from "../../../api/live-feed.ts";
import { apiSettings } from "../../../api/settings.ts";
import { callUnanswered } from "../../../calls/call-events.ts";
import { deliveryOverdue } from "../../../calls/endpoint-events.ts";
import { phoneFallback } from "../../../calls/phone-fallback.ts";
import type { Silence } from "../../../domain/alarms/order.ts";
import type { Area, City } from "../../../domain/city/city.ts";
import type { Level } from "../../../domain/city/level.ts";
import type { AlertSource } from "../../../domain/city/policies/duty.ts";
import type { Call } from "../../../domain/duty/call.ts";
import type { Case } from "../../../domain/governance/case.ts";
import { type Bulletin, bulletinIdentifier } from "../../../domain/governance/warnings/bulletin.ts";
import type { EmergencyResponse } from "../../../domain/governance/warnings/response.ts";
import type {
  AlarmKey,
  AreaCode,
  CallId,
  CaseId,
  DeviceId,
  EndpointId,
  EventId,
  GaugeId,
  IncidentId,
  PersonId,
  PostId,
  ResponseId,
  RuleId,
  SheetId,
  StationId,
  WarningId,
} from "../../../domain/ids.ts";
import type { Grant } from "../../../domain/people/grant.ts";
import { openMemoryStore } from "../../../store/memory/open-memory-store.ts";
import { planOf, post, shift } from "../../calls/duty-plans.ts";
import { gauge, smallCity, station } from "../../support/alarm-builders.ts";
import { aCase, aDelivery, aMissedPeak, anEvent, aTransition, aWarning, effects } from "../../support/effects.ts";
import { InMemoryApiPorts, observationOf, testNow } from "../../support/in-memory-api-ports.ts";

/** Two districts of one city; every id that belongs to one has its name in it, every code its own. */
export const districts = ["north", "south"] as const;

export type District = (typeof districts)[number];

const codes: Readonly<Record<District, AreaCode>> = { north: "410105" as AreaCode, south: "410108" as AreaCode };

/** What gives away that an answer tells of the south. */
export const signOfSouth = /south|410108/;

export const idsIn = (district: District) => ({
  area: codes[district],
  street: `${codes[district]}001` as AreaCode,
  station: `${district}-tunnel` as StationId,
  device: `${district}-tunnel-1` as DeviceId,
  gauge: `${district}-tunnel/depth` as GaugeId,
  case: `case-${district}` as CaseId,
  warning: `warning-${district}` as WarningId,
  bulletin: bulletinIdentifier(`warning-${district}` as WarningId, 1),
  response: `response-${district}` as ResponseId,
  silence: `silence-${district}`,
  maintenance: `maintenance-${district}`,
  account: `${district}-person`,
  call: `call-${district}` as CallId,
  post: `${district}-post` as PostId,
  reject: district === "north" ? 1 : 2,
});

/** The one gauge that is restricted; in the north. */
export const restrictedGauge = "north-tunnel/pressure" as GaugeId;

/** Names of persons and what they write have 4712 in them, telephones and positions 4713: all are restricted here. */
export const signOfFields = /471[23]/;

const officer = "Wang 4712";

const officersAct = { at: testNow, by: officer } as const;

const phone = "0371 4713";

const onDuty = { personId: "officer-1" as PersonId, name: { zh: officer, en: officer }, phone };

const overdueEndpoint = "dispatch" as EndpointId;

/** Alerts of another system name the station, and nothing else that matters. */
const agency: AlertSource = {
  id: "agency",
  name: { zh: "机构", en: "agency" },
  token: null,
  station: { label: "station", values: new Map(), otherwise: null },
  hazard: { label: null, values: new Map(), otherwise: "waterlogging" },
  level: { label: null, values: new Map(), otherwise: "yellow" },
  expiresAfterMs: null,
};

function twoDistricts(): City {
  const whole = smallCity();
  const root = whole.areas.get(whole.code) as Area;
  const areas = districts.flatMap((district): Area[] => {
    const { area, street } = idsIn(district);
    const name = { zh: district, en: district };
    return [
      { code: area, kind: "district", name, parent: whole.code, phone },
      { code: street, kind: "street", name, parent: area },
    ];
  });
  const stations = districts.map((district) => {
    const { station: id, street } = idsIn(district);
    const position = { longitude: 113.4713, latitude: 34.4713 };
    return station({ id, areaCode: street, name: { zh: id, en: id }, ...position, phone });
  });
  const devices = districts.map((district) => ({ id: idsIn(district).device, stationId: idsIn(district).station }));
  const gauges = districts.map((district) => {
    const { gauge: id, station: stationId, device: deviceId } = idsIn(district);
    return gauge({ id, stationId, deviceId });
  });
  const restricted = gauge({ ...gauges[0], id: restrictedGauge, channel: "pressure", dataClass: "restricted" });
  const posts = districts.map((district) => {
    const { post: id, area: areaCode } = idsIn(district);
    return post(id, areaCode, shift({ people: [onDuty.personId] }));
  });
  const people = [{ ...onDuty, id: onDuty.personId, account: null, channels: [overdueEndpoint] }];
  return {
    ...whole,
    fieldClasses: { position: "restricted", phone: "restricted", person: "restricted" },
    units: new Map([...whole.units].map(([id, unit]) => [id, { ...unit, phone }])),
    duty: { ...planOf({ posts, people }), alertSources: [agency] },
    areas: new Map([root, ...areas].map((area) => [area.code, area])),
    stations: new Map(stations.map((each) => [each.id, each])),
    devices: new Map(devices.map((each) => [each.id, each])),
    gauges: new Map([...gauges, restricted].map((each) => [each.id, each])),
  };
}

const sent = { revision: 1, kind: "Alert", sentAt: testNow } as const;

function bulletinIn(district: District): Bulletin {
  const { bulletin: identifier, warning: warningId, area: areaCode } = idsIn(district);
  const title = { zh: district, en: district };
  const about = {
    identifier,
    warningId,
    areaCode,
    hazard: "waterlogging",
    level: "yellow",
    title,
    summary: title,
  } as const;
  return { ...sent, ...about, isExercise: false, xml: `<alert>${district}</alert>` };
}

function responseIn(district: District): EmergencyResponse {
  const { response: id, area: areaCode } = idsIn(district);
  const facts = { id, areaCode, state: "active", level: "IV", startedAt: testNow, terminatedAt: null } as const;
  const change = { at: testNow, by: officer, do: "start", level: "IV", reason: "private 4712" } as const;
  return { ...facts, warningIds: [], changes: [change], revision: 1 };
}

/** Everything that an API can tell, in both districts alike. */
function effectsIn(district: District) {
  const { area, street, station: stationId, gauge: gaugeId, case: id, warning: warningId } = idsIn(district);
  const target = { kind: "gauge", gaugeId, stationId } as const;
  const alarmKey = `deep|${gaugeId}` as AlarmKey;
  const of = aCase({
    id,
    stationId,
    areaCode: street,
    activeAlarms: { [alarmKey]: "yellow" },
    ...storm(district),
    ...handled,
  });
  const eventId = `event-${district}` as EventId;
  return {
    transitions: [
      aTransition({ alarmKey, target }),
      aTransition({ alarmKey: `wide|${area}` as AlarmKey, target: { kind: "area", areaCode: area } }),
    ],
    missedPeaks: [aMissedPeak({ alarmKey, target })],
    cases: [of],
    caseEntries: [{ caseId: id, entryNo: 2, entry: officersEntry }],
    warnings: [
      aWarning({
        id: warningId,
        areaCode: area,
        state: "issued",
        bulletins: [sent],
        issued: officersAct,
        ...writtenBy,
      }),
    ],
    bulletins: [bulletinIn(district)],
    responses: [responseIn(district)],
    events: [anEvent({ id: eventId, subject: id, of }), unansweredIn(district, of)],
    deliveries: [aDelivery({ eventId, subject: id })],
  };
}

/** Nobody has answered for a case. */
function unansweredIn(district: District, of: Case) {
  const round = { ladderId: "red", round: 1, isOver: true, runId: "run", called: [onDuty] };
  return { ...callUnanswered(round, anEvent({ of }).data.case, testNow), id: `unanswered-${district}` as EventId };
}

/** An endpoint, of the whole city, has taken nothing for too long. */
function overdue(city: City) {
  const entry = { kind: "endpoint-reported", endpointId: overdueEndpoint, condition: "overdue", waiting: [] } as const;
  return { ...deliveryOverdue({ entrySeq: 1, afterRow: 0, at: testNow, entry }, city), id: "overdue" as EventId };
}

const wholeCity = "410100" as AreaCode;

const red: Level = "red";

/** Warnings for the whole city: what the public was told of, with reasons in the south, a draft, and one of a drill. */
function warningsAround() {
  const [south, by] = [idsIn("south"), { at: testNow, by: officer }];
  const support = {
    ...{ caseId: south.case, stationId: south.station, gaugeId: south.gauge, level: red, value: 2, limit: 1 },
    ...{
      alarmKey: `deep|${south.gauge}` as AlarmKey,
      unit: "m",
      ruleId: "deep" as RuleId,
      ruleVersion: "1",
      at: testNow,
    },
  } as const;
  const reasons = {
    ...{
      areaCode: wholeCity,
      cases: { [south.case]: red },
      supports: [support],
      ...writtenBy,
      approved: by,
    },
    byHand: { ...by, level: red },
  } as const;
  const issued = { ...reasons, state: "issued", issued: officersAct, bulletins: [sent] } as const;
  return [
    aWarning({ ...issued, id: aroundIds.issued, proposal: { level: red, at: testNow }, revision: 7 }),
    aWarning({ ...reasons, id: aroundIds.draft }),
    aWarning({ ...issued, id: aroundIds.drill, isExercise: true }),
  ];
}

/** Warnings of the whole city. */
export const aroundIds = {
  issued: "warning-around" as WarningId,
  draft: "warning-around-draft" as WarningId,
  drill: "warning-around-drill" as WarningId,
};

/** The message of the one that the public was told of. */
function bulletinAround(): Bulletin {
  const identifier = bulletinIdentifier(aroundIds.issued, 1);
  return { ...bulletinIn("north"), identifier, warningId: aroundIds.issued, areaCode: wholeCity };
}

const handled = {
  acknowledged: officersAct,
  assignee: officer,
  feedback: { ...officersAct, text: "private 4712", photos: ["https://4712.example/1"] },
} as const;

const writtenBy = { changedBy: officer, authors: [officer], lifted: { ...officersAct, reason: "private 4712" } };

const officersEntry = {
  ...officersAct,
  caller: { kind: "account", id: "wang-4712", name: officer },
  kind: "commented",
  words: { zh: `${officer}：4712`, en: `${officer}: 4712` },
} as const;

/** One incident in each district, of the last hour. */
const storm = (district: District) => ({
  incidentId: `incident-${district}` as IncidentId,
  openedAt: testNow - 3_600_000,
});

/** An alarm, a case line and an event about the restricted gauge. */
function restrictedEffects() {
  const { station: stationId, case: caseId, street } = idsIn("north");
  const alarmKey = `leak|${restrictedGauge}` as AlarmKey;
  const target = { kind: "gauge", gaugeId: restrictedGauge, stationId } as const;
  const of = aCase({ id: caseId, stationId, areaCode: street });
  const about = anEvent({ id: "event-restricted" as EventId, subject: caseId, of });
  const entry = { ...about.data.change.entry, alarmKey, signal: 4711, words: { zh: "压力 4711", en: "pressure 4711" } };
  const data = { ...about.data, change: { ...about.data.change, entry } };
  return {
    transitions: [aTransition({ alarmKey, target, signal: 4711 })],
    caseEntries: [{ caseId, entryNo: 1, entry }],
    events: [{ ...about, data }],
  };
}

const silenceOf = (district: District): Silence => ({
  id: idsIn(district).silence,
  owner: officer,
  reason: "works 4712",
  match: { stationIds: [idsIn(district).station] },
  createdAt: testNow,
  fromAt: testNow,
  untilAt: testNow + 3_600_000,
  includesRed: false,
});

const maintenanceOf = (district: District) => ({
  id: idsIn(district).maintenance,
  deviceId: idsIn(district).device,
  owner: officer,
  reason: "new probe 4712",
  createdAt: testNow,
  fromAt: testNow,
  untilAt: testNow + 3_600_000,
});

const callIn = (district: District): Call => ({
  callId: idsIn(district).call,
  caseId: idsIn(district).case,
  ladderId: "red",
  areaCode: "410100" as AreaCode,
  rung: 1,
  round: 1,
  postId: idsIn(district).post,
  to: onDuty,
  channel: null,
  askedAt: testNow,
  dueAt: testNow + 60_000,
  state: "waiting",
  endedAt: null,
});

/** The post of each district handed over, so that there is something to sign. */
async function handOver(ports: InMemoryApiPorts): Promise<void> {
  const who = { from: officer, to: officer, notes: "private 4712", at: testNow };
  const unsigned = { ...who, sheetId: "sheet-1" as SheetId, digest: "f".repeat(64), signed: null };
  for (const district of districts) {
    const postId = idsIn(district).post;
    const sheet = await ports.deps().calls.sheet(postId);
    if (sheet === null) throw new Error(`no post in the ${district}`);
    ports.handovers.push({ ...unsigned, postId, sheet });
  }
}

export const rightPassword = "pumps under the bridge";

/** A real API over both districts, its lists those of the store in memory. */
export async function startMatrixApi() {
  const ports = new InMemoryApiPorts();
  ports.city = twoDistricts();
  const store = openMemoryStore({ clock: () => testNow });
  const [north, south, secret] = [effectsIn("north"), effectsIn("south"), restrictedEffects()];
  const joined = {
    transitions: [...north.transitions, ...south.transitions, ...secret.transitions],
    missedPeaks: [...north.missedPeaks, ...south.missedPeaks],
    cases: [...north.cases, ...south.cases],
    caseEntries: [...secret.caseEntries, ...north.caseEntries, ...south.caseEntries],
    warnings: [...north.warnings, ...south.warnings, ...warningsAround()],
    bulletins: [...north.bulletins, ...south.bulletins, bulletinAround()],
    responses: [...north.responses, ...south.responses],
    events: [...north.events, ...south.events, overdue(ports.city), ...secret.events],
    deliveries: [...north.deliveries, ...south.deliveries],
  };
  await store.state.commit(0, effects(joined));
  await addRejects(store);
  ports.phoneInstead.push(...phoneFallback(ports.city, overdueEndpoint, testNow));
  ports.mode = { mode: "daily", setAt: testNow, setBy: officer };
  ports.calls.push(...districts.map(callIn));
  await handOver(ports);
  for (const [index, { id }] of [...ports.city.gauges.values()].entries())
    ports.observations.set(id, [observationOf(index, index + 1, { value: id === restrictedGauge ? 4711 : 0.25 })]);
  for (const district of districts) await addAccount(ports, idsIn(district).account, [idsIn(district).area]);
  await addAccount(ports, "desk", []);
  const gaugeIds = [...ports.city.gauges.keys()];
  const limits = {
    ruleId: "depth" as RuleId,
    direction: "above",
    raiseAt: { red: 0.4 },
    isDemonstration: true,
  } as const;
  const advice = { red: { zh: "封闭", en: "close it" } };
  ports.limits.push(...gaugeIds.map((gaugeId) => ({ ...limits, gaugeId, advice })));
  const live = createLiveFeed((key) => gaugeIds[key] ?? null, 0);
  // What is drafted over the API is in the ports alone.
  const drafted = async (id: string) => ports.warnings.find((each) => each.id === id) ?? null;
  const warningById = async (id: string) => (await store.queries.warningById(id)) ?? drafted(id);
  const deps = { ...ports.deps(), state: { ...store.queries, warningById }, rejects: store.rejects, live };
  for (const district of districts) {
    ports.suppression.applyOrder({ kind: "silence", silence: silenceOf(district) }, testNow);
    ports.suppression.applyOrder({ kind: "maintenance", maintenance: maintenanceOf(district) }, testNow);
  }
  const api = createApi({ ...apiSettings.parse({ maxEventLoopDelayMs: 0, streamTickMs: 10 }), port: 0 }, deps);
  const { host, port } = (await api.start()).http;
  return { api, ports, host, port, url: `http://${host}:${port}`, city: ports.city, store, live };
}

export type MatrixApi = Awaited<ReturnType<typeof startMatrixApi>>;

async function addRejects(store: ReturnType<typeof openMemoryStore>): Promise<void> {
  const rejects = districts.map((district) => ({
    reason: "payload.not_json" as const,
    deviceId: idsIn(district).device,
    topic: `v1/devices/${idsIn(district).device}/readings`,
    detail: { zh: "应为 JSON", en: "wanted JSON" },
    count: 1,
    reading: null,
    head: new Uint8Array([1]),
    payload: new Uint8Array([1]),
    payloadBytes: 1,
    receivedAt: testNow,
  }));
  await new Promise<void>((resolve, reject) => {
    store.journal.append([], rejects, (error) => (error === null ? resolve() : reject(error)));
  });
}

async function addAccount(
  { people }: InMemoryApiPorts,
  accountId: string,
  areaCodes: readonly AreaCode[],
): Promise<void> {
  const passwordHash = await people.hash(rightPassword);
  await people.accounts.create({
    ...{ accountId, name: `Li ${accountId}`, language: "zh", createdAt: testNow },
    ...{ roles: ["viewer"], areaCodes, deviceIds: [], passwordHash, subject: null },
  });
}

/** A token with a grant, known to the API from now on. */
export function tokenWith({ ports }: Pick<MatrixApi, "ports">, name: string, grant: Grant): string {
  const token = `token-${name}`;
  ports.tokens.set(token, { tokenId: name, name, ...grant });
  return token;
}
