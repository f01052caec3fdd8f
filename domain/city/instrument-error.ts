import type { Property } from "./property.ts";

/**
 * How far an instrument may stand from the truth at rest, canonical unit of the property: zero drift, ripples, the last
 * digit of a converter. Beyond the span by no more than this, a reading is the end of the span and no fault.
 *
 * @see docs/standards.md, errors of instruments: where each figure is from
 */
export const instrumentErrors: Readonly<Record<Property, number>> = {
  depth: 0.02,
  stage: 0.02,
  rain: 0.1,
  flow: 0.01,
  velocity: 0.02,
  oxygen: 0.3,
  methane: 2,
  hydrogenSulfide: 1,
  carbonMonoxide: 2,
  current: 0.2,
  pressure: 0.5,
  tilt: 0.2,
  temperature: 0.5,
  voltage: 0.1,
  running: 0,
};

/** A narrow span leaves less room: what is most of it is no error. */
const mostOfSpan = 0.1;

/** The error of a gauge of `property` whose span is `range`. */
export function errorWithin(property: Property, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(instrumentErrors[property], (max - min) * mostOfSpan);
}
