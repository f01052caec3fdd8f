import type { Clock } from "../domain/clock.ts";
import type { GaugeLimits } from "../domain/gauge-limits.ts";
import type { StoredOrder } from "../domain/order.ts";
import type { CommittedBatch } from "../ingest/ports.ts";
import type { Findings, RuleEngine } from "../rules/engine/engine.ts";
import type { HubStart, JournalReader, ModeChange, RuleActivation } from "../store/ports.ts";
import type { SuppressionOutcome } from "../suppression/suppression-control.ts";
import type { EffectsWriter } from "./effects-writer.ts";
import type { Components } from "./pipeline.ts";
import type { SnapshotAlarms } from "./replace-engine.ts";

export interface JournalConsumerParts {
  readonly engine: RuleEngine;
  readonly components: Components;
  readonly journal: JournalReader;
  readonly writer: EffectsWriter;
  readonly clock: Clock;
  /** Our clock when the oldest append not yet committed came in, as `Journal.oldestUncommittedAt`. */
  oldestUncommittedAt(): number | null;
  /** Brings the journal's order by gauge up to now: a tail that is not in it is scanned anew for every gauge. */
  indexJournal(): Promise<void>;
  /** Called when reading the journal failed for good. */
  onFailure(error: unknown): void;
  /** Where proofs put a broken way of handing alarms over to other rules. */
  readonly snapshotAlarms?: SnapshotAlarms;
}

export interface JournalConsumerSettings {
  readonly checkpointMs: number;
  readonly rulesQueueRows: number;
}

/**
 * Reads the journal in order, once in effect: fresh commits from memory, and from the journal itself after a restart or
 * when rules have fallen behind. Everything a stretch changed is committed together with the cursor.
 */
export interface JournalConsumer {
  onCommitted(batch: CommittedBatch): void;
  /**
   * Reads what earlier runs left unread; resolves when rules are level with the journal.
   *
   * @param orders those of operators that took effect beyond what has been read: a replay takes them up where they did
   */
  catchUp(
    newestSeq: number,
    starts: readonly HubStart[],
    orders?: readonly StoredOrder[],
    modes?: readonly ModeChange[],
  ): Promise<void>;
  /** Takes up a change of mode at its place in the journal. */
  changeMode(change: ModeChange): void;
  /** Takes up orders of operators that are new, at this place of the journal; each once. */
  applyOrders(orders: readonly StoredOrder[]): void;
  /** Starts the clock that silence is counted on. */
  start(): void;
  /** Commits what has been read and stops. */
  stop(): Promise<void>;
  /** Takes in what was found elsewhere than in a row: the ends of alarms whose rule is gone. */
  applyFindings(found: Findings): void;
  /** The same of what stands between rules and cases. */
  applySuppressionOutcome(outcome: SuppressionOutcome): void;
  /** Writes down with the next commit that rules judge which were no part of the one before. */
  recordActivation(activation: Omit<RuleActivation, "cursor">): void;
  /**
   * Lets an engine with other rules take over between two rows: no row is judged twice or by nobody. Rows wait
   * meanwhile, acknowledgements do not. When it rejects, the engine before runs on as if nothing had been asked.
   */
  replaceRules(next: RuleEngine, activation: Omit<RuleActivation, "cursor">): Promise<void>;
  /** `journalSeq` up to which rules have read. */
  readonly cursor: number;
  /** The same as handed to the state store; a restart reads on from there or later. */
  readonly committedCursor: number;
  /** What readings are held against now; the same list until that changes. */
  readonly limits: readonly GaugeLimits[];
  /** Journal rows rules have not read. */
  readonly lagRows: number;
  /** Our clock when the oldest row in memory that rules have not read came in; null when level. */
  readonly oldestUnreadAt: number | null;
}
