import type { Position } from "../../domain/city/area-outline.ts";
import { wgs84FromGcj02 } from "./gcj02.ts";

/**
 * Systems that longitude and latitude may be given in. `cgcs2000`, China's national system, is WGS 84 for our purpose: below
 * a metre apart. `gcj02` is the shifted one of Chinese web maps.
 */
export const crsNames = ["wgs84", "cgcs2000", "gcj02"] as const;

export type Crs = (typeof crsNames)[number];

/** A position in WGS 84, to 7 decimals of a degree: 1 cm. */
export function toWgs84(position: Position, crs: Crs): Position {
  const [longitude, latitude] = crs === "gcj02" ? wgs84FromGcj02(position) : position;
  return [rounded(longitude), rounded(latitude)];
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
