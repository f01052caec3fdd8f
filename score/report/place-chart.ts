import { escaped } from "../../charts/html-text.ts";
import { linePath, markPath, type PlotPoint } from "../../charts/plot-paths.ts";
import { type PlotScales, plotScales, type TimeSpan } from "../../charts/plot-scales.ts";
import { propertyUnits } from "../../domain/city/property.ts";
import { minuteMs } from "../../domain/clock.ts";
import {
  ink,
  levelColours,
  limitLine,
  plotWidth,
  rangeOf,
  svgOf,
  timeAxis,
  valueGrid,
} from "../../record/html/plot-parts.ts";
import type { AlarmSpan } from "../outcome/alarm-spans.ts";
import type { CallOutcome } from "../outcome/hub-outcome.ts";
import type { PlaceView } from "./place-views.ts";

const height = 250;
/** Rows of marks above the plot, px: alarms, then calls. */
const rows = { alarms: 12, calls: 30 } as const;
const box = { left: 64, right: plotWidth - 72, top: 44, bottom: height - 32 } as const;
const markRadius = 5.5;
const blindColour = "#c3ccd3";
/** Points drawn at most: of more, the greatest of each stretch. */
const mostPoints = 720;

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
    ...view.marks.map(({ limit, level }) => limitLine({ value: limit, level }, scales, box)),
    `<path d="${linePath(points, scales, gapMs(view.times, points.length))}" fill="none" stroke="${ink.water}" stroke-width="2" stroke-linejoin="round"/>`,
    `<text x="${box.left}" y="${box.top - 6}" fill="${ink.text}">${escaped(propertyUnits[view.property])}</text>`,
    ...view.spans.map((alarm) => alarmMarks(alarm, scales)),
    ...view.calls.map((call) => callMarks(call, scales)),
  ]);
}

/** Points of a series that are known, so few that they can be seen; the greatest of each stretch. */
function pointsOf(times: Float64Array, values: Float64Array): readonly PlotPoint[] {
  const size = Math.max(1, Math.ceil(values.length / mostPoints));
  const points: PlotPoint[] = [];
  for (let start = 0; start < values.length; start += size) {
    let greatest = start;
    for (let index = start; index < Math.min(values.length, start + size); index++) {
      if (!((values[greatest] as number) >= (values[index] as number))) greatest = index;
    }
    const value = values[greatest] as number;
    if (!Number.isNaN(value)) points.push({ at: times[greatest] as number, value });
  }
  return points;
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
  return `<rect x="${left}" y="${box.top}" width="${width}" height="${box.bottom - box.top}" fill="${blindColour}" fill-opacity=".55"/>`;
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
