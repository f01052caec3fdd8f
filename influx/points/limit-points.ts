import type { Gauge } from "../../domain/city/city.ts";
import type { GaugeLimits } from "../../domain/observations/gauge-limits.ts";
import { type Fields, line, seriesKey, type Tags } from "./line-protocol.ts";
import type { CityPlaces } from "./places.ts";

/** Points of `threshold`: the limits that the city's files name. */
export function thresholdPoints(places: CityPlaces, at: number): readonly (string | null)[] {
  return [...places.city.gauges.values()].flatMap((gauge) =>
    Object.entries(gauge.thresholds).map(([name, { value, isDemonstration }]) => {
      const tags = { ...tagsOf(places, gauge), name };
      return line(seriesKey("threshold", tags), { value, demonstration: isDemonstration ? 1 : 0 }, at);
    }),
  );
}

/** Points of `rule_limit`: one for each rule at each gauge. */
export function ruleLimitPoints(
  places: CityPlaces,
  limits: readonly GaugeLimits[],
  at: number,
): readonly (string | null)[] {
  return limits.map(({ ruleId, gaugeId, direction, raiseAt, isDemonstration }) => {
    const gauge = places.city.gauges.get(gaugeId);
    if (gauge === undefined) return null;
    const tags = { ...tagsOf(places, gauge), rule: ruleId };
    const fields: Fields = {
      ...raiseAt,
      direction: direction === "above" ? 1 : -1,
      demonstration: isDemonstration ? 1 : 0,
    };
    return line(seriesKey("rule_limit", tags), fields, at);
  });
}

function tagsOf({ byStation }: CityPlaces, { id, property, stationId }: Gauge): Tags {
  return { ...byStation.get(stationId)?.tags, gauge: id, property };
}
