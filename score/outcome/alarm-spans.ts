import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Hazard } from "../../domain/city/hazard.ts";
import { type Level, rankOf } from "../../domain/city/level.ts";
import type { AlarmKey, GaugeId, RuleId, StationId } from "../../domain/ids.ts";

/** One alarm from leaving normal to its return, as the hub learnt of it: our clock, ms since 1970. */
export interface AlarmSpan {
  readonly alarmKey: AlarmKey;
  readonly ruleId: RuleId;
  readonly hazard: Hazard;
  /** Null for an alarm about an area. */
  readonly stationId: StationId | null;
  /** Null for an alarm that is not about one gauge. */
  readonly gaugeId: GaugeId | null;
  /** Absent for built-in alarms. */
  readonly conditionKind?: string;
  /** Levels it came to, in order. */
  readonly steps: readonly AlarmStep[];
  /** Null where it never returned. */
  readonly endedAt: number | null;
}

export interface AlarmStep {
  readonly at: number;
  readonly level: Level;
  /** True where suppression kept it from people. */
  readonly isHeld: boolean;
}

/** A stretch in which an alarm stood at a level or a graver one. */
export interface LevelStretch {
  readonly from: number;
  /** Infinity where it never ended. */
  readonly to: number;
  readonly isHeld: boolean;
}

type OpenSpan = Omit<AlarmSpan, "steps"> & { readonly steps: AlarmStep[] };

/** Joins the live transitions of each alarm into its episodes, in the order of their beginning. */
export function alarmSpans(transitions: readonly AlarmTransition[]): readonly AlarmSpan[] {
  const open = new Map<AlarmKey, OpenSpan>();
  const spans: AlarmSpan[] = [];
  const close = (span: OpenSpan, endedAt: number | null): void => {
    spans.push({ ...span, endedAt });
    open.delete(span.alarmKey);
  };
  for (const transition of transitions) {
    const { alarmKey, to, receivedAt } = transition;
    const span = open.get(alarmKey);
    if (to === null) {
      if (span !== undefined) close(span, receivedAt);
      continue;
    }
    const step = { at: receivedAt, level: to, isHeld: transition.noise?.outcome === "held" };
    if (span === undefined) open.set(alarmKey, { ...headOf(transition), steps: [step] });
    else span.steps.push(step);
  }
  for (const span of [...open.values()]) close(span, null);
  return spans.toSorted((a, b) => startOf(a) - startOf(b));
}

function headOf(transition: AlarmTransition): Omit<OpenSpan, "steps"> {
  const { alarmKey, ruleId, hazard, target, conditionKind } = transition;
  return {
    alarmKey,
    ruleId,
    hazard,
    stationId: target.kind === "area" ? null : target.stationId,
    gaugeId: target.kind === "gauge" ? target.gaugeId : null,
    ...(conditionKind === undefined ? {} : { conditionKind }),
    endedAt: null,
  };
}

export function startOf({ steps }: AlarmSpan): number {
  return steps[0]?.at ?? Number.NaN;
}

/** Infinity where it never ended. */
export function endOf({ endedAt }: AlarmSpan): number {
  return endedAt ?? Number.POSITIVE_INFINITY;
}

/** The gravest level that it came to. */
export function peakLevelOf({ steps }: AlarmSpan): Level {
  return steps.reduce((worst, { level }) => (rankOf(level) > rankOf(worst) ? level : worst), steps[0]?.level ?? "blue");
}

/** When an alarm stood at `level` or a graver one. */
export function stretchesFrom(span: AlarmSpan, level: Level): readonly LevelStretch[] {
  const stretches: LevelStretch[] = [];
  let begun: AlarmStep | null = null;
  for (const step of span.steps) {
    const isGrave = rankOf(step.level) >= rankOf(level);
    if (isGrave && begun === null) begun = step;
    if (isGrave || begun === null) continue;
    stretches.push({ from: begun.at, to: step.at, isHeld: begun.isHeld });
    begun = null;
  }
  if (begun !== null) stretches.push({ from: begun.at, to: endOf(span), isHeld: begun.isHeld });
  return stretches;
}
