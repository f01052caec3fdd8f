import type { GaugeId } from "../../domain/ids.ts";
import type { TrueWater } from "../physics/water.ts";
import type { ExerciseCurve } from "./scenario.ts";

/** The water of a city, and after its gauges those of a drill with what the scenario has them say. */
export function withExercise(water: TrueWater, curves: readonly ExerciseCurve[]): TrueWater {
  if (curves.length === 0) return water;
  const gaugeIds: readonly GaugeId[] = [...water.gaugeIds, ...curves.map(({ gaugeId }) => gaugeId)];
  const values = new Float64Array(gaugeIds.length);
  let now = 0;
  return {
    gaugeIds,
    advanceTo(seconds) {
      water.advanceTo(seconds);
      now = seconds;
    },
    trueValues() {
      values.set(water.trueValues());
      for (const [index, curve] of curves.entries()) values[water.gaugeIds.length + index] = curveAt(curve, now);
      return values;
    },
  };
}

/** What a curve has its gauge say, in the canonical unit. */
export function curveAt({ points }: ExerciseCurve, seconds: number): number {
  const after = points.findIndex((point) => point.seconds > seconds);
  const next = points[after];
  const before = after === -1 ? points.at(-1) : points[after - 1];
  if (before === undefined || next === undefined) return (before ?? next)?.value ?? Number.NaN;
  const share = (seconds - before.seconds) / (next.seconds - before.seconds);
  return before.value + share * (next.value - before.value);
}
