import type { AlarmTransition, MissedPeak } from "../domain/alarms/alarm.ts";
import type { GivenOrder } from "../domain/alarms/order.ts";
import type { Hazard } from "../domain/city/hazard.ts";
import type { Level } from "../domain/city/level.ts";
import type { AuditRecord } from "../domain/governance/audit-chain.ts";
import type { AuditedFact } from "../domain/governance/audited-facts.ts";
import type { Case, CaseWithTimeline, NewCaseEntry } from "../domain/governance/case.ts";
import type { CaseState } from "../domain/governance/case-state.ts";
import type {
  Attempt,
  AttemptReason,
  DeliveryState,
  EndpointStatus,
  EventBody,
  NewDelivery,
  PastAttempt,
  QueuedDelivery,
  SettledDelivery,
} from "../domain/governance/delivery.ts";
import type { Called } from "../domain/governance/entry-caller.ts";
import type { HubEvent, StoredEvent } from "../domain/governance/event.ts";
import type { Incident } from "../domain/governance/incident.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { Bulletin, BulletinFacts } from "../domain/governance/warnings/bulletin.ts";
import type { EmergencyResponse, ResponseState } from "../domain/governance/warnings/response.ts";
import type { WarningState } from "../domain/governance/warnings/warning-state.ts";
import type {
  AreaCode,
  DeviceId,
  EndpointId,
  EventId,
  GaugeId,
  GaugeKey,
  IncidentId,
  StationId,
  UnitId,
} from "../domain/ids.ts";
import type { DeliveryActor } from "../domain/inputs/acts/delivery-action.ts";
import type { Entry, LoggedEntry, LogSlice } from "../domain/inputs/input.ts";
import type { JournalledObservation, Observation } from "../domain/observations/observation.ts";
import type { FlagChange } from "../domain/observations/quality.ts";
import type { KeptRejectReason, Reject } from "../domain/observations/reject.ts";
import type { Refused } from "../domain/observations/usable.ts";
import type { Account, Preferences } from "../domain/people/account.ts";
import type { Grant } from "../domain/people/grant.ts";
import type { PlaceKey } from "../domain/people/place-key.ts";
import type { Position } from "../domain/position.ts";
import type { RuleFile, RuleSet, RuleSetSource } from "../domain/rule-set.ts";
import type { BilingualText } from "../domain/text.ts";

// ---------------------------------------------------------------- Journal: the log of inputs

/** An entry to be put in the log. */
export interface NewEntry<Of extends Entry = Entry> {
  readonly entry: Of;
  /** Our clock, ms since 1970. */
  readonly at: number;
  /** An entry whose key the log has is not entered again; null for none. */
  readonly onceKey: string | null;
}

/** An observation to be kept. */
export interface AppendedObservation extends Observation {
  /**
   * Identity of the packet that brought it among the packets of its device, a whole number; below 0 where the packet was
   * sent again. Given where neither a time nor a count tells a reading from the next.
   */
  readonly packet?: number | undefined;
}

/**
 * The append-only log of everything that can change a decision. Appends made while a commit is under way go into the
 * next one together (group commit); callbacks run in the order of the appends, but for long appends, which others pass.
 */
export interface Journal {
  /** Gives each gauge the number that rows name it by; the same as long as this journal is open. */
  keysFor(ids: readonly GaugeId[]): Promise<ReadonlyMap<GaugeId, GaugeKey>>;
  /**
   * Keeps observations and rejects, fsynced: a short append in one transaction, all or nothing; of a long one others'
   * appends may be kept in between, and where a part is refused those before it stay. An observation that is there already
   * is kept once: the same value of its gauge at the same moment, by `seq`, or in a packet sent again within 10 minutes. A
   * second value for one moment is kept beside the first with the check `sameMoment`: under our time where the moment is
   * of the last 10 minutes, else right behind it as failed, for the record.
   *
   * @param done called once, when all of it is kept; with `store.disk_full`, `store.busy` or `store.write_failed` when not
   */
  append(
    observations: readonly AppendedObservation[],
    rejects: readonly Reject[],
    done: (error: Error | null) => void,
  ): void;
  /**
   * Puts an entry behind all short appends that came before it, fsynced. It is kept although a quota or reserve of space refuses
   * observations.
   *
   * @returns the entry with its place, once listeners have been given it; the one that is there where `onceKey` is known
   * @throws {HubError} `store.disk_full`, `store.busy` or `store.write_failed` when it was not kept
   */
  enter<Of extends Entry>(entry: NewEntry<Of>): Promise<LoggedEntry<Of>>;
  /** Called after every commit with what it added, in the order of the log, before the callbacks of its appends. */
  onCommitted(listener: (added: LogSlice) => void): void;
  /** Our clock when the oldest append not yet committed came in; null when nothing is under way. */
  oldestUncommittedAt(): number | null;
  /** The end of the log when it was opened, or as far as commits have brought it since. */
  end(): Position;
}

/** The journal as rules read it. Windows are functions of it and are never saved (docs/decisions/0003). */
export interface JournalReader {
  /**
   * What lies after `position`, in order: `limit` rows at most, and the entries among them; entries behind the last row
   * only where no row follows. Empty only at the end of the log.
   */
  readAfter(position: Position, limit: number): Promise<LogSlice>;
  /** Every entry of one kind up to `position`, oldest first. */
  entriesOf<Kind extends Entry["kind"]>(
    kind: Kind,
    upTo: Position,
  ): Promise<readonly LoggedEntry<Extract<Entry, { readonly kind: Kind }>>[]>;
  /**
   * What a window of one gauge held when rules had read rows up to `upTo`: judged observations, oldest first.
   *
   * @param sinceMs how far before the newest judged observation of the gauge to go back; 0 gives the newest alone
   * @param flags bit `flag` is set for each quality flag that counts as judged; 1 to 3 where left out
   */
  recent(gauge: GaugeKey, sinceMs: number, upTo: Position, flags?: number): Promise<readonly JournalledObservation[]>;
  /** The newest observations of one gauge in rows up to `upTo`, whatever their flag, `count` at most, oldest first. */
  newest(gauge: GaugeKey, count: number, upTo: Position): Promise<readonly JournalledObservation[]>;
  /** Our clock at the last reception from this gauge in rows up to `upTo`; null when there is none. */
  lastReceivedAt(gauge: GaugeKey, upTo: Position): Promise<number | null>;
  /** The place before the first row received at or after `at`. */
  positionAt(at: number): Promise<Position>;
  /** Brings what answers by gauge up to the newest row: a tail that is not in it is scanned anew for every gauge. */
  index(): Promise<void>;
}

// ---------------------------------------------------------------- State: what reading the log has brought about

/** A part of what one step of the processor must find again after a restart. */
export interface SavedEntry {
  /** The step it belongs to, such as `rules`; each reads back its own alone. */
  readonly step: string;
  readonly key: string;
  /** JSON value; null is to be removed. */
  readonly state: unknown;
}

/** Rules that took over in this stretch. */
export interface RuleActivation {
  readonly digest: string;
  readonly files: readonly RuleFile[];
  readonly ruleCount: number;
  readonly source: RuleSetSource;
  readonly by: string | null;
  readonly at: number;
  /** Place of the entry that brought them. */
  readonly position: Position;
}

/** What a device last said of itself, and why it was last refused. */
export interface DeviceState {
  readonly deviceId: DeviceId;
  readonly status: { readonly text: string; readonly at: number } | null;
  readonly lastAnswer: { readonly commandId: string; readonly answer: string; readonly at: number } | null;
  /** Absent where it never was refused. */
  readonly lastRefusal?: Refused & { readonly at: number };
}

/** Everything that reading the log from the last commit up to `position` changed. Committed whole or not at all. */
export interface Effects {
  readonly position: Position;
  /** Our clock up to which time has been counted, ms since 1970. */
  readonly clock: number;
  readonly saved: readonly SavedEntry[];
  readonly transitions: readonly AlarmTransition[];
  readonly missedPeaks: readonly MissedPeak[];
  /** Flags given after the journal had the observations; of one observation the last counts. */
  readonly flagChanges: readonly FlagChange[];
  readonly cases: readonly Case[];
  readonly caseEntries: readonly NewCaseEntry[];
  readonly warnings: readonly Warning[];
  /** Messages of issued warnings, kept as they are for good; one whose identifier is there already stays as it was. */
  readonly bulletins: readonly Bulletin[];
  readonly responses: readonly EmergencyResponse[];
  readonly orders: readonly GivenOrder[];
  readonly devices: readonly DeviceState[];
  readonly activations: readonly RuleActivation[];
  /** What the audit trail gets a line of each, in this order. */
  readonly audit: readonly AuditedFact[];
  readonly events: readonly HubEvent[];
  readonly bodies: readonly EventBody[];
  readonly deliveries: readonly NewDelivery[];
  /** Whose end the audit trail has now. */
  readonly auditedDeliveries: readonly AuditedDelivery[];
}

/** A delivery whose end at `settledAt`, our clock, is in the audit trail. */
export type AuditedDelivery = Pick<SettledDelivery, "deliveryId" | "settledAt">;

export interface CommittedEffects {
  readonly events: readonly StoredEvent[];
  readonly deliveries: readonly QueuedDelivery[];
}

/** Where the hub stood at its last commit. */
export interface SavedState {
  /** How many commits there have been: what the next one must expect. */
  readonly commits: number;
  readonly position: Position;
  readonly clock: number;
  readonly saved: readonly SavedEntry[];
  readonly openCases: readonly Case[];
  /** Warnings not yet over. */
  readonly openWarnings: readonly Warning[];
  /** Responses that are active. */
  readonly activeResponses: readonly EmergencyResponse[];
  /** Every order given up to `position`, oldest first. */
  readonly orders: readonly GivenOrder[];
  readonly devices: readonly DeviceState[];
  /** Rules that judge at `position`; null before the first. */
  readonly activation: StoredActivation | null;
}

export interface StateStore {
  load(): Promise<SavedState>;
  /**
   * One fsynced transaction, in the order of the calls.
   *
   * @param commits how many commits there have been, as this writer knows. A commit that took effect although its
   *   outcome was unknown changes nothing when it is tried again with equal effects, and answers as it did then; of
   *   deliveries those that still wait, as they stand
   * @throws {HubError} `store.stale_writer` when another writer has committed since: this one must stop;
   *   `store.disk_full`, `store.busy`, `store.write_failed`: nothing was kept, the caller keeps the effects and tries again
   */
  commit(commits: number, effects: Effects): Promise<CommittedEffects>;
}

/** An activation as kept: from `position` on, rules of `digest` judged. */
export interface StoredActivation extends Omit<RuleActivation, "files"> {
  readonly activationId: number;
}

/** The kept set that runs whatever the files say, until it is released. */
export interface RulePin extends Called {
  readonly digest: string;
  readonly by: string | null;
  readonly at: number;
}

/** Every set of rules that ever judged. */
export interface RuleSetStore {
  /** The newest activation; null before the first. */
  newest(): Promise<StoredActivation | null>;
  /** Null for a set that was never active. */
  filesOf(digest: string): Promise<readonly RuleFile[] | null>;
  pin(): Promise<RulePin | null>;
  /** Keeps a set and chooses it to run from now on, whatever the files say; one fsynced transaction. */
  keepAndPin(set: RuleSet, pin: RulePin): Promise<void>;
}

/** What the hub is to enter in the log: asked for by other processes, whether it runs or not, or of one transaction with what is done. */
export interface Inbox {
  /** One fsynced transaction. */
  add(entry: Entry): Promise<InboxItem>;
  /** Oldest first. */
  waiting(): Promise<readonly InboxItem[]>;
  /** Called once the log has it. */
  remove(itemId: number): Promise<void>;
}

export interface InboxItem {
  readonly itemId: number;
  readonly entry: Entry;
}

// ---------------------------------------------------------------- Outbox: deliveries on their way

export interface Outbox {
  /**
   * Takes the right to deliver to these endpoints until `untilAt`, our clock; call again to keep it, with a moment that
   * has passed to give it up. One owner at a time has an endpoint, so that two processes never send the same delivery.
   *
   * @returns those of `endpointIds` that `owner` has now
   */
  lease(owner: string, endpointIds: readonly EndpointId[], untilAt: number): Promise<readonly EndpointId[]>;
  /** Pending deliveries of one endpoint above `after`, in the order of queueing, `limit` at most. */
  pending(endpointId: EndpointId, after: number, limit: number): Promise<readonly QueuedDelivery[]>;
  /** Endpoints that deliveries wait for, whether the city names them or not. */
  backlog(): Promise<readonly EndpointBacklog[]>;
  /** @throws {HubError} `store.not_found` */
  body(deliveryId: number): Promise<string>;
  /**
   * Keeps how an attempt ended. One on a delivery that has ended already changes nothing: how it ended may stand in the trail.
   *
   * @throws {HubError} `store.not_found`
   */
  record(attempt: Attempt): Promise<void>;
  endpointStatuses(): Promise<readonly EndpointStatus[]>;
  setEndpointStatus(status: EndpointStatus): Promise<void>;
  /**
   * Puts deliveries back in the queue, from the first attempt on. Without `state`, dead ones only, unless one delivery is
   * named; pending ones are left as they are. In one transaction with the entry that says so, which is left in the inbox.
   *
   * @returns how many went back
   */
  replay(filter: ReplayFilter, who: DeliveryActor): Promise<number>;
  /** Urgent dead letters that nobody has acknowledged, oldest first. */
  lostUrgents(): Promise<readonly LostUrgent[]>;
  /**
   * Notes that those concerned know of dead letters otherwise, in one transaction with its entry in the inbox.
   *
   * @returns how many nobody had acknowledged before
   */
  acknowledge(filter: AcknowledgeFilter, who: DeliveryActor): Promise<number>;
  /** Deliveries whose end the audit trail does not have yet, in the order of queueing, `limit` at most. */
  unaudited(limit: number): Promise<readonly SettledDelivery[]>;
  /** A number that grows whenever anybody but `record` and commits of this process changed the outbox. */
  revision(): Promise<number>;
}

/** An urgent event that was given up for one endpoint. */
export interface LostUrgent {
  readonly deliveryId: number;
  readonly endpointId: EndpointId;
}

/** Which dead letters; all where nothing is named. */
export type AcknowledgeFilter = Pick<ReplayFilter, "deliveryId" | "endpointId">;

/** What waits for one endpoint. */
export interface EndpointBacklog {
  readonly endpointId: EndpointId;
  readonly pending: number;
  /** When the first of them in the order of queueing was queued. */
  readonly oldestQueuedAt: number;
}

export interface ReplayFilter {
  readonly deliveryId?: number;
  readonly endpointId?: EndpointId;
  readonly state?: Exclude<DeliveryState, "pending">;
}

// ---------------------------------------------------------------- History: observations by gauge and time

/** One hour or day of one gauge. `sum` is what rain wants, `min` and `max` what levels want. Only judged flags count. */
export interface Rollup {
  readonly startsAt: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly sum: number;
}

/** Observations under their newest flag: a flag changed after the journal had the observation is merged here alone. */
export interface History {
  /** Observations with `from <= observedAt < to`, oldest first, `limit` at most. */
  range(gauge: GaugeId, from: number, to: number, limit: number): Promise<readonly Observation[]>;
  /** Exact at every moment: the hours not yet rolled up are computed from the observations. Days are of UTC+`offsetMs`. */
  rollups(gauge: GaugeId, from: number, to: number, step: "hour" | "day", offsetMs: number): Promise<readonly Rollup[]>;
  /** Newest observation of each gauge that has one. */
  newest(gauges: readonly GaugeId[]): Promise<ReadonlyMap<GaugeId, Observation>>;
  /**
   * The newest observation of each gauge with `observedAt` before each of some moments, told only where it is another than before
   * the moment before; gauge by gauge, of each in order of time.
   *
   * @param moments ascending
   */
  newestAtEach(gauges: readonly GaugeId[], moments: readonly number[]): Promise<readonly NewestAt[]>;
}

/** The observation that is a gauge's newest from one moment on. */
export interface NewestAt extends Pick<Observation, "observedAt" | "value" | "flag"> {
  readonly gaugeId: GaugeId;
  /** Place of the moment among those that were asked for. */
  readonly moment: number;
}

// ---------------------------------------------------------------- Credentials and accounts

/** Outcome of a device's sign-in; also the metric label. */
export type CredentialResult = "accepted" | "unknown_device" | "wrong_token" | "revoked";

/** Who may sign in: 19,000 devices in ten seconds after a restart. */
export interface Credentials {
  /**
   * Compares in constant time. A token that was added or revoked counts within a second.
   *
   * @param token the MQTT password as sent; never logged or kept
   */
  verify(deviceId: string, token: Uint8Array): Promise<CredentialResult>;
  /** Whether every right of a device was withdrawn; false for one that never had a token and was never revoked. */
  isRevoked(deviceId: string): Promise<boolean>;
}

/** Which tokens of devices were withdrawn, whichever process did it. */
export interface TokenRevocations {
  /** A number that changes whenever a token is added or revoked. */
  revision(): Promise<number>;
  /** How many tokens of each device were ever revoked; devices without any are left out. */
  counts(): Promise<ReadonlyMap<DeviceId, number>>;
}

export interface ApiToken extends Grant {
  readonly tokenId: string;
  readonly name: string;
}

export interface Accounts {
  /** Constant time; null for an unknown or revoked token. */
  verify(token: string): Promise<ApiToken | null>;
}

/** An account as kept. */
export interface KeptAccount extends Account {
  /** Hash of the password with its parameters; null before the first was set. Never leaves the store's users. */
  readonly passwordHash: string | null;
  readonly preferences: Preferences;
}

export type NewAccount = Omit<KeptAccount, "isDisabled" | "preferences">;

/** What is to be otherwise; what is left out stays. */
export type AccountChange = Partial<Omit<KeptAccount, "accountId" | "createdAt">>;

/** A browser that somebody signed in with. */
export interface NewSession {
  /** SHA-256 of the secret that the cookie holds. */
  readonly hash: Uint8Array;
  readonly accountId: string;
  /** Our clock. */
  readonly createdAt: number;
}

export interface KeptSession {
  readonly account: Omit<KeptAccount, "passwordHash">;
  /** When somebody signed in, our clock. */
  readonly createdAt: number;
  /** When it was last said to be in use, our clock. */
  readonly seenAt: number;
}

/** People's accounts and sessions. */
export interface AccountStore {
  /** A number that changes whenever an account changes or a session ends. */
  revision(): Promise<number>;
  byId(accountId: string): Promise<KeptAccount | null>;
  /** The account of somebody at the identity provider; case counts. */
  bySubject(subject: string): Promise<KeptAccount | null>;
  /** By id. */
  list(): Promise<readonly Omit<KeptAccount, "passwordHash">[]>;
  /** @throws {HubError} `store.account_exists`, `store.subject_taken` */
  create(account: NewAccount): Promise<void>;
  /**
   * Changes what is named. A new password, another subject or none, and being disabled, end every session of the account in
   * the same transaction.
   *
   * @throws {HubError} `store.not_found`, `store.subject_taken`
   */
  change(accountId: string, change: AccountChange): Promise<KeptAccount>;
  /**
   * Sets a password in the place of the one by which somebody was judged, and ends every session of the account in the same
   * transaction.
   *
   * @returns false, with nothing done, where the password is another by now, or the account disabled or gone
   */
  replacePassword(judged: Pick<KeptAccount, "accountId" | "passwordHash">, passwordHash: string): Promise<boolean>;
  addSession(session: NewSession): Promise<void>;
  /** Null for a session that is over, and where its account is disabled; at most half a second behind other processes. */
  session(hash: Uint8Array): Promise<KeptSession | null>;
  sessionSeen(hash: Uint8Array, at: number): Promise<void>;
  endSession(hash: Uint8Array): Promise<void>;
  dropSessions(createdBefore: number): Promise<void>;
}

// ---------------------------------------------------------------- Queries: lists for the API

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

/** Instants that a list is narrowed to, ms since 1970: `from` is included, `to` is not; open where one is left out. */
export interface ListSpan {
  readonly from?: number;
  readonly to?: number;
}

/** What a list is narrowed to by where its rows belong. */
export interface PlaceFilter {
  /** Only what belongs to one of these; left out for all there is. */
  readonly within?: ReadonlySet<PlaceKey> | undefined;
}

/** The span is of when cases were opened. A case belongs to its area. */
export interface CaseFilter extends ListSpan, PlaceFilter {
  readonly state?: CaseState;
  /** Any of these. */
  readonly states?: readonly CaseState[];
  readonly unitId?: UnitId;
  readonly assignee?: string;
  readonly incidentId?: IncidentId;
  /** True for those found overdue, false for others. */
  readonly isOverdue?: boolean;
  readonly isAcknowledged?: boolean;
  readonly hazard?: Hazard;
  readonly stationId?: StationId;
  readonly areaCodes?: readonly AreaCode[];
  /** Those that are open, or were at this moment, our clock where the hub wrote their end down. */
  readonly openAt?: number;
}

/** In which order cases are listed: newest first; earliest due first, those with no limit last; gravest and then newest first. */
export const caseOrders = ["opened", "due", "level"] as const;

export type CaseOrder = (typeof caseOrders)[number];

/** How many open cases there are, of those that fit. */
export interface CaseCounts {
  readonly open: number;
  /** By state; states with none are left out. */
  readonly byState: Readonly<Partial<Record<CaseState, number>>>;
  /** By the level now; those without one are left out. */
  readonly byLevel: Readonly<Partial<Record<Level, number>>>;
  readonly overdue: number;
  readonly unacknowledged: number;
  readonly suspended: number;
  readonly supervised: number;
}

/** The span is of when cases were opened. */
export interface IncidentFilter extends ListSpan, PlaceFilter {
  readonly areaCodes?: readonly AreaCode[];
}

/** The span is of when alarms moved, on the clock they are judged by. An alarm belongs to the station or area it is about. */
export interface AlarmFilter extends ListSpan, PlaceFilter {
  /** Alarms about these gauges are left out. */
  readonly exceptGauges?: ReadonlySet<GaugeId>;
  readonly stationId?: StationId;
  readonly hazard?: Hazard;
  /** True for what shadow rules found, and nothing else; left out or false for what acts. */
  readonly isShadow?: boolean;
}

/** The span is of when warnings were drafted. Where a warning belongs is said by `placesOfWarning`. */
export interface WarningFilter extends ListSpan, PlaceFilter {
  /** True for those not yet over, false for those that are. */
  readonly isOpen?: boolean;
  /** Any of these. */
  readonly states?: readonly WarningState[];
}

/** The span is of when responses were started. */
export interface ResponseFilter extends ListSpan, PlaceFilter {
  readonly state?: ResponseState;
  readonly areaCodes?: readonly AreaCode[];
}

/** The span is of when events happened. Where each belongs is said by `placeOfEvent`. */
export interface EventFilter extends ListSpan, PlaceFilter {
  readonly type?: string;
  /** Case or warning. */
  readonly subject?: string;
}

/** The span is of when refused readings were received. */
export interface RejectFilter extends ListSpan {
  readonly deviceId?: string;
  readonly reason?: string;
  /** Only what these sent; left out for all there is. */
  readonly deviceIds?: ReadonlySet<string>;
}

/** The span is of when deliveries were queued. A delivery belongs where its event does, as long as that is kept. */
export interface DeliveryFilter extends ListSpan, PlaceFilter {
  readonly state?: DeliveryState;
  readonly endpointId?: EndpointId;
  readonly subject?: string;
}

/** Lines of the audit trail; the span is of our clock. */
export interface AuditFilter extends ListSpan {
  /** Who did it: `by` of a line, or name or id of its caller. */
  readonly by?: string;
  readonly kind?: string;
  readonly subject?: string;
}

/** The span is of when the peaks were. */
export interface MissedPeakFilter extends ListSpan {
  readonly stationId: StationId;
}

/** A transition as kept. */
export interface StoredTransition extends AlarmTransition {
  readonly transitionSeq: number;
}

export interface DeliveryView {
  readonly deliveryId: number;
  readonly endpointId: EndpointId;
  readonly eventId: EventId;
  /** Empty for an event past its retention. */
  readonly eventType: string;
  readonly subject: string;
  readonly level: Level | null;
  readonly isUrgent: boolean;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly queuedAt: number;
  readonly nextAttemptAt: number | null;
  readonly deliveredAt: number | null;
  readonly lastReason: AttemptReason | null;
  readonly lastStatus: number | null;
  readonly lastDetail: BilingualText | null;
  /** The newest `keptAttempts`, oldest first, those before it was sent again included. */
  readonly lastAttempts: readonly PastAttempt[];
  /** When a person noted that those concerned know of a dead letter otherwise, and who; null before. */
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
}

/** A set of rules taking over. */
export interface RuleVersion {
  readonly activationId: number;
  /** Digest of the rule files. */
  readonly digest: string;
  readonly ruleCount: number;
  readonly source: RuleSetSource;
  readonly by: string | null;
  readonly activatedAt: number;
  /** `journalSeq` of the last row that others judged. */
  readonly cursor: number;
}

/** Bulletins in one answer to the public. */
export const mostPublicBulletins = 200;

/** What is read of the state, as the last commit left it. */
export interface StateQueries {
  /** Cases without timelines. @param order newest first where left out */
  cases(filter: CaseFilter, page: PageRequest, order?: CaseOrder): Promise<Page<Case>>;
  /** Counts open cases; states of the filter are passed over. */
  caseCounts(filter: CaseFilter): Promise<CaseCounts>;
  /** Incidents, the newest first, counted up of the cases that fit. */
  incidents(filter: IncidentFilter, page: PageRequest): Promise<Page<Incident>>;
  /** @param lines of its timeline that are wanted, the first and the newest; 0 for none, `shownTimelineEntries` where left out */
  caseById(id: string, lines?: number): Promise<CaseWithTimeline | null>;
  /** The case that a trace belongs to; null for none. */
  caseByTrace(traceId: string): Promise<CaseWithTimeline | null>;
  warnings(filter: WarningFilter, page: PageRequest): Promise<Page<Warning>>;
  warningById(id: string): Promise<Warning | null>;
  /** Null for an identifier under which nothing was issued. */
  bulletinById(identifier: string): Promise<Bulletin | null>;
  /** Bulletins of one warning, oldest first. */
  bulletinsOf(warningId: string): Promise<readonly BulletinFacts[]>;
  /**
   * The newest bulletin of each warning that the public is told of: those in force, and those cancelled since; newest first, at most
   * `mostPublicBulletins`. Those of drills are never among them.
   *
   * @param cancelledSince our clock, ms since 1970
   */
  publicBulletins(cancelledSince: number): Promise<readonly BulletinFacts[]>;
  responses(filter: ResponseFilter, page: PageRequest): Promise<Page<EmergencyResponse>>;
  responseById(id: string): Promise<EmergencyResponse | null>;
  transitions(filter: AlarmFilter, page: PageRequest): Promise<Page<StoredTransition>>;
  /** Transitions that raised what is active now, one an alarm. */
  activeAlarms(filter: AlarmFilter): Promise<readonly StoredTransition[]>;
  deliveries(filter: DeliveryFilter, page: PageRequest): Promise<Page<DeliveryView>>;
  events(filter: EventFilter, page: PageRequest): Promise<Page<StoredEvent>>;
  /** Events with `eventSeq` above `after`, oldest first. */
  eventsAfter(after: number, limit: number): Promise<readonly StoredEvent[]>;
  lastEventSeq(): Promise<number>;
  /** Which rules took over when, newest first. */
  ruleVersions(page: PageRequest): Promise<Page<RuleVersion>>;
  /** Peaks missed while offline at one station, newest first. */
  missedPeaks(filter: MissedPeakFilter, page: PageRequest): Promise<Page<MissedPeak>>;
  /** What a device last said of itself; null when it never did. */
  deviceById(id: string): Promise<DeviceState | null>;
  /** The audit trail, newest first. */
  audit(filter: AuditFilter, page: PageRequest): Promise<Page<AuditRecord>>;
}

/** The audit trail with what it records, as a check of it reads both. Each call is as the last commit left it. */
export interface TrailReader {
  /** Lines above `auditSeq`, oldest first, `limit` at most. */
  linesAfter(auditSeq: number, limit: number): Promise<readonly AuditRecord[]>;
  /** Entries of the log above `entrySeq`, oldest first, `limit` at most. */
  entriesAfter(entrySeq: number, limit: number): Promise<readonly LoggedEntry[]>;
  /** The last entry that is decided. */
  decidedEntry(): Promise<number>;
  /** Those of the events that are still kept. */
  eventsOf(ids: readonly EventId[]): Promise<readonly StoredEvent[]>;
  /** How those of the deliveries that are still kept ended, by number; null for one that has not. */
  endsOf(deliveryIds: readonly number[]): Promise<ReadonlyMap<number, SettledDelivery | null>>;
  /** In the inbox, and not in the log yet. */
  waitingEntries(): Promise<readonly Entry[]>;
}

/** A reject as kept. Its payload is read by itself: lists stay small. */
export interface KeptReject extends Omit<Reject, "payload" | "reason"> {
  readonly reason: KeptRejectReason;
  readonly rejectId: number;
  /** Whether the payload is still kept. */
  readonly hasPayload: boolean;
}

/** What could not be read as readings, as kept. */
export interface RejectReader {
  rejects(filter: RejectFilter, page: PageRequest): Promise<Page<KeptReject>>;
  /** Null for one that is not kept (any more). */
  rejectById(rejectId: number): Promise<(KeptReject & Pick<Reject, "payload">) | null>;
  /** Values ever refused, by reason; more than are kept. */
  rejectCounts(): Promise<Readonly<Record<string, number>>>;
}

/** Newest observation of each gauge by `observedAt`, from memory. */
export interface LatestValues {
  of(gauge: GaugeId): Observation | null;
}
