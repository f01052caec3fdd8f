import type { AlarmTransition, MissedPeak } from "../domain/alarm.ts";
import type { ProxyGauge } from "../domain/blind-spot.ts";
import type { Case } from "../domain/case.ts";
import type { EventType, StoredEvent } from "../domain/event.ts";
import type { GaugeState } from "../domain/gauge-state.ts";
import type { Hazard } from "../domain/hazard.ts";
import type { SuppressionStatus } from "../domain/hold.ts";
import type { AlarmKey, AreaCode, EndpointId, GaugeId, GaugeKey, StationId } from "../domain/ids.ts";
import type { Level } from "../domain/level.ts";
import type { JournalledObservation, Observation } from "../domain/observation.ts";
import type { Maintenance, Order, OrderStatus, Silence } from "../domain/order.ts";
import type { Reject } from "../domain/reject.ts";
import type { BilingualText } from "../domain/text.ts";
import type { Warning } from "../domain/warning.ts";
import type { AttemptReason, DeliveryState } from "../webhooks/ports.ts";

/** A page of rows, newest first. `next` goes back in as `before`; null at the end. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

export interface PageRequest {
  /** 1 to 1,000. */
  readonly limit: number;
  readonly before: string | null;
}

/** Newest observation of each gauge by `observedAt`, from memory. */
export interface LatestValues {
  of(gauge: GaugeId): Observation | null;
}

/** One hour or day of one gauge. `sum` is what rain wants, `min` and `max` what levels want. Only judged flags count. */
export interface Rollup {
  readonly startsAt: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly sum: number;
}

export interface History {
  /** Observations with `from <= observedAt < to`, oldest first, `limit` at most. */
  range(gauge: GaugeId, from: number, to: number, limit: number): Promise<readonly Observation[]>;
  /** Exact at every moment: the hours not yet rolled up are computed from the observations. Days are of UTC+`offsetMs`. */
  rollups(gauge: GaugeId, from: number, to: number, step: "hour" | "day", offsetMs: number): Promise<readonly Rollup[]>;
}

export interface CaseFilter {
  readonly state?: Case["state"];
  readonly hazard?: Hazard;
  readonly stationId?: StationId;
  readonly areaCodes?: readonly AreaCode[];
}

export interface AlarmFilter {
  readonly stationId?: StationId;
  readonly hazard?: Hazard;
  /** True for what shadow rules found, and nothing else; left out or false for what acts. */
  readonly isShadow?: boolean;
}

/** A transition as kept. */
export interface StoredTransition extends AlarmTransition {
  readonly transitionSeq: number;
}

export interface DeliveryView {
  readonly deliveryId: number;
  readonly endpointId: EndpointId;
  readonly eventId: string;
  readonly eventType: string;
  readonly subject: string;
  readonly level: Level | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly queuedAt: number;
  readonly nextAttemptAt: number | null;
  readonly deliveredAt: number | null;
  readonly lastReason: AttemptReason | null;
  readonly lastStatus: number | null;
  readonly lastDetail: string | null;
}

/** What the API reads of the state store. */
export interface StateReader {
  cases(filter: CaseFilter, page: PageRequest): Promise<Page<Case>>;
  caseById(id: string): Promise<Case | null>;
  warnings(filter: { readonly isOpen?: boolean }, page: PageRequest): Promise<Page<Warning>>;
  warningById(id: string): Promise<Warning | null>;
  transitions(filter: AlarmFilter, page: PageRequest): Promise<Page<StoredTransition>>;
  /** Transitions that raised what is active now, one an alarm. */
  activeAlarms(filter: AlarmFilter): Promise<readonly StoredTransition[]>;
  deliveries(
    filter: { readonly state?: DeliveryState; readonly endpointId?: EndpointId; readonly subject?: string },
    page: PageRequest,
  ): Promise<Page<DeliveryView>>;
  /** Events with `eventSeq` above `after`, oldest first. */
  eventsAfter(after: number, limit: number): Promise<readonly StoredEvent[]>;
  lastEventSeq(): Promise<number>;
  /** Which rules took over when, newest first. */
  ruleVersions(page: PageRequest): Promise<Page<RuleVersion>>;
  /** Peaks missed while offline at one station, newest first. */
  missedPeaks(stationId: StationId, page: PageRequest): Promise<Page<MissedPeak>>;
}

/** Puts deliveries back in the queue, from the first attempt on. */
export interface DeliveryReplayer {
  /** @returns how many went back */
  replay(filter: {
    readonly deliveryId?: number;
    readonly endpointId?: EndpointId;
    readonly state?: "dead" | "delivered";
  }): Promise<number>;
}

export interface RejectReader {
  rejects(filter: { readonly deviceId?: string; readonly reason?: string }, page: PageRequest): Promise<Page<Reject>>;
  /** Rejects ever counted, by reason; more than are kept. */
  rejectCounts(): Promise<Readonly<Record<string, number>>>;
}

export interface ApiToken {
  readonly tokenId: string;
  readonly name: string;
  readonly role: "reader" | "operator";
}

export interface TokenVerifier {
  /** Constant time; null for an unknown or revoked token. */
  verify(token: string): ApiToken | null;
}

/** Told after a commit, in its turn: must return at once and never throw. */
export interface LiveListener {
  /** Events as committed, `eventSeq` growing from call to call. */
  events(events: readonly StoredEvent[]): void;
  /** Observations as committed, `journalSeq` growing from call to call. */
  observations(observations: readonly JournalledObservation[]): void;
}

/** What has just been committed. `createLiveFeed` is the one implementation; the hub tells it after each commit. */
export interface LiveFeed {
  /** @returns call it to stop listening */
  subscribe(listener: LiveListener): () => void;
  /** `journalSeq` of the newest observation in the journal; 0 when there is none. */
  lastJournalSeq(): number;
  /** Null for a gauge that is no longer in the city. */
  gaugeIdOf(key: GaugeKey): GaugeId | null;
}

/** One thing that must be well for the hub to do its work. */
export interface ReadinessCheck {
  /** kebab-case, such as `journal` or `rules-lag`. */
  readonly name: string;
  readonly isOk: boolean;
  /** How it is, and what to do where it fails; never a secret. */
  readonly words: BilingualText;
  /** How far behind, where that can be said; 0 when caught up. */
  readonly behindRows: number | null;
  readonly behindMs: number | null;
}

export interface Readiness {
  readonly checks: readonly ReadinessCheck[];
}

/** A webhook endpoint and how it is doing. */
export interface EndpointView {
  readonly endpointId: EndpointId;
  /** Scheme, host and port alone: path and query of a webhook address may be its secret. */
  readonly target: string;
  readonly eventTypes: readonly EventType[];
  readonly isEnabled: boolean;
  readonly disabledAt: number | null;
  /** Why it is disabled; null while it is enabled. */
  readonly reason: string | null;
  readonly pending: number;
  readonly oldestQueuedAt: number | null;
}

/** Something wrong with what a person wrote. */
export interface FileProblem {
  /** `file:line:column` */
  readonly where: string;
  readonly path: string;
  readonly wanted: string;
  readonly got: string;
  readonly fix: string;
}

/** A set of rules taking over. */
export interface RuleVersion {
  readonly activationId: number;
  /** Digest of the rule files. */
  readonly digest: string;
  readonly ruleCount: number;
  readonly source: "files" | "rollback";
  readonly by: string | null;
  readonly activatedAt: number;
  /** `journalSeq` of the last row that others judged. */
  readonly cursor: number;
}

/** One rule that judges. */
export interface RuleView {
  readonly ruleId: string;
  /** As alarms name it. */
  readonly ruleVersion: string;
  readonly hazard: Hazard;
  readonly title: BilingualText;
  readonly conditionKind: string;
  /** True for a rule that runs and records without acting. */
  readonly isShadow: boolean;
  /** `file:line:column` where it is declared. */
  readonly place: string;
}

/** The rules that judge, and how they stand to the files. */
export interface RulesView {
  readonly running: Omit<RuleVersion, "activationId" | "cursor">;
  /** The kept set that runs whatever the files say; null when the files decide. */
  readonly pin: {
    readonly digest: string;
    readonly by: string | null;
    readonly pinnedAt: number;
    /** Why it cannot run. */
    readonly problems: readonly FileProblem[];
  } | null;
  readonly files: {
    readonly digest: string;
    readonly isRunning: boolean;
    /** Why they do not go live. */
    readonly problems: readonly FileProblem[];
  };
  /** Why a sound set has not taken over yet. */
  readonly failure: string | null;
  /** City files that wait for a restart of the hub. */
  readonly restartFiles: readonly string[];
  readonly rules: readonly RuleView[];
}

/** A silence or maintenance with how it stands. */
export type OrderView<What> = What & {
  readonly standing: OrderStatus;
  /** When somebody ended it before its time; null otherwise. */
  readonly endedAt: number | null;
  readonly endedBy: string | null;
  /** Alarms it keeps from people now. */
  readonly holds: number;
};

/** Which gauges are believed, and what of all that alarms do is told. Instants are of our clock. */
export interface SuppressionView {
  stateOf(gauge: GaugeId, now: number): GaugeState;
  /** How many gauges are in each state. */
  gaugeStates(now: number): Readonly<Record<GaugeState, number>>;
  heardAt(gauge: GaugeId): number | null;
  rainNear(
    station: StationId,
    now: number,
  ): { readonly rainMm: number; readonly rainGaugeId: GaugeId | null; readonly rainDistanceM: number | null };
  /** The nearest live gauge of the same property; null for none. */
  proxyFor(gauge: GaugeId, now: number): ProxyGauge | null;
  /** Null for an alarm that is not up. */
  suppressionOf(alarm: AlarmKey): SuppressionStatus | null;
  /** The transition at which each alarm that is up stands. */
  activeAlarms(): readonly AlarmTransition[];
  /** All there are, over or not. */
  silences(now: number): readonly OrderView<Silence>[];
  maintenances(now: number): readonly OrderView<Maintenance>[];
}

/** Takes orders of operators. */
export interface OrderPort {
  readonly maxSilenceMs: number;
  readonly maxMaintenanceMs: number;
  /** Resolves once the order is on disk and in effect. */
  submit(order: Order): Promise<void>;
}
