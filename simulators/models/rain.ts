import type { Model, SimulatedStation } from "./model.ts";
import { seededRandom } from "./seeded-random.ts";
import { type Surge, surgeSum } from "./surge.ts";

const cloudburst: Surge = { risesAt: 0, peaksAt: 20, fallsAt: 180, endsAt: 420 };

/** Zhengzhou, 20 July 2021, 16 to 17 h: 201.9 mm in an hour, the most measured on land in China. */
const heaviestMmPerHour = 201.9;

/** A tip of the bucket is 0.1 mm. */
const tipsPerMm = 10;

/** Rain since the value before, by a tipping bucket: whole tips, none lost between intervals. */
export function rainModel(place: SimulatedStation): Model {
  const share = place.severity === 1 ? 1 : 0.5 + seededRandom(place.seed, place.station.id, "share") / 2;
  const tipsBy = (seconds: number) =>
    Math.floor(((surgeSum(cloudburst, seconds) * share * heaviestMmPerHour) / 3600) * tipsPerMm);
  return ({ seconds, intervalSeconds }) => ({
    rain: (tipsBy(seconds) - tipsBy(seconds - intervalSeconds)) / tipsPerMm,
  });
}
