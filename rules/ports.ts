import type { AlarmKey, GaugeKey, RuleId } from "../domain/ids.ts";
import type { Mode } from "../domain/mode.ts";
import type { JournalledObservation } from "../domain/observation.ts";

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
export interface ObservationLog {
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
export interface SavedPart {
  readonly key: string;
  /** JSON value, read back by rules/ alone. */
  readonly state: unknown;
}
