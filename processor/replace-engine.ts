import type { AlarmKey } from "../domain/ids.ts";
import type { Findings, RuleEngine } from "../rules/engine/engine.ts";
import type { JournalReader, SavedAlarm } from "../store/ports.ts";

/** What is to be saved of alarms with the next commit. */
export interface AlarmChanges {
  readonly alarms: readonly SavedAlarm[];
  readonly removed: readonly AlarmKey[];
}

/** Where rules stood in the journal when others took over. */
export interface EngineHandover {
  readonly cursor: number;
  /** Our clock up to which silence has been counted. */
  readonly clock: number;
  /** Our clock at the newest start of the hub that rules know of; null where the journal's marks tell it. */
  readonly startedAt: number | null;
}

/** How the alarms of the engine before are taken; proofs put a broken way here to see themselves fail. */
export type SnapshotAlarms = (engine: RuleEngine) => readonly SavedAlarm[];

/**
 * Puts an engine with other rules in the place of the one that runs, with every alarm as it stands, pending ones
 * included, committed or not. What it holds of gauges is taken as well; what other rules look back at further comes from
 * the journal (docs/decisions/0003), so that a longer window is full at once.
 *
 * The engine before loses nothing until all of this has worked; when it throws, it simply runs on.
 *
 * @returns the ends of alarms whose rule is gone, and what must be saved in addition to what `next` will tell itself
 */
export async function replaceEngine(
  {
    before,
    next,
    log: journal,
    standing,
  }: {
    readonly before: RuleEngine;
    readonly next: RuleEngine;
    readonly log: JournalReader;
    readonly standing: EngineHandover;
  },
  present: SnapshotAlarms = (engine) => engine.snapshot(),
): Promise<{ readonly found: Findings; readonly carried: AlarmChanges }> {
  const { cursor, clock, startedAt } = standing;
  const found = await next.restore(present(before), journal, cursor, clock, { before, pause });
  if (startedAt !== null) next.start(startedAt);
  // A mode entered since the last row stands behind the cursor.
  const { mode, since } = before.mode;
  next.setMode(mode, since);
  const uncommitted = before.drainChanges();
  // As the rules that now judge would save it: the version on an alarm is that of the rules that hold it.
  const carried = new Map(uncommitted.alarms.map((alarm) => [alarm.alarmKey, alarm]));
  for (const alarm of next.snapshot()) carried.set(alarm.alarmKey, alarm);
  return { found, carried: { alarms: [...carried.values()], removed: uncommitted.removed } };
}

/** Sign-ins and acknowledgements get a turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Two lots for one commit; what `later` says of an alarm stands, and an alarm that is back is not removed. */
export function mergeAlarmChanges(earlier: AlarmChanges, later: AlarmChanges): AlarmChanges {
  const alarms = new Map<AlarmKey, SavedAlarm>();
  const removed = new Set<AlarmKey>();
  for (const lot of [earlier, later]) {
    for (const key of lot.removed) {
      alarms.delete(key);
      removed.add(key);
    }
    for (const alarm of lot.alarms) {
      removed.delete(alarm.alarmKey);
      alarms.set(alarm.alarmKey, alarm);
    }
  }
  return { alarms: [...alarms.values()], removed: [...removed] };
}
