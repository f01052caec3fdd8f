import { limitsOf, type Model, type SimulatedStation } from "./model.ts";
import { measurementError } from "./seeded-random.ts";
import { type Surge, surgeAt } from "./surge.ts";

const flood: Surge = { risesAt: 10, peaksAt: 150, fallsAt: 300, endsAt: 900 };

/**
 * A river section: stage over its datum, with velocity and flow that go with it. The worst place rises from 1.5 m below
 * its lowest limit to a quarter of the way between lowest and highest, or 0.2 m over the only one.
 */
export function riverModel(place: SimulatedStation): Model {
  const limits = limitsOf(place, "stage");
  const gauge = place.gauges.find((each) => each.property === "stage");
  const { min, max } = gauge?.range ?? { min: 0, max: 5 };
  const lowest = limits[0] ?? min + (max - min) * 0.6;
  const restM = Math.max(min, lowest - 1.5);
  const riseM = (lowest - restM + Math.max(0.2, ((limits.at(-1) ?? lowest) - lowest) / 4)) * place.severity;
  return ({ seconds }) => {
    const up = surgeAt(flood, seconds);
    const velocity = 0.4 + 1.4 * up * place.severity;
    const stage = restM + riseM * up + measurementError(0.01, place.seed, place.station.id, seconds);
    return { stage, velocity, flow: velocity * 12 * (0.8 + riseM * up) };
  };
}
