/** A river's cross section: a trapezoid, and above its banks a wide flood plain on both sides. */
export interface Section {
  readonly bottomWidthM: number;
  /** Run over rise of the sides. */
  readonly sideSlope: number;
  /** Depth at which it leaves its banks, m. */
  readonly bankM: number;
  /** Bed slope, m/m. */
  readonly slope: number;
}

/** Manning's n of a natural channel in fair state, and of a grown flood plain, s/m^(1/3). */
const channelRoughness = 0.03;
const plainRoughness = 0.06;

/** Run over rise of the flood plain on each side. */
const plainSlope = 60;

/** Area of the channel between its banks at a depth, m2. */
function channelAreaM2(section: Section, depthM: number): number {
  const within = Math.min(depthM, section.bankM);
  const top = section.bottomWidthM + 2 * section.sideSlope * within;
  return within * (section.bottomWidthM + section.sideSlope * within) + (depthM - within) * top;
}

/** Flow in the channel alone, m3/s: Manning, `Q = A R^(2/3) sqrt(S) / n`; above the banks between upright, smooth walls. */
function channelFlowM3s(section: Section, depthM: number): number {
  const within = Math.min(depthM, section.bankM);
  const area = channelAreaM2(section, depthM);
  const wetted = section.bottomWidthM + 2 * within * Math.hypot(1, section.sideSlope);
  return (area * (area / wetted) ** (2 / 3) * Math.sqrt(section.slope)) / channelRoughness;
}

/**
 * Steady flow at a depth, m3/s. Channel and flood plain are reckoned apart and added (divided channel method), so that the flow rises with the
 * depth also where the water leaves the banks.
 *
 * @see Chow 1959, Open-channel hydraulics, 5-6 and 6-5
 */
export function flowAt(section: Section, depthM: number): number {
  if (depthM <= 0) return 0;
  const channel = channelFlowM3s(section, depthM);
  const over = depthM - section.bankM;
  if (over <= 0) return channel;
  const area = plainSlope * over * over;
  const wetted = 2 * over * Math.hypot(1, plainSlope);
  return channel + (area * (area / wetted) ** (2 / 3) * Math.sqrt(section.slope)) / plainRoughness;
}

/** Width of the water beyond that at a lower level, on the sides and the flood plain, m. */
export function widthBeyond(section: Section, fromM: number, depthM: number): number {
  const sides = 2 * section.sideSlope * (Math.min(depthM, section.bankM) - Math.min(fromM, section.bankM));
  return Math.max(0, sides) + 2 * plainSlope * Math.max(0, depthM - Math.max(fromM, section.bankM));
}

/** Depth of a steady flow, m, by bisection: `flowAt` rises with depth. */
export function depthAt(section: Section, flowM3s: number): number {
  if (flowM3s <= 0) return 0;
  let low = 0;
  let high = 1;
  while (flowAt(section, high) < flowM3s) high *= 2;
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (flowAt(section, middle) < flowM3s) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Mean velocity in the channel, m/s. */
export function velocityAt(section: Section, depthM: number): number {
  return depthM <= 0 ? 0 : channelFlowM3s(section, depthM) / channelAreaM2(section, depthM);
}

/**
 * The section that holds `lowFlowM3s` at `lowDepthM` and `designFlowM3s` at `designDepthM`: first the bottom, then the sides, each by bisection;
 * as near as it gets where no trapezoid does.
 */
export function sectionThrough(
  marks: {
    readonly lowFlowM3s: number;
    readonly lowDepthM: number;
    readonly designFlowM3s: number;
    readonly designDepthM: number;
  },
  slope: number,
): Section {
  const bankM = marks.designDepthM * 1.25;
  const trapezoid = (bottomWidthM: number, sideSlope: number): Section => ({ bottomWidthM, sideSlope, bankM, slope });
  const bottom = bisected([0.5, 400], (width) => flowAt(trapezoid(width, 2), marks.lowDepthM) >= marks.lowFlowM3s);
  const sides = bisected(
    [0.2, 80],
    (side) => flowAt(trapezoid(bottom, side), marks.designDepthM) >= marks.designFlowM3s,
  );
  return trapezoid(bottom, sides);
}

/** The least number within a span for which `isEnough`, which holds from somewhere on. */
function bisected([from, to]: readonly [number, number], isEnough: (value: number) => boolean): number {
  let [low, high] = [from, to];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
