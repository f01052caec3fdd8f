/** One flood at one station, counted in reporting intervals. */
export interface Flood {
  /** The first interval in which the water rises. */
  readonly startsAt: number;
  /** Deepest water, cm. */
  readonly peakCm: number;
}

/** Intervals that the water rises, stands and falls. */
const riseTicks = 12;
const standTicks = 8;
const fallTicks = 8;
export const floodTicks = riseTicks + standTicks + fallTicks;

/** Depth from which the rules of the soak's city say blue and red, cm. */
export const blueCm = 15;
export const redCm = 40;

/** True depth at a station `tick` intervals after the start, cm. */
export function depthCm({ startsAt, peakCm }: Flood, tick: number): number {
  const into = tick - startsAt;
  if (into <= 0 || into >= floodTicks) return 0;
  if (into < riseTicks) return (peakCm * into) / riseTicks;
  if (into < riseTicks + standTicks) return peakCm;
  return (peakCm * (floodTicks - into)) / fallTicks;
}

/** The first interval whose reading is at `level` cm or more; Infinity for a flood that stays below. */
export function reachesAt(flood: Flood, level: number): number {
  for (let tick = flood.startsAt; tick < flood.startsAt + floodTicks; tick++) {
    if (depthCm(flood, tick) >= level) return tick;
  }
  return Number.POSITIVE_INFINITY;
}
