import type { Property } from "../../../domain/city/property.ts";

interface Instrument {
  /** Smallest step of what it says, canonical unit of the property. */
  readonly resolution: number;
  /** Half width of its noise, waves and ripples included, in still water, canonical unit. */
  readonly scatter: number;
  /** Noise that comes on top, as a share of the value, up to `most`. */
  readonly share: number;
  readonly most: number;
}

const steady = (resolution: number, scatter: number): Instrument => ({ resolution, scatter, share: 0, most: 0 });

/**
 * Instruments of the kinds that cities buy: each well within the error that the hub allows its property
 * (domain/city/instrument-error.ts). Made up for demonstration; a tip of the bucket is 0.1 mm.
 */
export const instruments: Readonly<Record<Property, Instrument>> = {
  // Waves: 2 % of the depth, at most 1 cm.
  depth: { resolution: 0.001, scatter: 0.001, share: 0.02, most: 0.01 },
  stage: { resolution: 0.001, scatter: 0.006, share: 0, most: 0 },
  rain: steady(0.1, 0),
  flow: { resolution: 0.001, scatter: 0.002, share: 0.02, most: 2 },
  velocity: { resolution: 0.001, scatter: 0.005, share: 0.02, most: 0.1 },
  oxygen: steady(0.1, 0.1),
  methane: steady(0.1, 0.3),
  hydrogenSulfide: steady(0.1, 0.2),
  carbonMonoxide: steady(0.1, 0.5),
  current: steady(0.01, 0.05),
  pressure: steady(0.01, 0.1),
  tilt: steady(0.01, 0.05),
  temperature: steady(0.1, 0.2),
  voltage: steady(0.01, 0.02),
  running: steady(1, 0),
};

/** Below this a floor is dry and reads 0 without noise, m. */
const dryM = 0.005;

/** Half width of the noise at a value. */
function scatterAt(property: Property, value: number): number {
  if (property === "depth" && value < dryM) return 0;
  const { scatter, share, most } = instruments[property];
  return scatter + Math.min(most, Math.abs(value) * share);
}

/** What a good instrument says of a value, canonical unit. @param random from 0 up to 1 */
export function measured(property: Property, value: number, random: number): number {
  if (property === "depth" && value < dryM) return 0;
  const noisy = value + (2 * random - 1) * scatterAt(property, value);
  const { resolution } = instruments[property];
  return Math.round(noisy / resolution) * resolution;
}

/** What a sent number may lose by being written with five decimals in its own unit, canonical unit. */
export const writtenDecimals = 1e5;

/** How far a good reading may be from what was true, canonical unit. Rain is whole tips: less than one. */
export function toleranceOf(property: Property, value: number, scale: number): number {
  const written = Math.abs(scale) / writtenDecimals;
  if (property === "rain") return instruments.rain.resolution + written;
  const dry = property === "depth" ? dryM : 0;
  return Math.max(dry, scatterAt(property, value) + instruments[property].resolution / 2) + written;
}
