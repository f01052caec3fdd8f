import { rankOf } from "../../domain/city/level.ts";
import { propertyUnits } from "../../domain/city/property.ts";
import type { StoredTransition } from "../../store/ports.ts";
import { type DrawnLimit, seriesSvg } from "../html/series-svg.ts";
import type { PackContents, PackedGauge } from "./pack-contents.ts";
import type { PackTimes } from "./pack-times.ts";

/** A gauge without a reading for so many of its intervals has a gap in its line. */
const gapIntervals = 3;

/** The readings of a gauge as a picture; null where there is nothing to draw. */
export function chartOf(packed: PackedGauge, { span, transitions }: PackContents, times: PackTimes): string | null {
  const { gauge, station, observations } = packed;
  if (observations.length === 0) return null;
  return seriesSvg({
    title: `${station.name.zh} ${station.name.en} ${gauge.id}`,
    points: observations.filter(({ flag }) => flag <= 3).map(({ observedAt: at, value }) => ({ at, value })),
    limits: limitsOf(packed, transitions),
    unit: propertyUnits[gauge.property],
    span,
    gapMs: gapIntervals * gauge.expectedIntervalMs,
    zoneMs: times.zoneMs(span.from),
  });
}

/** Limits by which alarms of the gauge rose, each once: those by which they fell again are no limits of a level. */
function limitsOf({ gauge }: PackedGauge, transitions: readonly StoredTransition[]): readonly DrawnLimit[] {
  const limits = new Map<string, DrawnLimit>();
  for (const { target, conditionKind, limit: value, from, to: level, unit } of transitions) {
    const isOfGauge = target.kind === "gauge" && target.gaugeId === gauge.id;
    if (!isOfGauge || conditionKind !== "threshold" || level === null || rankOf(from) >= rankOf(level)) continue;
    if (unit === propertyUnits[gauge.property]) limits.set(`${level} ${value}`, { value, level });
  }
  return [...limits.values()];
}
