import type { City } from "../domain/city/city.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import { nearGauges } from "./near-gauges.ts";
import { type QualityConfig, qualityConfigOf } from "./quality-config.ts";

/** A gauge that is checked, or that speaks for one that is. */
export interface BoundQuality {
  readonly gaugeId: GaugeId;
  readonly gauge: GaugeKey;
  readonly isRain: boolean;
  /** Null where it only speaks for others. */
  readonly config: QualityConfig | null;
  readonly rain: readonly GaugeKey[];
  readonly alike: readonly GaugeKey[];
}

/**
 * How every gauge of the city is checked and who may speak for it.
 *
 * @param keys dense key of every gauge of the city
 */
export function bindQuality(city: City, keys: ReadonlyMap<GaugeId, GaugeKey>): readonly BoundQuality[] {
  const configs = new Map([...city.gauges.values()].map((gauge) => [gauge.id, qualityConfigOf(gauge)]));
  const checked = [...city.gauges.values()].filter((gauge) => configs.get(gauge.id) !== null);
  const near = nearGauges(city, checked);
  const speaking = new Set([...near.values()].flatMap(({ rain, alike }) => [...rain, ...alike]));
  const keysOf = (ids: readonly GaugeId[] = []): readonly GaugeKey[] =>
    ids.flatMap((id) => {
      const key = keys.get(id);
      return key === undefined ? [] : [key];
    });
  return [...city.gauges.values()].flatMap((gauge): readonly BoundQuality[] => {
    const key = keys.get(gauge.id);
    const config = configs.get(gauge.id) ?? null;
    if (key === undefined || (config === null && !speaking.has(gauge.id))) return [];
    const supporters = near.get(gauge.id);
    return [
      {
        gaugeId: gauge.id,
        gauge: key,
        isRain: gauge.property === "rain",
        config,
        rain: keysOf(supporters?.rain),
        alike: keysOf(supporters?.alike),
      },
    ];
  });
}
