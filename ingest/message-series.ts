import type { GaugeKey } from "../domain/ids.ts";
import { checks } from "../domain/observations/quality.ts";
import type { AppendedObservation } from "../store/ports.ts";
import { mostFew } from "./clocks/message-times.ts";
import type { MessageConversion } from "./convert-reading.ts";
import { flagOf } from "./qualify.ts";

/**
 * Of several readings of one gauge in one message whose times do not tell them apart only the last can be of now: the
 * others are kept and flagged, so that a backlog whose times were lost is never taken for a rise within seconds. Times do not tell
 * readings apart where there are none, where a wrong clock brings many closer together than any are taken, and where many
 * say one moment.
 *
 * Of two that are the same the journal keeps the first, so the one that may be judged goes before the others.
 */
export function setSeriesAside(
  { observations, counts, hints }: MessageConversion,
  apartMs: ReadonlyMap<GaugeKey, number>,
): void {
  const isOneMoment = observations.length > mostFew && observations.every(isAtTimeOf(observations[0]));
  if (!isOneMoment && !observations.some(isDatedByUs)) return;
  const readings = countsOf(observations);
  const after = new Map<GaugeKey, AppendedObservation>();
  const last = new Map<GaugeKey, AppendedObservation>();
  const aside = new Set<AppendedObservation>();
  for (const each of observations.toSorted((a, b) => a.observedAt - b.observedAt).reverse()) {
    const next = after.get(each.gauge);
    after.set(each.gauge, each);
    if (next === undefined) {
      last.set(each.gauge, each);
      continue;
    }
    const isUntimed = (each.checks & checks.untimed) !== 0;
    if (isUntimed) hints.meet("untimed-series");
    const isOfMany = (readings.get(each.gauge) ?? 0) > mostFew && (isDatedByUs(each) || isOneMoment);
    const isClose = isOfMany && next.observedAt - each.observedAt < (apartMs.get(each.gauge) ?? 0);
    if (isUntimed || isClose) aside.add(each);
  }
  if (aside.size === 0) return;
  const isSameAsLast = (each: AppendedObservation): boolean => aside.has(each) && isSame(each, last.get(each.gauge));
  const inOrder = [...observations.filter((each) => !isSameAsLast(each)), ...observations.filter(isSameAsLast)];
  for (const [index, each] of inOrder.entries()) {
    observations[index] = aside.has(each) ? flagged(each, counts.flags) : each;
  }
}

/** As the rules of appending have it: one device time and one value. */
function isSame(a: AppendedObservation, b: AppendedObservation | undefined): boolean {
  if (b === undefined || (a.checks & checks.untimed) !== 0 || a.value !== b.value) return false;
  return (a.deviceTime ?? a.observedAt) === (b.deviceTime ?? b.observedAt);
}

function countsOf(observations: readonly AppendedObservation[]): ReadonlyMap<GaugeKey, number> {
  const readings = new Map<GaugeKey, number>();
  for (const { gauge } of observations) readings.set(gauge, (readings.get(gauge) ?? 0) + 1);
  return readings;
}

const isAtTimeOf =
  (first: AppendedObservation | undefined) =>
  ({ observedAt }: AppendedObservation): boolean =>
    observedAt === first?.observedAt;

function isDatedByUs({ checks: failed }: AppendedObservation): boolean {
  return (failed & (checks.untimed | checks.clockWrong)) !== 0;
}

function flagged(observation: AppendedObservation, flags: MessageConversion["counts"]["flags"]): AppendedObservation {
  const failed = observation.checks | checks.untimedSeries;
  const flag = flagOf(failed);
  flags[observation.flag]--;
  flags[flag]++;
  return { ...observation, checks: failed, flag };
}
