import type { City, Gauge } from "../../domain/city/city.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import { nearGauges } from "../near-gauges.ts";
import type { BoundRain } from "./rain-gate.ts";

/** The rain gauges of the city whose repeats are looked at: those that say what fell since the reading before. */
export function bindRain(city: City, keys: ReadonlyMap<GaugeId, GaugeKey>): readonly BoundRain[] {
  const checked = [...city.gauges.values()].filter(areRepeatsChecked);
  const near = nearGauges(city, checked);
  return checked.flatMap(({ id, expectedIntervalMs: intervalMs }): readonly BoundRain[] => {
    const gauge = keys.get(id);
    if (gauge === undefined) return [];
    const nearKeys = (near.get(id)?.rain ?? []).flatMap((other) => keys.get(other) ?? []);
    return [{ gaugeId: id, gauge, intervalMs, near: nearKeys }];
  });
}

function areRepeatsChecked({ property, counter, quality }: Gauge): boolean {
  return property === "rain" && counter === undefined && quality !== "off";
}
