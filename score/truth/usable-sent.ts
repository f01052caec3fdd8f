import type { Gauge } from "../../domain/city/city.ts";
import { errorWithin } from "../../domain/city/instrument-error.ts";
import { minuteMs } from "../../domain/clock.ts";
import { isOfClass } from "../../simulators/fleet/fault.ts";
import type { SentRow } from "../../simulators/truth/truth-row.ts";

/** A reading that left this many of its intervals after it was taken shows no more how the water is. */
const freshIntervals = 2;
const leastFreshMs = 2 * minuteMs;

/** How far a value said may be from what is true and still say it, in errors of the instrument. */
const toleratedErrors = 2;

/**
 * Whether a reading says how the water at its gauge is now: it left fresh, is a number, and where a fault that falsifies values
 * was in force is still within two errors of the instrument (domain/city/instrument-error.ts).
 *
 * @param row a reading that left its device
 */
export function isUsableSent(row: SentRow, { channel, property, range, expectedIntervalMs }: Gauge): boolean {
  const said = row.said[channel] ?? null;
  if (row.at === null || said === null) return false;
  if (row.at - row.measuredAt > Math.max(leastFreshMs, freshIntervals * expectedIntervalMs)) return false;
  if (!row.faults.some((fault) => isOfClass(fault, "value"))) return true;
  const wanted = row.true[channel];
  return wanted !== undefined && Math.abs(said - wanted) <= toleratedErrors * errorWithin(property, range);
}
