import type { AlarmTransition, MissedPeak } from "../domain/alarm.ts";
import type { Case } from "../domain/case.ts";
import type { HubEvent, StoredEvent } from "../domain/event.ts";
import type { AlarmKey, GaugeId, GaugeKey, RuleId } from "../domain/ids.ts";
import type { Mode } from "../domain/mode.ts";
import type { JournalledObservation } from "../domain/observation.ts";
import type { AppliedAt, Order, StoredOrder } from "../domain/order.ts";
import type { FlagChange } from "../domain/quality.ts";
import type { Warning } from "../domain/warning.ts";
import type { NewDelivery, QueuedDelivery } from "../webhooks/ports.ts";

/** A moment from which the hub was listening again; silence is never counted over its own absence. */
export interface HubStart {
  readonly journalSeq: number;
  readonly startedAt: number;
  /** Our clock up to which the run before had counted silence and committed what it found; absent where there is none. */
  readonly countedUpTo?: number;
}

/** A moment from which the city was run in another mode. */
export interface ModeChange {
  readonly journalSeq: number;
  readonly at: number;
  readonly mode: Mode;
}

/** The journal as rules read it. */
export interface JournalReader {
  /** Rows with `journalSeq` above `after`, in journal order, `limit` at most. */
  readAfter(after: number, limit: number): Promise<readonly JournalledObservation[]>;
  /**
   * What a window of one gauge held when rules had read the journal up to `upTo`: judged observations, oldest first.
   * A window is therefore a function of the journal and is never saved.
   *
   * @param sinceMs how far before the newest judged observation of the gauge to go back; 0 gives the newest alone
   * @param flags bit `flag` is set for each quality flag that counts as judged; 1 to 3 where left out
   */
  recent(gauge: GaugeKey, sinceMs: number, upTo: number, flags?: number): Promise<readonly JournalledObservation[]>;
  /** The newest observations of one gauge in rows up to `upTo`, whatever their flag, `count` at most, oldest first. */
  newest(gauge: GaugeKey, count: number, upTo: number): Promise<readonly JournalledObservation[]>;
  /** Our clock at the last reception from this gauge in rows up to `upTo`; null when there is none. */
  lastReceivedAt(gauge: GaugeKey, upTo: number): Promise<number | null>;
  starts(after: number): Promise<readonly HubStart[]>;
  modes(after: number): Promise<readonly ModeChange[]>;
}

/** Where one alarm stood after the journal was read up to the cursor it is committed with. */
export interface SavedAlarm {
  readonly alarmKey: AlarmKey;
  readonly ruleId: RuleId;
  readonly ruleVersion: string;
  /** JSON value, read back by rules/ alone. */
  readonly state: unknown;
}

/** A part of what stands between rules and cases, under its own key; a state of null is to be removed. */
export interface SavedSuppressionEntry {
  readonly key: string;
  /** JSON value, read back by rules/ alone. */
  readonly state: unknown;
}

/** Everything that reading the journal up to `rulesCursor` changed. Committed whole or not at all. */
export interface Effects {
  /** `journalSeq` up to which rules have read. */
  readonly rulesCursor: number;
  /** Our clock up to which silence has been counted, ms since 1970. */
  readonly rulesClock: number;
  readonly alarms: readonly SavedAlarm[];
  /** Alarms whose rule or target is gone. */
  readonly removedAlarms: readonly AlarmKey[];
  readonly transitions: readonly AlarmTransition[];
  readonly missedPeaks: readonly MissedPeak[];
  /** Flags that rules gave after the journal had the observations; of one observation the last counts. */
  readonly flagChanges: readonly FlagChange[];
  readonly cases: readonly Case[];
  readonly warnings: readonly Warning[];
  readonly events: readonly HubEvent[];
  readonly deliveries: readonly NewDelivery[];
  /** Other rules that took over in this stretch; null when they stayed the same. */
  readonly activation: RuleActivation | null;
  /** Parts of what stands between rules and cases that changed; a state of null is to be removed. */
  readonly suppression: readonly SavedSuppressionEntry[];
  /** Orders that took effect in this stretch, and where. */
  readonly appliedOrders: readonly AppliedOrder[];
}

export type AppliedOrder = Pick<StoredOrder, "orderSeq"> & { readonly applied: AppliedAt };

export interface CommittedEffects {
  readonly events: readonly StoredEvent[];
  readonly deliveries: readonly QueuedDelivery[];
}

/** Where the hub stood at its last commit. */
export interface SavedState {
  readonly rulesCursor: number;
  readonly rulesClock: number;
  readonly alarms: readonly SavedAlarm[];
  readonly openCases: readonly Case[];
  /** Warnings not yet lifted. */
  readonly openWarnings: readonly Warning[];
  readonly suppression: readonly SavedSuppressionEntry[];
  /** Every order there is, oldest first, taken up or not. */
  readonly orders: readonly StoredOrder[];
}

export interface StateStore {
  load(): Promise<SavedState>;
  /**
   * One fsynced transaction, in the order of the calls. Committing the same event or delivery twice changes nothing.
   *
   * @throws {HubError} `store.disk_full`, `store.busy`, `store.write_failed`; the caller keeps the effects and tries again
   */
  commit(effects: Effects): Promise<CommittedEffects>;
}

/** What operators ordered; a table of its own that the command line writes too, whether a hub runs or not. */
export interface OrderStore {
  /** One fsynced transaction. */
  add(order: Order): Promise<StoredOrder>;
  /** Those that the hub has not taken up, oldest first. */
  unapplied(): Promise<readonly StoredOrder[]>;
}

/** Gives each gauge its dense key, the same for life. */
export interface GaugeRegistry {
  keysFor(ids: readonly GaugeId[]): Promise<ReadonlyMap<GaugeId, GaugeKey>>;
}

/** A file of rules as it was read. */
export interface RuleFile {
  /** Path within the city folder, such as `rules/river.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** The rule files that judge together, kept whole. */
export interface RuleSet {
  readonly digest: string;
  readonly files: readonly RuleFile[];
  readonly ruleCount: number;
}

/** `files`: the files of the city folder were loaded. `rollback`: somebody chose a set that was kept. */
export type RuleSetSource = "files" | "rollback";

/** A set of rules taking over. */
export interface RuleActivation {
  readonly set: RuleSet;
  readonly source: RuleSetSource;
  /** Who asked for it; null when that is not known. */
  readonly by: string | null;
  readonly at: number;
  /** `journalSeq` of the last row that others judged. */
  readonly cursor: number;
}

/** An activation as kept: from the row after `cursor` on, rules of `digest` judged. */
export interface StoredActivation extends Omit<RuleActivation, "set"> {
  readonly activationId: number;
  readonly digest: string;
  readonly ruleCount: number;
}

/** The kept set that runs whatever the files say, until it is released. */
export interface RulePin {
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
}
