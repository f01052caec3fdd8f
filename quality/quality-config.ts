import type { Gauge } from "../domain/city/city.ts";
import { type Property, propertyUnits } from "../domain/city/property.ts";
import { hourMs, minuteMs } from "../domain/clock.ts";
import type { QualityLimits, QualityOverrides } from "../domain/observations/quality.ts";

/** What one gauge's observations are checked by. Sizes in its canonical unit. */
export interface QualityConfig {
  readonly unit: string;
  readonly intervalMs: number;
  /** How long a doubtful observation may be held, on our clock. */
  readonly holdMs: number;
  /** How far one reading may stand out, at the gauge's own interval. */
  readonly spike: QualityLimits;
  readonly ratePerMs: QualityLimits;
  readonly flat: {
    readonly suspectMs: number;
    /** Movement below this is none. */
    readonly tolerance: number;
    /** Only a value above this can be stuck: a dry road is flat for weeks. */
    readonly above: number;
  };
}

type Defaults = Required<QualityOverrides>;

const spikeAtFiveMinutes = { suspect: 0.05, fail: 0.15 } as const;
const fiveMinutesMs = 5 * minuteMs;

/**
 * Starting values of docs/standards.md (checks of readings), water on a road and in a river. A river stands still for hours at low flow
 * (docs/quality.md has the counts), so its flat line takes a day.
 */
const defaultsOf: Partial<Record<Property, Defaults>> = {
  depth: {
    spike: spikeAtFiveMinutes,
    rateOfChange: { suspect: 0.3, fail: 0.6, overMs: fiveMinutesMs },
    flatLine: { suspectMs: 2 * hourMs, tolerance: 0.001, above: 0.001 },
  },
  stage: {
    spike: spikeAtFiveMinutes,
    rateOfChange: { suspect: 0.5, fail: 1, overMs: fiveMinutesMs },
    flatLine: { suspectMs: 24 * hourMs, tolerance: 0.001, above: null },
  },
};

/** Longest wait for a reading on its way beyond the interval, so that a late packet does not decide. */
const longestGraceMs = 15_000;

/** True for a property whose gauges are checked unless the city says otherwise. */
export function isUsuallyChecked(property: Property): boolean {
  return defaultsOf[property] !== undefined;
}

/**
 * How a gauge is checked; null for one that is not: a gas or a current may jump for good reason, and waiting there costs
 * lives. Such a gauge is checked when its city file gives both `spike` and `rateOfChange`.
 */
export function qualityConfigOf(
  gauge: Pick<Gauge, "property" | "expectedIntervalMs" | "quality">,
): QualityConfig | null {
  const { property, expectedIntervalMs: intervalMs, quality = {} } = gauge;
  if (quality === "off") return null;
  const usual = defaultsOf[property];
  const spike = quality.spike ?? (usual === undefined ? undefined : scaled(usual.spike, intervalMs));
  const rate = quality.rateOfChange ?? usual?.rateOfChange;
  if (spike === undefined || rate === undefined) return null;
  const flat = quality.flatLine ?? usual?.flatLine ?? neverFlat;
  return {
    unit: propertyUnits[property],
    intervalMs,
    holdMs: intervalMs + Math.min(longestGraceMs, intervalMs / 10),
    spike,
    ratePerMs: { suspect: rate.suspect / rate.overMs, fail: rate.fail / rate.overMs },
    flat: { ...flat, above: flat.above ?? Number.NEGATIVE_INFINITY },
  };
}

const neverFlat = { suspectMs: Number.POSITIVE_INFINITY, tolerance: 0, above: null };

/**
 * Limits given at 5 min for another interval. Differences between readings grow about with the square root of the time
 * between them; waves and the instrument's own scatter do not shrink below 5 min.
 */
function scaled({ suspect, fail }: QualityLimits, intervalMs: number): QualityLimits {
  const factor = Math.sqrt(Math.max(1, intervalMs / fiveMinutesMs));
  return { suspect: suspect * factor, fail: fail * factor };
}
