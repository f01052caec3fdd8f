import type { Property } from "../../domain/city/property.ts";
import type { Model, SimulatedStation } from "./model.ts";
import { measurementError } from "./seeded-random.ts";

/** What instruments read on a day when nothing happens; for station kinds and properties without a model of their own. */
export function ordinaryModel(place: SimulatedStation): Model {
  return ({ seconds }) => {
    const around = (value: number, span: number, what: string) =>
      value + measurementError(span, place.seed, place.station.id, what, seconds);
    return {
      depth: 0,
      stage: around(middleOfRange(place), 0.01, "stage"),
      rain: 0,
      flow: around(3, 0.1, "flow"),
      velocity: around(0.4, 0.02, "velocity"),
      oxygen: around(20.9, 0.05, "oxygen"),
      methane: 0,
      hydrogenSulfide: 0,
      carbonMonoxide: 0,
      current: around(2, 0.5, "current"),
      pressure: around(101, 0.5, "pressure"),
      tilt: around(0.5, 0.1, "tilt"),
      temperature: around(24, 0.3, "temperature"),
      voltage: around(220, 1.5, "voltage"),
      running: 1,
    } satisfies Record<Property, number>;
  };
}

function middleOfRange({ gauges }: SimulatedStation): number {
  const range = gauges.find((gauge) => gauge.property === "stage")?.range ?? { min: 0, max: 2 };
  return range.min + (range.max - range.min) * 0.3;
}
