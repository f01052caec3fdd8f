import type { RulesSettings } from "../language/settings.ts";
import { noteRank } from "./combined/fold-alarm.ts";
import type { CombinedJudge } from "./combined/judge-combined.ts";
import { moveState } from "./late/alarm-history.ts";
import type { Ledger } from "./ledger.ts";
import { type Learnt, type Move, makeTransition } from "./make-transition.ts";
import type { ModeClock } from "./mode-clock.ts";
import type { Running } from "./run-gauges.ts";
import type { RunningAlarm } from "./running-alarm.ts";
import type { UnjudgedRules } from "./unjudged-rules.ts";

/** What those who judge have in common: one engine's alarms, and where what they find goes. */
export interface Judging {
  readonly running: Running;
  readonly settings: RulesSettings;
  readonly modes: ModeClock;
  readonly ledger: Ledger;
  readonly combined: CombinedJudge;
  readonly unjudged: UnjudgedRules;
}

/** Moves an alarm that judges a gauge, and tells of it where its level changed. */
export function moveAlarm({ settings, ledger, combined }: Judging, alarm: RunningAlarm, move: Move, learnt: Learnt) {
  const { before, after, at } = move;
  moveState(alarm, after, at, settings.latenessLimitMs);
  ledger.changed(alarm);
  if (before.latched === after.latched) return;
  const transition = makeTransition(alarm.bound, move, learnt, settings.lateAfterMs);
  if (transition === null) return;
  noteRank(alarm, at);
  ledger.tell(alarm, transition);
  if (alarm.dependents.length > 0) combined.moved(alarm, at);
}
