import type { Property } from "../../../domain/city/property.ts";
import { dayMs, hourMs } from "../../../domain/clock.ts";
import { freshOxygenPercent } from "../../physics/shafts/gas.ts";

/** When and at which gauge. */
export interface OrdinaryMoment {
  /** ms since 1970. */
  readonly at: number;
  /** ms since the fleet began. */
  readonly elapsedMs: number;
  /** Of the gauge, from 0 up to 1: instruments differ. */
  readonly own: number;
  /** Span of the instrument, canonical unit. */
  readonly min: number;
  readonly max: number;
}

/** Warmest at 15 h in China's zone. */
const warmestMs = 7 * hourMs;
/** A gauge with a longer span measures the mains, V. */
const mostOfBatteries = 60;

/**
 * What is true on a day when nothing happens, for gauges that no model of the water speaks for, canonical unit. Made up:
 * air at 24 degC with 4 degC between noon and night, a battery that loses 0.2 % of its voltage a day.
 */
export function ordinaryValue(property: Property, moment: OrdinaryMoment): number {
  const { min, max } = moment;
  return Math.min(max, Math.max(min, usualValue(property, moment)));
}

function usualValue(property: Property, { at, elapsedMs, own, min, max }: OrdinaryMoment): number {
  switch (property) {
    case "depth":
    case "rain":
    case "methane":
    case "hydrogenSulfide":
    case "carbonMonoxide":
      return 0;
    case "stage":
      return min + (max - min) * 0.3;
    case "flow":
      return 3;
    case "velocity":
      return 0.4;
    case "oxygen":
      return freshOxygenPercent;
    case "current":
      return 2 + own;
    case "pressure":
      return 101 + own;
    case "tilt":
      return own / 2;
    case "temperature":
      return 24 + own + 4 * Math.cos((2 * Math.PI * (at - warmestMs)) / dayMs);
    case "voltage":
      return max > mostOfBatteries ? 219 + 2 * own : batteryV(max, own) * (1 - (0.002 * elapsedMs) / dayMs);
    case "running":
      return 1;
  }
}

/** Lithium cells of 3.6 V where the span ends below 10 V, else lead of 12 V. */
function batteryV(max: number, own: number): number {
  return max < 10 ? 3.5 + own / 5 : 12.4 + own / 2;
}

export function isBattery(property: Property, max: number): boolean {
  return property === "voltage" && max <= mostOfBatteries;
}
