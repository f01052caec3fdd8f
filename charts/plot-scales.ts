import { scaleLinear } from "d3-scale";

/** Ms since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** Where a plot is drawn, px; y grows downwards. */
export interface PlotBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Places in a box, px, rounded to tenths so that a page of hundreds of plots stays small. */
export interface PlotScales {
  x(at: number): number;
  y(value: number): number;
}

/** Instants and values beyond the span and the range stand beyond the box. */
export function plotScales(box: PlotBox, span: TimeSpan, { low, high }: ValueRange): PlotScales {
  const y = scaleLinear([low, high], [box.bottom, box.top]);
  return { x: timePlaces(box, span), y: (value) => tenths(y(value)) };
}

/** Places of instants alone, px, rounded to tenths. */
export function timePlaces({ left, right }: Pick<PlotBox, "left" | "right">, { from, to }: TimeSpan): PlotScales["x"] {
  const x = scaleLinear([from, to], [left, right]);
  return (at) => tenths(x(at));
}

function tenths(place: number): number {
  return Math.round(place * 10) / 10;
}
