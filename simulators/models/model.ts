import type { Gauge, Station } from "../../domain/city/city.ts";
import type { Property } from "../../domain/city/property.ts";

/** A station as a model needs it. */
export interface SimulatedStation {
  readonly station: Station;
  /** Every gauge of the station. */
  readonly gauges: readonly Gauge[];
  /** How hard the storm hits it: 1 the worst place of its kind, near 0 hardly at all. */
  readonly severity: number;
  readonly seed: string;
}

/** When a value is asked for. */
export interface ModelTime {
  /** Since the start of the scenario. */
  readonly seconds: number;
  /** Since the value before; what rain is summed over. */
  readonly intervalSeconds: number;
}

/** Canonical unit and datum, like an observation. */
export type PropertyValues = Readonly<Partial<Record<Property, number>>>;

/** Pure: the same moment, the same values. */
export type Model = (moment: ModelTime) => PropertyValues;

/** Limits of the station's first gauge of a property, lowest first; empty where it has none. */
export function limitsOf({ gauges }: SimulatedStation, property: Property): readonly number[] {
  const gauge = gauges.find((each) => each.property === property);
  return gauge === undefined
    ? []
    : Object.values(gauge.thresholds)
        .map((each) => each.value)
        .sort((a, b) => a - b);
}
