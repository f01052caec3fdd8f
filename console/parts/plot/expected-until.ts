import type { PlotData } from "./plot-types.ts";

type Expected = NonNullable<PlotData["expected"]>;

/** What is expected up to a moment, with where it stands at that moment: what lies beyond the picture takes none of its height. */
export function expectedUntil(expected: Expected, to: number): Expected {
  const after = expected.findIndex(({ at }) => at > to);
  const [before, next] = [expected[after - 1], expected[after]];
  if (before === undefined || next === undefined) return after === 0 ? [] : expected;
  const part = (to - before.at) / (next.at - before.at);
  const between = (from: number, end: number): number => from + (end - from) * part;
  const edge = { at: to, low: between(before.low, next.low), high: between(before.high, next.high) };
  return [...expected.slice(0, after), edge];
}
