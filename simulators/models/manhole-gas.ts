import type { Model, SimulatedStation } from "./model.ts";
import { measurementError } from "./seeded-random.ts";
import { type Surge, surgeAt } from "./surge.ts";

const release: Surge = { risesAt: 15, peaksAt: 60, fallsAt: 180, endsAt: 420 };

/**
 * Air in a sewer manhole: stirred sludge gives off methane and hydrogen sulfide and displaces oxygen. The worst place
 * goes past 25 %LEL, 10 mg/m3 of hydrogen sulfide (7 ppm) and below 19.5 % oxygen; a quiet one stays clear of all.
 */
export function manholeGasModel(place: SimulatedStation): Model {
  return ({ seconds }) => {
    const up = surgeAt(release, seconds) * place.severity;
    const wobble = (span: number, gas: string) => measurementError(span, place.seed, place.station.id, gas, seconds);
    return {
      oxygen: 20.9 - 2.4 * up + wobble(0.05, "oxygen"),
      methane: Math.max(0, 1 + 32 * up + wobble(0.5, "methane")),
      hydrogenSulfide: Math.max(0, 0.5 + 12 * up + wobble(0.2, "hydrogenSulfide")),
      carbonMonoxide: Math.max(0, 2 + 20 * up + wobble(0.5, "carbonMonoxide")),
      depth: Math.max(0, 0.2 + 0.6 * up + wobble(0.01, "depth")),
    };
  };
}
