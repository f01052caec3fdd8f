import type { RulesSettings } from "../language/settings.ts";
import { recordRank } from "./combined/fold-alarm.ts";
import type { CombinedJudge } from "./combined/judge-combined.ts";
import type { FindingsBuffer } from "./findings-buffer.ts";
import { moveState } from "./late/alarm-history.ts";
import { type Move, type MoveOrigin, makeTransition } from "./make-transition.ts";
import type { ModeClock } from "./mode-clock.ts";
import type { RunningAlarms } from "./run-gauges.ts";
import type { RunningAlarm } from "./running-alarm.ts";
import type { UnjudgedRules } from "./unjudged-rules.ts";

/** What those who judge have in common: one engine's alarms, and where what they find goes. */
export interface JudgingContext {
  readonly running: RunningAlarms;
  readonly settings: RulesSettings;
  readonly modes: ModeClock;
  readonly findings: FindingsBuffer;
  readonly combined: CombinedJudge;
  readonly unjudged: UnjudgedRules;
}

/** Moves an alarm that judges a gauge, and emits a transition where its level changed. */
export function moveAlarm(
  { settings, findings, combined }: JudgingContext,
  alarm: RunningAlarm,
  move: Move,
  origin: MoveOrigin,
) {
  const { before, after, at } = move;
  moveState(alarm, after, at, settings.latenessLimitMs);
  findings.markChanged(alarm);
  if (before.latched === after.latched) return;
  const transition = makeTransition(alarm.bound, move, origin, settings.lateAfterMs);
  if (transition === null) return;
  recordRank(alarm, at);
  findings.emit(alarm, transition);
  if (alarm.dependents.length > 0) combined.moved(alarm, at);
}
