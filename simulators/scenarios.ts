import type { StationKind } from "../domain/city/city.ts";
import { electricityModel } from "./models/electricity.ts";
import { manholeGasModel } from "./models/manhole-gas.ts";
import type { Model, SimulatedStation } from "./models/model.ts";
import { ordinaryModel } from "./models/ordinary.ts";
import { rainModel } from "./models/rain.ts";
import { riverModel } from "./models/river.ts";
import { waterloggingModel } from "./models/waterlogging.ts";

/** What happens in a simulated city. */
export interface Scenario {
  readonly name: string;
  readonly seed: string;
  /** Ms since 1970; models count seconds from here. */
  readonly startsAt: number;
  /** How often every device reports. */
  readonly intervalMs: number;
  modelFor(place: SimulatedStation): Model;
}

const modelsByKind: Readonly<Partial<Record<StationKind, (place: SimulatedStation) => Model>>> = {
  waterlogging: waterloggingModel,
  river: riverModel,
  rain: rainModel,
  manhole: manholeGasModel,
  "power-supply": electricityModel,
};

/** The storm comes back, so that a demonstration left alone never goes quiet for good. */
const cycleSeconds = 1_200;

/**
 * A cloudburst squeezed into minutes, for looking at: the worst underpass is over its highest limit within 40 s and dry
 * after five minutes, rivers and gas follow; a lamp that leaks is cut off within half a minute, so that its case is seen to end. Starts again every 20 minutes. The same seed and start, the same water.
 */
export function demonstrationStorm(options: {
  readonly startsAt: number;
  readonly seed?: string;
  readonly intervalMs?: number;
}): Scenario {
  return {
    name: "demonstration storm",
    seed: options.seed ?? "guanlan",
    startsAt: options.startsAt,
    intervalMs: options.intervalMs ?? 2_000,
    modelFor(place) {
      const ordinary = ordinaryModel(place);
      const special = modelsByKind[place.station.kind];
      if (special === undefined) return ordinary;
      const model = special(place);
      return ({ seconds, intervalSeconds }) => {
        const moment = { seconds: seconds % cycleSeconds, intervalSeconds };
        return { ...ordinary(moment), ...model(moment) };
      };
    },
  };
}
