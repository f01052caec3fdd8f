import type { ApiDeps } from "../../api/app.ts";
import { createLiveFeed, type LiveFeedSource } from "../../api/live-feed.ts";
import type { CurrentMode, DeviceAskView, ReadinessCheck, RulesView } from "../../api/ports.ts";
import { blindSpotSettings } from "../../blindspots/settings.ts";
import { createOpenCases } from "../../cases/open-cases.ts";
import type { CaseAnswer, CaseChange } from "../../cases/ports.ts";
import type { MissedPeak } from "../../domain/alarms/alarm.ts";
import { type Order, orderOf } from "../../domain/alarms/order.ts";
import { noOutlines } from "../../domain/city/area-outline.ts";
import type { City } from "../../domain/city/city.ts";
import type { CityMap } from "../../domain/city/city-map.ts";
import type { DutyPost } from "../../domain/city/policies/duty.ts";
import { dayMs } from "../../domain/clock.ts";
import type { Call } from "../../domain/duty/call.ts";
import type { Handover, ShiftSheet } from "../../domain/duty/shift.ts";
import { HubError } from "../../domain/errors.ts";
import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import type { CaseWithTimeline } from "../../domain/governance/case.ts";
import type { HubEvent, PhoneLine, StoredEvent } from "../../domain/governance/event.ts";
import type { Refusal } from "../../domain/governance/refusal.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import type { Bulletin } from "../../domain/governance/warnings/bulletin.ts";
import type { EmergencyResponse } from "../../domain/governance/warnings/response.ts";
import { isWarningOver } from "../../domain/governance/warnings/warning-state.ts";
import type { DeviceId, EndpointId, GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { Entry } from "../../domain/inputs/input.ts";
import { type Log, silentLog } from "../../domain/log.ts";
import type { ClockEstimate } from "../../domain/observations/device-clock.ts";
import type { GaugeLimits } from "../../domain/observations/gauge-limits.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { CountedHint } from "../../domain/observations/payload-hint.ts";
import type { Reject } from "../../domain/observations/reject.ts";
import { grantOfKind } from "../../domain/people/grant.ts";
import { sameInBoth } from "../../domain/text.ts";
import { viewSuppression } from "../../hub/suppression-view.ts";
import { ModeControl } from "../../modes/mode-control.ts";
import { ModeHistory } from "../../modes/mode-history.ts";
import { calledBy } from "../../people/caller.ts";
import type { ProviderSignInParts } from "../../people/oidc/provider-sign-in.ts";
import { createPeople, type People } from "../../people/people.ts";
import { peopleSettings } from "../../people/settings.ts";
import { PondingList } from "../../ponding/ponding-list.ts";
import { verifyTrail } from "../../record/audit/verify-trail.ts";
import { OpenResponses } from "../../responses/open-responses.ts";
import type { RuleDraft } from "../../rules/ports.ts";
import { createMemoryAccounts } from "../../store/memory/memory-accounts.ts";
import { countOpenCases, fitsCase, incidentsOf } from "../../store/memory/memory-cases.ts";
import { isWithin } from "../../store/memory/page-of.ts";
import { newestOfGauge } from "../../store/newest-of-gauge.ts";
import type {
  ApiToken,
  DeliveryView,
  DeviceState,
  KeptReject,
  Page,
  PageRequest,
  Rollup,
  RuleVersion,
  StoredTransition,
  TrailReader,
} from "../../store/ports.ts";
import { bulletinsOf } from "../../warnings/cap/bulletins-of.ts";
import { createOpenWarnings } from "../../warnings/open-warnings.ts";
import { smallCity } from "./alarm-builders.ts";
import { suppressionOver } from "./worlds/suppression.ts";

export const readerToken = "reader-token-0000000000000000000000000000";
export const operatorToken = "operator-token-000000000000000000000000";

/** Who calls with it, as entries have it. */
export const testOperator = { kind: "token", id: "t2", name: "test operator" } as const;

/** The token of a device, as the credentials of these fakes have it. */
export function deviceTokenOf(deviceId: string): string {
  return `token-of-${deviceId.replaceAll(/\W/g, "-")}`;
}

/** 2026-07-20T08:00:00Z: the clock of these fakes unless a test moves it. */
export const testNow = Date.UTC(2026, 6, 20, 8);

/** Gauges of the small city by their dense key. */
export const gaugeOrder = ["tunnel/depth", "road/depth"].map((id) => id as GaugeId);

/** The draft that these fakes have under any digest. */
const aDraft: RuleDraft = {
  ...{
    digest: "fedcba987654",
    ruleCount: 1,
    state: "drafted",
    by: "test rule editor",
    accountId: "t9",
    origin: "person",
  },
  ...{ note: "", draftedAt: testNow, approvedBy: null, approvedAt: null, rejected: null, activatedAt: null, files: [] },
};

/** One district with one cell, and a river through it. */
export const smallMap: CityMap = {
  type: "FeatureCollection",
  isSchematic: true,
  label: { zh: "示意图，非测绘成果", en: "Schematic, not surveyed" },
  source: { zh: "试验", en: "made for a test" },
  reviewNumber: null,
  bbox: [113, 34, 114, 35],
  features: [
    {
      type: "Feature",
      properties: { kind: "district", code: "410105", name: { zh: "金水区", en: "Jinshui" }, colour: 0 },
      geometry: {
        type: "MultiPolygon",
        coordinates: [
          [
            [
              [113, 34],
              [114, 34],
              [114, 35],
              [113, 34],
            ],
          ],
        ],
      },
    },
    {
      type: "Feature",
      properties: { kind: "river", id: "jinshuihe", name: { zh: "金水河", en: "Jinshui River" }, into: null },
      geometry: {
        type: "LineString",
        coordinates: [
          [113.1, 34.1],
          [113.9, 34.2],
        ],
      },
    },
  ],
};

/** Everything the API reads, held in arrays; what a test pushes in, the API gives out. */
export class InMemoryApiPorts {
  city: City = smallCity();
  readonly observations = new Map<GaugeId, JournalledObservation[]>();
  readonly rollups: Rollup[] = [];
  readonly cases: CaseWithTimeline[] = [];
  readonly warnings: Warning[] = [];
  readonly transitions: StoredTransition[] = [];
  readonly limits: GaugeLimits[] = [];
  readonly missedPeaks: MissedPeak[] = [];
  readonly ruleVersions: RuleVersion[] = [];
  rules: RulesView = rulesView();
  readonly deliveries: DeliveryView[] = [];
  readonly rejects: Reject[] = [];
  readonly hints = new Map<string, readonly CountedHint[]>();
  readonly events: StoredEvent[] = [];
  readonly checks: ReadinessCheck[] = [];
  readonly replays: object[] = [];
  readonly acknowledged: object[] = [];
  readonly enabled: object[] = [];
  readonly audit: AuditRecord[] = [];
  readonly orders: Order[] = [];
  /** Everything that was entered, in order. */
  readonly entered: Entry[] = [];
  readonly openCases = createOpenCases(this.city, []);
  readonly openWarnings = createOpenWarnings(this.city, "district", []);
  #pondingOf: { readonly city: City; readonly list: PondingList } | null = null;
  readonly openResponses = new OpenResponses(this.city, this.openWarnings, []);
  readonly bulletins: Bulletin[] = [];
  readonly responses: EmergencyResponse[] = [];
  readonly devices = new Map<DeviceId, DeviceState>();
  readonly calls: Call[] = [];
  /** Whom to phone instead of the endpoint, which is overdue where there is anybody. */
  readonly phoneInstead: PhoneLine[] = [];
  readonly handovers: Handover[] = [];
  readonly clocks = new Map<string, ClockEstimate>();
  /** Every command that was sent, as the device gets it. */
  readonly commands: { readonly deviceId: DeviceId; readonly payload: string }[] = [];
  readonly connected = new Set<DeviceId>();
  /** Set to make every command fail for it. */
  commandRefusal: Refusal | null = null;
  readonly history = new ModeHistory();
  readonly asks = new Map<DeviceId, DeviceAskView>();
  map: CityMap | null = smallMap;
  mode: CurrentMode = { mode: "daily", setAt: null, setBy: null };
  suppression = suppressionOver(this.city);
  readonly revoked = new Set<string>();
  /** Tokens beside the two that there always are. */
  readonly tokens = new Map<string, ApiToken>();
  readonly accounts = createMemoryAccounts();
  readonly changes = grantChanges();
  people = this.peopleWith(null);
  /** What the API logged as `error`. */
  readonly errors: object[] = [];
  /** Set to make every read of the state fail. */
  failure: Error | null = null;
  now = testNow;
  /** Awaited before each read of events answers: lets a test commit in between. */
  beforeEventsAnswer: () => Promise<void> = async () => {};
  readonly live: LiveFeedSource = createLiveFeed((key) => gaugeOrder[key] ?? null, 0);

  #keptRejects(): readonly KeptReject[] {
    return this.rejects.map(({ payload, ...reject }, index) => ({
      ...reject,
      rejectId: index + 1,
      hasPayload: payload !== null,
    }));
  }

  /** Commits events, then announces them, as the hub does. */
  commit(...events: readonly HubEvent[]): void {
    this.commitQuietly(...events)();
  }

  /** @returns call it to announce them, which in the hub may be some turns after the commit */
  commitQuietly(...events: readonly HubEvent[]): () => void {
    const stored = events.map((event, index) => ({ ...event, eventSeq: this.events.length + index + 1 }));
    this.events.push(...stored);
    return () => this.live.publishEvents(stored);
  }

  /** Keeps a changed case with the line it adds to the timeline, as a commit does. */
  keepCase({ after, entry }: CaseChange): void {
    const at = this.cases.findIndex(({ id }) => id === after.id);
    const timeline = [...(this.cases[at]?.timeline ?? []), entry.entry];
    this.cases.splice(at === -1 ? this.cases.length : at, 1, { ...after, timeline });
  }

  /** @returns why it changes nothing; null where it is in effect */
  #takeEffect(entry: Entry): Refusal | null {
    switch (entry.kind) {
      case "case-action":
        return this.#keptCase(this.openCases.act(entry, this.now));
      case "call-answered":
        return this.#keptCase(this.openCases.answer(entry, this.now));
      case "warning-action": {
        const { change, refusal } = this.openWarnings.act(entry, this.now);
        if (change === null) return refusal;
        const at = this.warnings.findIndex(({ id }) => id === change.after.id);
        this.warnings.splice(at === -1 ? this.warnings.length : at, 1, change.after);
        this.bulletins.push(...bulletinsOf(change, { city: this.city, outlines: noOutlines }));
        return null;
      }
      case "response-action": {
        const { change, refusal } = this.openResponses.act(entry, this.now, this.entered.length);
        if (change === null) return refusal;
        const at = this.responses.findIndex(({ id }) => id === change.after.id);
        this.responses.splice(at === -1 ? this.responses.length : at, 1, change.after);
        return null;
      }
      case "ponding-action":
        return this.#ponding().act(entry, this.now);
      case "mode-set":
        this.mode = { mode: entry.mode, setAt: this.now, setBy: entry.by };
        this.history.set({ entrySeq: this.entered.length, afterRow: 0, at: this.now, entry });
        return null;
      case "order-given":
        this.orders.push(orderOf(entry));
        this.suppression.applyOrder(orderOf(entry), this.now);
        return null;
      case "flag-set": {
        const rows = this.observations.get(entry.gaugeId) ?? [];
        const flagged = rows.map((row) => (row.observedAt === entry.observedAt ? { ...row, flag: entry.flag } : row));
        this.observations.set(entry.gaugeId, flagged);
        return null;
      }
      case "mode-requested":
        return this.history.act({ entrySeq: this.entered.length, afterRow: 0, at: this.now, entry });
      case "delivery-action":
      case "device-action":
      case "shift-action":
      case "rule-action":
      case "account-action":
      case "drill-action":
      case "alert-received":
      case "endpoint-reported":
        return null;
      case "hub-started":
      case "rules-activated":
      case "gauges-changed":
      case "device-reported":
      case "readings-refused":
      case "readings-repeated":
      case "deliveries-settled":
      case "audit-anchored":
        throw new Error(`the API enters no ${entry.kind}`);
    }
  }

  #keptCase({ change, refusal }: CaseAnswer): Refusal | null {
    if (change !== null) this.keepCase(change);
    return refusal;
  }

  /** How suppression stands over the city as it is now. */
  #suppressionView() {
    this.suppression = suppressionOver(this.city);
    const latest = {
      of: (gauge: GaugeId) => (this.observations.get(gauge) ?? []).reduce<JournalledObservation | null>(newer, null),
    };
    return viewSuppression(this.suppression, { city: this.city, latest, settings: blindSpotSettings.parse({}) });
  }

  /** The list of ponding places over the city as it is now. */
  #ponding(): PondingList {
    if (this.#pondingOf?.city !== this.city) this.#pondingOf = { city: this.city, list: new PondingList(this.city) };
    return this.#pondingOf.list;
  }

  /** Calls, and posts with what was handed over, as a test sets them. */
  #callsView(): ApiDeps["calls"] {
    return {
      calls: ({ caseId, state }) =>
        this.calls.filter((call) => (caseId ?? call.caseId) === call.caseId && (state ?? call.state) === call.state),
      callById: (id) => this.calls.find(({ callId }) => callId === id) ?? null,
      isUnanswered: (caseId) => this.calls.some((call) => call.caseId === caseId && call.state === "waiting"),
      roster: () =>
        [...(this.city.duty?.posts.values() ?? [])].map(({ id: postId, name, areaCode }) => {
          return { postId, name, areaCode, onDuty: { people: [], deputies: [], untilAt: null } };
        }),
      handovers: (id) => this.handovers.filter(({ postId }) => postId === id),
      sheet: async (postId) => {
        const post = this.city.duty?.posts.get(postId);
        return post === undefined ? null : emptySheet(post, this.now);
      },
    };
  }

  /** People over the accounts here, with an identity provider. */
  peopleWith(oidc: ProviderSignInParts | null, log: Log = silentLog): People {
    return createPeople({
      store: this.accounts,
      settings: peopleSettings.parse({ passwordCost: 10 }),
      oidc,
      changes: this.changes,
      clock: () => this.now,
      uptime: () => this.now,
      log,
    });
  }

  deps(): ApiDeps {
    const log: Log = { debug() {}, info() {}, warn() {}, error: (fields) => this.errors.push(fields) };
    return {
      outlines: noOutlines,
      map: this.map,
      wantedBy: () => [],
      publicUrl: null,
      certificates: null,
      allowCleartextTokens: false,
      city: this.city,
      latest: { of: (gauge) => (this.observations.get(gauge) ?? []).reduce<JournalledObservation | null>(newer, null) },
      history: {
        range: async (gauge, from, to, limit) =>
          (this.observations.get(gauge) ?? [])
            .filter(({ observedAt }) => observedAt >= from && observedAt < to)
            .slice(0, limit),
        rollups: async () => this.rollups,
        newest: async (gauges) =>
          new Map(
            gauges.flatMap((id) => {
              const row = this.observations.get(id)?.at(-1);
              return row === undefined ? [] : [[id, row] as const];
            }),
          ),
        newestAtEach: async (gauges, moments) =>
          gauges.flatMap((id) => newestOfGauge(id, this.observations.get(id) ?? [], moments)),
      },
      state: {
        cases: async (filter, page) =>
          this.#page(this.cases.map(({ timeline: _, ...found }) => found).filter(fitsCase(filter)), page),
        caseCounts: async (filter) => countOpenCases(this.cases, filter),
        incidents: async (filter, page) => this.#page(incidentsOf(this.cases, filter), page),
        caseByTrace: async (id) => this.cases.find(({ traceId }) => traceId === id) ?? null,
        caseById: async (id) => this.cases.find((each) => each.id === id) ?? null,
        warnings: async ({ isOpen, states, ...span }, page) =>
          this.#page(
            this.warnings.filter(
              (each) =>
                (isOpen === undefined || isOpen === !isWarningOver(each)) &&
                (states?.includes(each.state) ?? true) &&
                isWithin(each.draftedAt, span),
            ),
            page,
          ),
        bulletinById: async (id) => this.bulletins.find(({ identifier }) => identifier === id) ?? null,
        bulletinsOf: async (id) => this.bulletins.filter(({ warningId }) => warningId === id),
        publicBulletins: async () => this.bulletins.filter(({ isExercise }) => !isExercise).toReversed(),
        responses: async ({ state }, page) =>
          this.#page(
            this.responses.filter((each) => (state ?? each.state) === each.state),
            page,
          ),
        responseById: async (id) => this.responses.find((each) => each.id === id) ?? null,
        warningById: async (id) => this.warnings.find((each) => each.id === id) ?? null,
        transitions: async ({ hazard, ...span }, page) =>
          this.#page(
            this.transitions.filter((each) => (hazard ?? each.hazard) === each.hazard && isWithin(each.at, span)),
            page,
          ),
        activeAlarms: async (span) =>
          this.#page(
            this.transitions.filter(({ at }) => isWithin(at, span)),
            { limit: 1000, before: null },
          ).rows,
        deliveries: async ({ state, ...span }, page) =>
          this.#page(
            this.deliveries.filter((each) => (state ?? each.state) === each.state && isWithin(each.queuedAt, span)),
            page,
          ),
        events: async ({ type, subject, ...span }, page) =>
          this.#page(
            this.events.filter(
              (each) =>
                (type ?? each.type) === each.type &&
                (subject ?? each.subject) === each.subject &&
                isWithin(each.at, span),
            ),
            page,
          ),
        eventsAfter: async (after, limit) => {
          const found = this.events.filter(({ eventSeq }) => eventSeq > after).slice(0, limit);
          await this.beforeEventsAnswer();
          return found;
        },
        lastEventSeq: async () => this.events.at(-1)?.eventSeq ?? 0,
        ruleVersions: async (page) => this.#page(this.ruleVersions, page),
        missedPeaks: async (span, page) =>
          this.#page(
            this.missedPeaks.filter(({ at }) => isWithin(at, span)),
            page,
          ),
        deviceById: async (id) => this.devices.get(id as DeviceId) ?? null,
        audit: async ({ by, kind, subject }, page) =>
          this.#page(
            this.audit.filter(
              (line) =>
                (by ?? line.by) === line.by &&
                (kind ?? line.kind) === line.kind &&
                (subject ?? line.subject) === line.subject,
            ),
            page,
          ),
      },
      deliveries: {
        replay: async (filter) => {
          this.replays.push(filter);
          return this.deliveries.filter(({ state }) => state === (filter.state ?? state)).length;
        },
        acknowledge: async (filter, who) => {
          this.acknowledged.push({ ...filter, ...who });
          return this.deliveries.filter(({ state }) => state === "dead").length;
        },
        enable: async (endpointId, who) => void this.enabled.push({ endpointId, ...who }),
      },
      rejects: {
        rejects: async ({ reason, deviceId, ...span }, page) =>
          this.#page(
            this.#keptRejects().filter(
              (each) =>
                (reason ?? each.reason) === each.reason &&
                (deviceId ?? each.deviceId) === each.deviceId &&
                isWithin(each.receivedAt, span),
            ),
            page,
          ),
        rejectById: async (id) => {
          const kept = this.#keptRejects()[id - 1];
          return kept === undefined ? null : { ...kept, payload: this.rejects[id - 1]!.payload };
        },
        rejectCounts: async () => ({ "payload.not_json": this.rejects.length }),
      },
      deviceTokens: {
        verify: async (deviceId, token) =>
          Buffer.from(token).toString() === deviceTokenOf(deviceId) ? "accepted" : "wrong_token",
      },
      payloadHints: (deviceId) => this.hints.get(deviceId) ?? [],
      tokens: {
        verify: async (token) => {
          if (this.revoked.has(token)) return null;
          if (token === readerToken) return { tokenId: "t1", name: "test reader", ...grantOfKind("reader") };
          if (token === operatorToken)
            return { tokenId: testOperator.id, name: testOperator.name, ...grantOfKind("operator") };
          return this.tokens.get(token) ?? null;
        },
      },
      people: this.people,
      live: this.live,
      suppression: this.#suppressionView(),
      entries: {
        maxSilenceMs: dayMs,
        maxMaintenanceMs: 3 * dayMs,
        enter: async (sent, caller) => {
          const entry = { ...sent, ...calledBy(caller) };
          this.entered.push(entry);
          const logged = { entrySeq: this.entered.length, afterRow: 0, at: this.now, entry };
          return { logged, refusal: this.#takeEffect(entry) };
        },
      },
      clocks: { of: (deviceId) => this.clocks.get(deviceId) ?? null },
      commands: {
        maxBytes: 1000,
        isConnected: (deviceId) => this.connected.has(deviceId),
        send: async (deviceId, payload) => {
          if (this.commandRefusal === null) this.commands.push({ deviceId, payload });
          return this.commandRefusal;
        },
      },
      record: {
        trace: async () => null,
        dailyReport: () => null,
        reportDates: () => ["2026-07-20"],
        drills: () => [],
        drillReport: async () => null,
        pack: async (subject) => Buffer.from(JSON.stringify(subject)),
        verifyAudit: () => verifyTrail(trailOf(this.audit), { anchors: [], eventsKeptSince: Number.POSITIVE_INFINITY }),
      },
      ponding: this.#ponding(),
      calls: this.#callsView(),
      journalSeq: () => this.live.lastJournalSeq(),
      rulesSeq: () => this.live.lastJournalSeq(),
      limits: () => this.limits,
      mode: () => this.mode,
      modes: {
        history: this.history,
        policies: this.city.modePolicies,
        control: new ModeControl({
          history: this.history,
          policies: this.city.modePolicies,
          silencesEnding: () => [],
          enter: async (entry) => {
            this.entered.push(entry);
            return { refusal: this.#takeEffect(entry) };
          },
          clock: () => this.now,
        }),
        preview: async (mode) => ({
          ...{ mode, before: this.mode.mode, at: this.now, untilAt: this.now, pages: 0 },
          ...{
            fires: [],
            quietens: [],
            warnings: [],
            decisions: [],
            limits: [],
            rules: [],
            silencesEnding: [],
            devices: [],
          },
        }),
        counts: () => ({ asked: 0, confirmed: 0, refused: 0 }),
        askOf: (id) => this.asks.get(id) ?? null,
      },
      ruleDrafts: {
        all: () => [aDraft],
        of: (digest) => ({ ...aDraft, digest }),
        draft: async () => ({ digest: aDraft.digest, problems: [], refusal: null }),
        approve: async () => null,
        reject: async () => null,
        activate: async () => null,
        diff: async (digest) => ({
          ...{ digest, against: "0123456789ab", fromAt: testNow, toAt: testNow, observations: 0 },
          ...{ rules: [], levelsNow: [], endsAtOnce: [], isSame: true },
        }),
        filesOf: async (digest) => (digest === aDraft.digest ? [{ name: "rules.yaml", text: "rules: []" }] : null),
        check: async () => ({
          ...{ digest: aDraft.digest, ruleCount: 1, problems: [] },
          stories: [{ name: "a night", place: "stories/a.yaml:3:5", failures: [{ zh: "缺", en: "missing" }] }],
        }),
      },
      readiness: () => ({ checks: this.checks }),
      rules: () => this.rules,
      metrics: async () => "# HELP up test\n# TYPE up gauge\nup 1\n",
      flow: () => ({
        ...{ connections: 0, publishes: 0, values: 0, rejects: 0, kept: 0, duplicates: 0, commitMs: null },
        ...{ walBytes: 0, lagRows: 0, transitions: 0, attempts: 0, pending: 0 },
      }),
      endpoints: async () => [
        {
          endpointId: "dispatch" as EndpointId,
          target: "https://dispatch.example",
          eventTypes: ["case.opened"],
          isEnabled: true,
          disabledAt: null,
          reason: null,
          pending: 2,
          oldestQueuedAt: testNow,
          lostUrgents: 0,
          goneAt: null,
          isOverdue: this.phoneInstead.length > 0,
          phoneInstead: this.phoneInstead,
        },
      ],
      log,
      clock: () => this.now,
      version: "0.0.0-test",
    };
  }

  /** Newest first; the mark is how many rows of the array are still to come. */
  #page<Row>(rows: readonly Row[], { limit, before }: PageRequest): Page<Row> {
    if (this.failure !== null) throw this.failure;
    const end = before === null ? rows.length : Number(before);
    if (!Number.isInteger(end)) throw new HubError("store.bad_page", sameInBoth("no list gave out this mark"));
    const start = Math.max(0, end - limit);
    return { rows: rows.slice(start, end).reverse(), next: start > 0 ? String(start) : null };
  }
}

/** A sheet of a city in which nothing is the matter. */
function emptySheet({ id: postId, areaCode }: DutyPost, at: number): ShiftSheet {
  const none = { count: 0, lines: [] };
  const lists = { openCases: none, overdue: none, silences: none, blindSpots: none };
  return { postId, areaCode, at, mode: "daily", ...lists, unansweredCalls: none, deadLetters: none };
}

function newer(a: JournalledObservation | null, b: JournalledObservation): JournalledObservation {
  return a === null || b.observedAt > a.observedAt ? b : a;
}

/** An observation of the small city, good and just now unless said otherwise. */
export function observationOf(gauge: number, journalSeq: number, more: Partial<JournalledObservation> = {}) {
  return {
    gauge: gauge as GaugeKey,
    journalSeq,
    observedAt: testNow,
    receivedAt: testNow,
    value: 0.25,
    flag: 1 as const,
    checks: 0,
    deviceTime: null,
    seq: null,
    ...more,
  };
}

/** One rule that runs as the files say, unless said otherwise. */
function rulesView(changes: Partial<RulesView> = {}): RulesView {
  return {
    running: { digest: "0123456789ab", ruleCount: 1, source: "files", by: null, activatedAt: testNow },
    pin: null,
    files: { digest: "0123456789ab", isRunning: true, problems: [] },
    failure: null,
    restartFiles: [],
    rules: [
      {
        ruleId: "underpass-depth",
        ruleVersion: "v1",
        hazard: "waterlogging",
        title: { zh: "下穿隧道积水", en: "Water in the underpass" },
        conditionKind: "threshold",
        isShadow: false,
        place: "rules/waterlogging.yaml:2:5",
      },
    ],
    ...changes,
  };
}

/** Changes of accounts and tokens as a test makes them. */
function grantChanges() {
  const listeners = new Set<() => void>();
  return {
    onChanged(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed() {
      for (const listener of listeners) listener();
    },
  };
}

/** A trail alone: nothing is kept of what it records. */
function trailOf(audit: readonly AuditRecord[]): TrailReader {
  return {
    linesAfter: async (after, limit) => audit.filter(({ auditSeq }) => auditSeq > after).slice(0, limit),
    entriesAfter: async () => [],
    decidedEntry: async () => 0,
    eventsOf: async () => [],
    endsOf: async () => new Map(),
    waitingEntries: async () => [],
  };
}
