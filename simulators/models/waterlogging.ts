import { limitsOf, type Model, type SimulatedStation } from "./model.ts";
import { measurementError, seededRandom } from "./seeded-random.ts";
import { delaySurge, type Surge, surgeAt } from "./surge.ts";

/** Full within 40 s, so that a spectator sees every level; dry after five minutes. */
const ponding: Surge = { risesAt: 4, peaksAt: 38, fallsAt: 110, endsAt: 300 };

/** Where the station has no limits of its own: half as deep again as the red line of an underpass. */
const usualPeakM = 0.6;

/**
 * Water over a road or an underpass floor: rises with the cloudburst, drains after a few minutes. The worst place peaks
 * at one and a half times its highest limit.
 */
export function waterloggingModel(place: SimulatedStation): Model {
  const highest = limitsOf(place, "depth").at(-1);
  const peakM = (highest === undefined ? usualPeakM : highest * 1.5) * place.severity;
  const delay = place.severity === 1 ? 0 : seededRandom(place.seed, place.station.id, "delay") * 30;
  const surge = delaySurge(ponding, delay);
  return ({ seconds }) => {
    const waterM = peakM * surgeAt(surge, seconds);
    // Waves of passing cars are as high as the water lets them be; a dry floor reads dry.
    const waveM = measurementError(Math.min(0.008, waterM * 0.1), place.seed, place.station.id, seconds);
    return { depth: Math.max(0, waterM + waveM) };
  };
}
