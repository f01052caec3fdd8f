import type { AreaCode } from "../ids.ts";

/** Longitude and latitude, degrees WGS 84. */
export type Position = readonly [number, number];

/** Outer ring, then its holes; each ring ends where it begins. */
export type Polygon = readonly (readonly Position[])[];

/** Where areas lie; one that nobody has drawn is absent. An area may have several parts. */
export type AreaOutlines = ReadonlyMap<AreaCode, readonly Polygon[]>;

export const noOutlines: AreaOutlines = new Map();
