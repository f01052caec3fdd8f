import type { Property } from "../../domain/city/property.ts";

/** Span of a common instrument by what it measures, canonical unit; ours, for a sheet that says none, and to be looked up. */
export const usualRanges: Readonly<Record<Property, readonly [min: number, max: number]>> = {
  depth: [-0.1, 5],
  stage: [-0.1, 20],
  rain: [0, 100],
  flow: [0, 2000],
  velocity: [0, 10],
  oxygen: [0, 30],
  methane: [0, 100],
  hydrogenSulfide: [0, 100],
  carbonMonoxide: [0, 1000],
  current: [0, 1000],
  pressure: [0, 200],
  tilt: [0, 90],
  temperature: [-40, 80],
  voltage: [0, 30],
  running: [0, 1],
};

export const usualInterval = "5min";
