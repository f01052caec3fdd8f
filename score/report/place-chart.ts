import { roundRange } from "../../charts/axis-ticks.ts";
import { escaped } from "../../charts/html-text.ts";
import { linePath, markPath } from "../../charts/plot-paths.ts";
import { type PlotScales, plotScales, type TimeSpan, type ValueRange } from "../../charts/plot-scales.ts";
import { propertyUnits } from "../../domain/city/property.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { AlarmSpan } from "../outcome/alarm-spans.ts";
import type { CallOutcome } from "../outcome/hub-outcome.ts";
import type { PlaceView } from "./place-views.ts";
import { ink, levelColours, plotWidth, pointsOf, svgOf, timeAxis, valueGrid } from "./plot.ts";

const height = 250;
/** Rows of marks above the plot, px: alarms, then calls. */
const rows = { alarms: 12, calls: 30 } as const;
const box = { left: 64, right: plotWidth - 72, top: 44, bottom: height - 32 } as const;
const valuesAbout = 4;
const markRadius = 5.5;

export interface PlaceChart {
  readonly view: PlaceView;
  readonly span: TimeSpan;
  /** Ms east of UTC. */
  readonly zoneMs: number;
  readonly title: string;
}

/** True water at a place, its levels, when nobody could see it, and above it what the hub said and to whom. */
export function placeChart({ view, span, zoneMs, title }: PlaceChart): string {
  const points = pointsOf(view.times, view.values);
  const range = rangeOf([...points.map(({ value }) => value), ...view.marks.map(({ limit }) => limit)]);
  const scales = plotScales(box, span, range);
  return svgOf(height, title, [
    ...view.blind.map((stretch) => blindBand(stretch, scales)),
    valueGrid(range, scales, box),
    timeAxis(span, scales, { box, zoneMs }),
    ...view.marks.map(({ limit, level }) => limitLine(limit, levelColours[level], scales)),
    `<path d="${linePath(points, scales, gapMs(view.times, points.length))}" fill="none" stroke="${ink.water}" stroke-width="2" stroke-linejoin="round"/>`,
    `<text x="${box.left}" y="${box.top - 6}" fill="${ink.text}">${escaped(propertyUnits[view.property])}</text>`,
    ...view.spans.map((alarm) => alarmMarks(alarm, scales)),
    ...view.calls.map((call) => callMarks(call, scales)),
  ]);
}

function rangeOf(values: readonly number[]): ValueRange {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return Number.isFinite(low) ? roundRange({ low: Math.min(low, high), high }, valuesAbout) : { low: 0, high: 1 };
}

/** Thinned points stand apart, which makes no gap. */
function gapMs(times: Float64Array, points: number): number {
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  return Math.max(3 * minuteMs, ((last - first) / Math.max(1, points)) * 3);
}

function blindBand({ from, to }: TimeSpan, { x }: PlotScales): string {
  const left = Math.max(box.left, x(from));
  const width = Math.max(1, Math.min(box.right, x(to)) - left);
  return `<rect x="${left}" y="${box.top}" width="${width}" height="${box.bottom - box.top}" fill="${ink.blind}" fill-opacity=".55"/>`;
}

function limitLine(limit: number, colour: string, { y }: PlotScales): string {
  return `<path d="M${box.left} ${y(limit)}H${box.right}" stroke="${colour}" stroke-width="1.5" stroke-dasharray="6 4"/><text x="${box.right + 6}" y="${y(limit) + 4}" fill="${colour}">${escaped(Math.round(limit * 1_000) / 1_000)}</text>`;
}

function alarmMarks({ steps, endedAt }: AlarmSpan, { x }: PlotScales): string {
  const raised = steps.map(({ at, level, isHeld }) => {
    const fill = isHeld ? "none" : levelColours[level];
    return `<path d="${markPath("triangle", markRadius)}" transform="translate(${x(at)} ${rows.alarms})" fill="${fill}" stroke="${levelColours[level]}"/>`;
  });
  if (endedAt === null) return raised.join("");
  const over = `<path d="${markPath("triangle", markRadius)}" transform="translate(${x(endedAt)} ${rows.alarms}) rotate(180)" fill="none" stroke="${ink.text}"/>`;
  return [...raised, over].join("");
}

function callMarks({ askedAt, answeredAt, level }: CallOutcome, { x }: PlotScales): string {
  const colour = level === null ? ink.text : levelColours[level];
  const asked = `<path d="${markPath("circle", markRadius)}" transform="translate(${x(askedAt)} ${rows.calls})" fill="${colour}"/>`;
  if (answeredAt === null) return asked;
  return `${asked}<path d="${markPath("square", markRadius)}" transform="translate(${x(answeredAt)} ${rows.calls})" fill="${ink.text}"/>`;
}
