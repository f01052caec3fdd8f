import type { AlarmTarget } from "../../domain/alarms/alarm.ts";
import type { Gauge, NamedThreshold } from "../../domain/city/city.ts";
import type { Conversion } from "../../domain/city/conversions.ts";
import { type Level, levels, rankOf } from "../../domain/city/level.ts";
import type { Property } from "../../domain/city/property.ts";
import type { Condition, Span } from "../conditions/condition.ts";
import type { LevelLimits } from "../engine/alarm-state.ts";
import type { Limit } from "../language/limit.ts";
import type { Rule } from "../language/rule-schema.ts";
import type { FaultInRule, LimitContradiction, RemarkInRule } from "./binding-problem.ts";

/** Where a rule is bound. */
export interface LimitPlace {
  readonly target: AlarmTarget;
  /** What is measured there; undefined where an alarm is made of others. */
  readonly property: Property | undefined;
  /** What names of thresholds stand for there, canonical unit. */
  readonly thresholds: Readonly<Record<string, NamedThreshold>>;
  /** What can be measured there, canonical unit; undefined where an alarm is made of others. */
  readonly span: Span | undefined;
}

export function gaugePlace({ id, stationId, property, thresholds, range: span }: Gauge): LimitPlace {
  return { target: { kind: "gauge", gaugeId: id, stationId }, property, thresholds, span };
}

/** Where an alarm is made of others: no gauge, so no thresholds. */
export function combinedPlace(target: AlarmTarget): LimitPlace {
  return { target, property: undefined, thresholds: {}, span: undefined };
}

export interface ResolvedLimits {
  /** Mildest first, signed so that higher is graver. */
  readonly levels: readonly LevelLimits[];
  readonly problems: readonly FaultInRule[];
  readonly notes: readonly RemarkInRule[];
}

/**
 * Works out a rule's limits at one place: threshold names looked up, units converted. A level whose threshold nobody has
 * set is left out, with a note: an unknown stage is never guessed.
 */
export function resolveLimits(rule: Rule, condition: Condition, place: LimitPlace): ResolvedLimits {
  const conversion = condition.limitConversion(rule.applies.property ?? place.property, rule.unit);
  if (conversion === null) return { levels: [], problems: [], notes: [] };
  const sign = condition.direction === "above" ? 1 : -1;
  const found: LevelLimits[] = [];
  const notes: RemarkInRule[] = [];
  for (const level of levels) {
    const given = rule.levels[level];
    if (given === undefined) continue;
    const raiseAt = given.raise ?? { level };
    const raise = canonical(raiseAt, place, conversion);
    const resetAt = given.reset ?? shifted(raiseAt, -sign * rule.deadband);
    const reset = canonical(resetAt, place, conversion);
    if (raise === null || reset === null) notes.push(...unsetAt(level, given, place));
    else found.push({ rank: rankOf(level), raise: sign * raise, reset: sign * reset });
  }
  notes.push(...outOfSpan(found, condition, place));
  return { levels: found, problems: contradictions(found, condition, place), notes };
}

/** Levels that no reading within the span of the gauge can raise. */
function outOfSpan(
  found: readonly LevelLimits[],
  condition: Condition,
  { target, property, span }: LimitPlace,
): readonly RemarkInRule[] {
  if (condition.movedBy !== "observation" || span === undefined) return [];
  const within = condition.signalWithin?.(span);
  if (within === undefined) return [];
  const { direction } = condition;
  const sign = direction === "above" ? 1 : -1;
  const end = tidy(direction === "above" ? within.max : within.min);
  const unit = unitOf(condition, property);
  return found
    .filter(({ raise }) => raise > sign * end)
    .map((limits) => {
      const level = levelAt(limits);
      const path = ["levels", level, "raise"];
      return { kind: "out-of-span", path, target, level, direction, raise: sign * limits.raise, end, unit };
    });
}

/** Each limit must be graver than the level below has it, and a reset no graver than its raise. */
function contradictions(
  found: readonly LevelLimits[],
  condition: Condition,
  { target, property }: LimitPlace,
): readonly FaultInRule[] {
  const { direction } = condition;
  const sign = direction === "above" ? 1 : -1;
  const unit = unitOf(condition, property);
  return found.flatMap((limits, index): readonly FaultInRule[] => {
    const milder = found[index - 1];
    const fault = (contradiction: LimitContradiction, got: number, against: number): readonly FaultInRule[] => [
      {
        kind: "limits-contradict",
        path: ["levels", levelAt(limits), contradiction.end],
        target,
        contradiction,
        direction,
        got: sign * got,
        against: sign * against,
        unit,
      },
    ];
    const { raise, reset } = limits;
    if (reset > raise) return fault({ end: "reset", than: "its raise" }, reset, raise);
    if (milder === undefined) return [];
    const than = levelAt(milder);
    if (raise <= milder.raise) return fault({ end: "raise", than }, raise, milder.raise);
    return reset < milder.reset ? fault({ end: "reset", than }, reset, milder.reset) : [];
  });
}

function unitOf(condition: Condition, property: Property | undefined): string {
  if (condition.movedBy === "alarms") return condition.unit;
  return property === undefined ? "" : condition.signalUnit(property);
}

function levelAt({ rank }: LevelLimits): Level {
  return levels[rank - 1] as Level;
}

/** Thresholds that the limits of a level name and nobody has set. */
function unsetAt(level: Level, given: NonNullable<Rule["levels"][Level]>, place: LimitPlace): readonly RemarkInRule[] {
  return (["raise", "reset"] as const).flatMap((end): readonly RemarkInRule[] => {
    const limit = given[end];
    if (typeof limit !== "object" || !("threshold" in limit) || Object.hasOwn(place.thresholds, limit.threshold)) {
      return [];
    }
    const { threshold } = limit;
    return [{ kind: "threshold-unset", path: ["levels", level, end], target: place.target, threshold, level }];
  });
}

/** In the signal's unit; null where it names a threshold that nobody has set. */
function canonical(limit: Limit, { thresholds }: LimitPlace, conversion: Conversion): number | null {
  if (typeof limit === "number") return tidy(limit * conversion.scale + conversion.offset);
  if ("level" in limit) return rankOf(limit.level);
  const named = Object.hasOwn(thresholds, limit.threshold) ? thresholds[limit.threshold] : undefined;
  return named === undefined ? null : tidy(named.value + limit.offset * conversion.scale);
}

/** A limit moved by a number in the rule's unit; a level has no numbers between it and the next, and stays. */
function shifted(limit: Limit, by: number): Limit {
  if (typeof limit === "number") return tidy(limit + by);
  return "level" in limit ? limit : { ...limit, offset: tidy(limit.offset + by) };
}

/** 0.27 - 0.05 is 0.22, as the author meant. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
