import type { City, Gauge } from "../../domain/city/city.ts";
import type { AreaCode, GaugeId, StationId } from "../../domain/ids.ts";
import type { Rule } from "../language/rule-schema.ts";
import { isNamed } from "../language/rule-scope.ts";
import type { FaultInRule } from "./binding-problem.ts";

/** Ids and areas in the rule's `applies` that are nowhere in the city, or that the rest of it does not fit. */
export function strayNames({ applies }: Rule, city: City, inScope: readonly Gauge[]): readonly FaultInRule[] {
  const strayIds = (applies.ids ?? []).flatMap((id, index): readonly FaultInRule[] => {
    const path = ["applies", "ids", index];
    const isKnown = city.gauges.has(id as GaugeId) || city.stations.has(id as StationId);
    if (!isKnown) return [{ kind: "unknown-id", path, id }];
    return inScope.some((gauge) => isNamed(id, gauge)) ? [] : [{ kind: "id-out-of-scope", path, id }];
  });
  const strayAreas = (applies.areas ?? []).flatMap((area, index): readonly FaultInRule[] =>
    city.areas.has(area as AreaCode) ? [] : [{ kind: "unknown-area", path: ["applies", "areas", index], area }],
  );
  return [...strayIds, ...strayAreas];
}
