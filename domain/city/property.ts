import type { CanonicalUnit } from "./conversions.ts";

/** What a gauge measures, with the canonical unit in which every observation of it is kept. */
export const propertyUnits = {
  /** Water over a road, an underpass floor or a sump floor. */
  depth: "m",
  /** Water level above gauge zero or datum. */
  stage: "m",
  /** Rain fallen since the reading before. */
  rain: "mm",
  flow: "m3/s",
  velocity: "m/s",
  oxygen: "%vol",
  /** Combustible gas as methane, in hundredths of the lower explosive limit. */
  methane: "%lel",
  hydrogenSulfide: "ppm",
  carbonMonoxide: "ppm",
  current: "mA",
  pressure: "kPa",
  tilt: "deg",
  temperature: "degC",
  voltage: "V",
  /** 1 running, 0 stopped. */
  running: "1",
} as const satisfies Readonly<Record<string, CanonicalUnit>>;

export type Property = keyof typeof propertyUnits;

export const properties = Object.keys(propertyUnits) as readonly Property[];

/** Properties that show how high the water stands; silence of a gauge of another kind is no blind spot in the rain. */
export const waterProperties: ReadonlySet<Property> = new Set(["depth", "stage", "flow", "velocity"]);

/** Properties that are never below 0, not by the error of an instrument either: they are counted. */
export const countedProperties: ReadonlySet<Property> = new Set(["rain"]);
