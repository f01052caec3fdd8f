import type { Level } from "../../../domain/city/level.ts";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import type { SeriesAnswer } from "../../api/wire.ts";

type Series = Pick<SeriesAnswer["rows"][number], "at" | "last">;

/** Between readings farther apart than this the line has a gap. */
const gapMs = 20 * minuteMs;

const width = 100;
const height = 32;

/** How much more a gauge shows than an hour ago; null where it was not heard then or is not heard now. */
export function riseOf({ at, last }: Series, now: number): number | null {
  const newest = last.findLast((value) => value !== null) ?? null;
  const place = at.findLastIndex((moment, i) => moment <= now - hourMs && (last[i] ?? null) !== null);
  const then = last[place] ?? null;
  const isRecent = now - (at[place] ?? 0) <= 1.5 * hourMs;
  return newest === null || then === null || !isRecent ? null : newest - then;
}

/** A line in a box of 100 by 32, with limits that are near enough to matter: those up to just above what was reached. */
export function smallPlot(
  { at, last }: Series,
  limits: readonly { readonly level: Level; readonly value: number }[],
  { from, to }: { readonly from: number; readonly to: number },
): { readonly line: string; readonly marks: readonly { readonly level: Level; readonly y: number }[] } {
  const known = last.flatMap((value) => value ?? []);
  if (known.length === 0) return { line: "", marks: [] };
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const next = limits.filter(({ value }) => value > most).toSorted((a, b) => a.value - b.value)[0];
  const top = next === undefined || next.value > most * 3 ? most : next.value;
  const bottom = Math.min(least, Math.max(0, least - (top - least) * 0.1));
  const span = (top - bottom || 1) * 1.1;
  const y = (value: number): number => round(height - 1 - ((value - bottom) / span) * (height - 2));
  const x = (moment: number): number => round((width * (moment - from)) / (to - from));
  let line = "";
  let before: number | null = null;
  for (const [i, moment] of at.entries()) {
    const value = last[i] ?? null;
    if (value === null) continue;
    line += `${before === null || moment - before > gapMs ? "M" : "L"}${x(moment)} ${y(value)}`;
    before = moment;
  }
  const marks = limits.filter(({ value }) => value >= bottom && value <= bottom + span);
  return { line, marks: marks.map(({ level, value }) => ({ level, y: y(value) })) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
