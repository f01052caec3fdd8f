import type { QualityFlag } from "../../domain/observations/quality.ts";
import { type FlagLimits, flagBeyond, type Sample } from "./limits.ts";

/** Beside a jump the level is quiet: it moves by no more than this part of it. */
const quietPart = 0.2;

/**
 * Flags the first sample of a new plateau: one step larger than the limit between two quiet stretches, as when a sensor
 * is knocked or its datum changes. Water that rises goes on rising or falls again. Not a QARTOD test; it flags alike: 2
 * where a sample it needs is missing, 9 where nothing was measured.
 */
export function jump(values: readonly Sample[], limits: FlagLimits): readonly QualityFlag[] {
  return values.map((value, index) => {
    if (value === null) return 9;
    const [earlier, before, after] = [values[index - 2] ?? null, values[index - 1] ?? null, values[index + 1] ?? null];
    if (earlier === null || before === null || after === null) return 2;
    const size = Math.abs(value - before);
    return isQuiet(before - earlier, size) && isQuiet(after - value, size) ? flagBeyond(size, limits) : 1;
  });
}

/** True for a movement that is next to nothing beside a step. */
export function isQuiet(movement: number, step: number): boolean {
  return Math.abs(movement) <= quietPart * Math.abs(step);
}
