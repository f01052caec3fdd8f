import type { Model, SimulatedStation } from "./model.ts";
import { measurementError } from "./seeded-random.ts";
import { type Surge, surgeAt } from "./surge.ts";

/** Water reaches a lamp's wiring soon, and the supply is cut a quarter of a minute later: from then on nothing leaks. */
const leak: Surge = { risesAt: 6, peaksAt: 12, fallsAt: 26, endsAt: 28 };

/** What leaks in a wet night where nothing is wrong, mA. */
const usualMa = 3;

/** The worst place leaks enough for its supply to be cut at once; others stay below the first limit. */
const peakMa = 180;

/** Residual current of a feeder that ends in water, and its supply: 0 V once somebody has cut it. */
export function electricityModel({ station, severity, seed }: SimulatedStation): Model {
  const highest = severity === 1 ? peakMa : peakMa * severity * 0.3;
  return ({ seconds }) => {
    const isCut = severity === 1 && seconds > leak.endsAt && seconds < leak.endsAt + 60;
    const leaking = usualMa + (highest - usualMa) * surgeAt(leak, seconds);
    const around = measurementError(0.5, seed, station.id, "current", seconds);
    return { current: isCut ? 0 : Math.max(0, leaking + around), voltage: isCut ? 0 : 220 };
  };
}
