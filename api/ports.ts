import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { SuppressionStatus } from "../domain/alarms/hold.ts";
import type { Maintenance, OrderStatus, Silence } from "../domain/alarms/order.ts";
import type { Station } from "../domain/city/city.ts";
import type { Hazard } from "../domain/city/hazard.ts";
import type { Level } from "../domain/city/level.ts";
import type { Mode, ModePolicies } from "../domain/city/mode.ts";
import type { Call, Callee, CallState } from "../domain/duty/call.ts";
import type { Handover, ShiftSheet } from "../domain/duty/shift.ts";
import type { Called } from "../domain/governance/entry-caller.ts";
import type { EventType, PhoneLine, StoredEvent } from "../domain/governance/event.ts";
import type { PondingRecord } from "../domain/governance/ponding-record.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type {
  AlarmKey,
  AreaCode,
  CallId,
  CaseId,
  DeviceId,
  EndpointId,
  GaugeId,
  GaugeKey,
  PostId,
  StationId,
} from "../domain/ids.ts";
import type { Entry, LoggedEntry } from "../domain/inputs/input.ts";
import type { ProxyGauge } from "../domain/observations/blind-spot.ts";
import type { ClockEstimate } from "../domain/observations/device-clock.ts";
import type { GaugeState } from "../domain/observations/gauge-state.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import type { UnusableReason } from "../domain/observations/usable.ts";
import type { RuleFile } from "../domain/rule-set.ts";
import type { BilingualText } from "../domain/text.ts";
import type { AskCounts, DeviceAsk, ModeActor, ModeAsk, ModeChange, ModePreview, ModeRequest } from "../modes/ports.ts";
import type { Caller } from "../people/caller.ts";
import type { RulesDiff } from "../rule-trials/ports.ts";
import type { RuleDraft } from "../rules/ports.ts";
import type { AcknowledgeFilter, ReplayFilter, RuleVersion } from "../store/ports.ts";

/** Called after each commit, in the order of commits: must return at once and never throw. */
export interface LiveListener {
  /** Events as committed, `eventSeq` growing from call to call. */
  events(events: readonly StoredEvent[]): void;
  /** Observations as committed, `journalSeq` growing from call to call. */
  observations(observations: readonly JournalledObservation[]): void;
  /** Alarms that moved, once that is kept. */
  transitions?(transitions: readonly AlarmTransition[]): void;
}

/** What has just been committed. `createLiveFeed` is the one implementation; the hub publishes to it after each commit. */
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
  readonly reason: BilingualText | null;
  readonly pending: number;
  readonly oldestQueuedAt: number | null;
  /** Urgent dead letters that nobody has acknowledged. */
  readonly lostUrgents: number;
  /** Since when it has answered 410 Gone and taken nothing; null while it does not. */
  readonly goneAt: number | null;
  /** True while it has been without an urgent event for too long. */
  readonly isOverdue: boolean;
  /** Whom to phone instead; empty while it is not overdue. */
  readonly phoneInstead: readonly PhoneLine[];
}

/** Somebody on duty, or nobody. */
export interface OnDutyView {
  readonly people: readonly Callee[];
  readonly deputies: readonly Callee[];
  /** When the shift ends; null where nobody is on duty. */
  readonly untilAt: number | null;
}

/** A duty post and who is on it. */
export interface PostView {
  readonly postId: PostId;
  readonly name: BilingualText;
  readonly areaCode: AreaCode;
  readonly onDuty: OnDutyView;
}

/** Calls, rosters and handovers, as they have been decided. Instants are of our clock. */
export interface CallsView {
  /** The newest first, of cases that are open or have not been over for long. */
  calls(filter: { readonly caseId?: CaseId; readonly state?: CallState }): readonly Call[];
  callById(id: CallId): Call | null;
  /** True where the case has been called about and nobody has answered yet. */
  isUnanswered(caseId: CaseId): boolean;
  roster(at: number): readonly PostView[];
  /** The newest first; empty for a post that was never handed over. */
  handovers(postId: PostId): readonly Handover[];
  /** How the area of a post stands now; null for a post that the city does not have. */
  sheet(postId: PostId): Promise<ShiftSheet | null>;
}

/** The list of ponding places, as officers left it. */
export interface PondingView {
  /** Grows with every change since the hub started. */
  readonly changes: number;
  /** How a station stands to the list; of one that was never on it, revision 0 without a listing. */
  recordOf(station: Pick<Station, "id" | "ponding">): PondingRecord;
}

/** Who acts: the name that it is kept under, and who the hub knows it is. */
export interface Acting extends Called {
  readonly by: string;
}

/** Deliveries and endpoints as people act on them: each act is in the audit trail. */
export interface DeliveryControl {
  /** As `Outbox.replay` says. */
  replay(filter: ReplayFilter, who: Acting): Promise<number>;
  /** As `Outbox.acknowledge` says. */
  acknowledge(filter: AcknowledgeFilter, who: Acting): Promise<number>;
  /** Lets deliveries to an endpoint that had answered 410 Gone start again. */
  enable(endpointId: EndpointId, who: Acting): Promise<void>;
}

/** Something wrong with what a person wrote. */
export interface FileProblem {
  /** `file:line:column` */
  readonly where: string;
  readonly path: string;
  readonly wanted: BilingualText;
  /** A string where it is what they wrote, as it stands. */
  readonly got: BilingualText | string;
  /** What to do about it; null where `wanted` says so already. */
  readonly fix: BilingualText | null;
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
  readonly failure: BilingualText | null;
  /** City files that wait for a restart of the hub. */
  readonly restartFiles: readonly string[];
  /** Why a sound set waits for people; absent for none. */
  readonly waiting?: { readonly digest: string; readonly why: "frozen" | "draft" };
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

/** Why what a gauge says cannot be used. */
export interface UnusableView {
  readonly reason: UnusableReason;
  readonly words: BilingualText;
}

/** An alarm that is up: raised, or still known to people as such. */
export interface ActiveAlarm {
  /** The transition at which it stands. */
  readonly last: AlarmTransition;
  /** The graver of where it stands and what people know of it. */
  readonly level: Level;
}

/** Gauge states and suppression, for the API. Instants are of our clock. */
export interface SuppressionView {
  stateOf(gauge: GaugeId, now: number): GaugeState;
  /** How many gauges are in each state. */
  gaugeStates(now: number): Readonly<Record<GaugeState, number>>;
  /** Last reception of anything. */
  heardAt(gauge: GaugeId): number | null;
  /** Why a gauge that is heard says nothing usable; null but for a gauge whose state is `unusable`. */
  unusableOf(gauge: GaugeId, now: number): UnusableView | null;
  rainNear(
    station: StationId,
    now: number,
  ): { readonly rainMm: number; readonly rainGaugeId: GaugeId | null; readonly rainDistanceM: number | null };
  /** The nearest live gauge of the same property; null for none. */
  proxyFor(gauge: GaugeId, now: number): ProxyGauge | null;
  /** Null for an alarm that is not up. */
  suppressionOf(alarm: AlarmKey): SuppressionStatus | null;
  /** Every alarm that is up. */
  activeAlarms(): readonly ActiveAlarm[];
  /** All there are, over or not. */
  silences(now: number): readonly OrderView<Silence>[];
  maintenances(now: number): readonly OrderView<Maintenance>[];
}

/** How the city is run now. */
export interface CurrentMode {
  readonly mode: Mode;
  /** Our clock when it was set; null where nobody ever did. */
  readonly setAt: number | null;
  /** Who set it; null where that is not known. */
  readonly setBy: string | null;
}

/** What a device is asked for while a mode lasts, and how often it was asked in this run of the hub. */
export interface DeviceAskView extends DeviceAsk {
  readonly attempts: number;
  /** Null before the first. */
  readonly lastAskedAt: number | null;
}

/** Modes: how they stand, what each changes, and the door by which they are switched. */
export interface ModePort {
  readonly history: {
    /** Oldest first. */
    readonly changes: readonly ModeChange[];
    /** What waits for a second person at `now`; null for nothing. */
    waitingAt(now: number): ModeRequest | null;
  };
  /** Absent where the city has none. */
  readonly policies: ModePolicies | undefined;
  /** Each answers with why nothing was done; null where it is in effect, or waits for a second person. */
  readonly control: {
    set(ask: ModeAsk, actor: ModeActor): Promise<Refusal | null>;
    ask(ask: ModeAsk, actor: ModeActor): Promise<Refusal | null>;
    /** `requestSeq`: null for the request that waits. */
    approve(requestSeq: number | null, actor: ModeActor): Promise<Refusal | null>;
    withdraw(requestSeq: number | null, actor: ModeActor): Promise<Refusal | null>;
  };
  /** What a switch would change; nothing is changed by asking. */
  preview(mode: Mode): Promise<ModePreview>;
  counts(): AskCounts;
  /** Null for a device that was never asked. */
  askOf(deviceId: DeviceId): DeviceAskView | null;
}

/** What came of handing in a draft of rules. */
export interface DraftOutcome {
  /** Null where the files have mistakes: then nothing is kept. */
  readonly digest: string | null;
  readonly problems: readonly FileProblem[];
  readonly refusal: Refusal | null;
}

/** What a draft would have done, against the rules that run. */
export interface RulesDiffView extends RulesDiff {
  readonly digest: string;
  /** Digest of the rules that run. */
  readonly against: string;
}

/** A story of the city folder, as a set of rules did in it. */
export interface RuleTestResult {
  readonly name: string;
  /** `file:line:column` where it is written. */
  readonly place: string;
  /** What differs from what it expects; none where it passed. */
  readonly failures: readonly BilingualText[];
}

/** What a check of rule files found. */
export interface RulesCheck {
  /** Null where the files have mistakes: then no story was run. */
  readonly digest: string | null;
  readonly ruleCount: number;
  readonly problems: readonly FileProblem[];
  readonly stories: readonly RuleTestResult[];
}

/** Drafted sets of rules. Each act answers with why nothing was done; null where it is in effect. */
export interface RuleDraftPort {
  /** In the order in which they were drafted. */
  all(): readonly RuleDraft[];
  of(digest: string): RuleDraft | null;
  draft(files: readonly RuleFile[], note: string, actor: ModeActor): Promise<DraftOutcome>;
  approve(digest: string, actor: ModeActor): Promise<Refusal | null>;
  reject(digest: string, reason: string, actor: ModeActor): Promise<Refusal | null>;
  /** `override`: why it takes over although rules are frozen; null where they are not. */
  activate(digest: string, override: string | null, actor: ModeActor): Promise<Refusal | null>;
  /** Null where there is no such draft. */
  diff(digest: string, hours: number): Promise<RulesDiffView | null>;
  /** Files of a set that runs, ran or is drafted; null for one that is not kept. */
  filesOf(digest: string): Promise<readonly RuleFile[] | null>;
  /** Reads rule files and runs the city's stories by them; keeps nothing. */
  check(files: readonly RuleFile[]): Promise<RulesCheck>;
}

/** What became of something that was entered. */
export interface EntryOutcome<Of extends Entry = Entry> {
  readonly logged: LoggedEntry<Of>;
  /** Why it changes nothing; null where it took effect. */
  readonly refusal: Refusal | null;
}

/** The clocks of devices, as their messages show them. */
export interface ClockPort {
  /** Null for a device that has never said a time. */
  of(device: string): ClockEstimate | null;
}

/** Commands to devices. */
export interface CommandPort {
  /** Longest payload, bytes. */
  readonly maxBytes: number;
  isConnected(device: DeviceId): boolean;
  /** @returns why the command was not sent; null where it is on its way or waits for the device */
  send(device: DeviceId, payload: string): Promise<Refusal | null>;
}

/** The one door for what people do: it goes in the log of inputs and takes effect at its place there. */
export interface EntryPort {
  readonly maxSilenceMs: number;
  readonly maxMaintenanceMs: number;
  /**
   * Resolves once the entry is in the log with who called, in effect, and what came of it is on disk.
   *
   * @param onceKey an entry whose key the log has is not entered again
   */
  enter<Of extends Entry>(entry: Of, caller: Caller | null, onceKey?: string): Promise<EntryOutcome<Of>>;
}
