import type { StormCell } from "../water.ts";
import { fallenMm, lengthSeconds } from "./hyetograph.ts";
import type { IdfFormula } from "./idf-formula.ts";

/** Beyond so many half axes a cell gives no rain: there it would be 1/500 of the centre's. */
const edge = 3;

/** East and north of the middle of the city, km. */
export interface PlanePoint {
  readonly xKm: number;
  readonly yKm: number;
}

/**
 * Adds to `fallenM` what a cell drops at each point from one moment to another, m.
 *
 * The cell is a Gaussian ellipse: `2^-(u^2 / a^2 + v^2 / b^2)` of the centre's rain at u km along its movement and v km across, so that half
 * as much falls at the half axes. The centre's rain is the exact integral of the hyetograph, the place that of the middle of the step.
 */
export function addCellRain(
  cell: StormCell,
  step: { readonly from: number; readonly to: number; readonly idf: IdfFormula; readonly start: PlanePoint },
  field: { readonly xKm: Float64Array; readonly yKm: Float64Array; readonly fallenM: Float64Array },
): void {
  const since = step.from - cell.startsAt;
  const until = step.to - cell.startsAt;
  if (until <= 0 || since >= lengthSeconds(cell.hyetograph)) return;
  const centreM = (fallenMm(cell.hyetograph, step.idf, until) - fallenMm(cell.hyetograph, step.idf, since)) / 1000;
  if (centreM <= 0) return;
  const heading = (cell.heading * Math.PI) / 180;
  const [east, north] = [Math.sin(heading), Math.cos(heading)];
  const goneKm = (cell.speedKmh * (since + until)) / 2 / 3600;
  const [xKm, yKm] = [step.start.xKm + east * goneKm, step.start.yKm + north * goneKm];
  const [along, across] = cell.axesKm;
  for (let point = 0; point < field.fallenM.length; point++) {
    const dx = field.xKm[point]! - xKm;
    const dy = field.yKm[point]! - yKm;
    const u = (dx * east + dy * north) / along;
    const v = (dx * north - dy * east) / across;
    const away = u * u + v * v;
    if (away < edge * edge) field.fallenM[point]! += centreM * 2 ** -away;
  }
}
