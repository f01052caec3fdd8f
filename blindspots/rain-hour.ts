import { hourMs } from "../domain/clock.ts";

/** Judged readings of one rain gauge, oldest first: mm fallen since the reading before. */
export interface RainHour {
  readonly times: number[];
  readonly amounts: number[];
}

export function rainHour(): RainHour {
  return { times: [], amounts: [] };
}

/** Late readings take their place; what is over an hour older than the newest is let go. */
export function addRain({ times, amounts }: RainHour, at: number, mm: number): void {
  let index = times.length;
  while (index > 0 && (times[index - 1] as number) > at) index -= 1;
  if (times[index - 1] === at) return;
  times.splice(index, 0, at);
  amounts.splice(index, 0, mm);
  const newest = times.at(-1) as number;
  let old = 0;
  while ((times[old] as number) <= newest - hourMs) old += 1;
  times.splice(0, old);
  amounts.splice(0, old);
}

/** Forgets what fell. */
export function clearRain({ times, amounts }: RainHour): void {
  times.length = 0;
  amounts.length = 0;
}

/** Takes out a reading that was found to be false after all. */
export function dropRain({ times, amounts }: RainHour, at: number): void {
  const index = times.indexOf(at);
  if (index < 0) return;
  times.splice(index, 1);
  amounts.splice(index, 1);
}

/** Rain observed since an hour before `now`, mm. A device a little ahead of us counts at once, so that it only ever ages. */
export function rainIn({ times, amounts }: RainHour, now: number): number {
  let sum = 0;
  for (let index = times.length - 1; index >= 0; index -= 1) {
    const at = times[index] as number;
    if (at <= now - hourMs) break;
    sum += amounts[index] as number;
  }
  // Sums of tenths leave a last digit in doubt.
  return Math.round(sum * 1e6) / 1e6;
}
