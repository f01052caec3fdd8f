import type { LoadedCity } from "../../../../city/load-city.ts";
import type { Gauge } from "../../../../domain/city/city.ts";
import { errorWithin } from "../../../../domain/city/instrument-error.ts";
import { rankOf } from "../../../../domain/city/level.ts";
import { minuteMs, secondMs } from "../../../../domain/clock.ts";
import type { GaugeId, StationId } from "../../../../domain/ids.ts";
import type { Rule } from "../../../../rules/language/rule-schema.ts";
import type { Mark } from "../../../../score/marks/mark.ts";
import { marksOf } from "../../../../score/marks/marks-of-city.ts";
import { trueEpisodes } from "../../../../score/truth/true-episodes.ts";
import { trueSignal } from "../../../../score/truth/true-signal.ts";
import type { Truth } from "../../../../score/truth/truth.ts";

/** What comes in within a step of a run is received at its end. */
const stepMs = 10 * secondMs;

/** As in the settings that a run's hub has: later than this a value is stale, and so many readings decide on doubt. */
const staleAfterIntervals = 3;
const suspectWindow = 8;

/** From the least to the most that something may be. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Whether what a gauge says can be believed: what the truth leaves open is `undecided`. */
export type Heard = "heard" | "unheard" | "undecided";

/** What has to be shown of a city at a moment, by the truth alone. */
export interface TruthAt {
  heard(gaugeId: GaugeId): Heard;
  /** What a reading of the newest interval may say: true water, and how far the instrument may be off; null where no model speaks. */
  said(gaugeId: GaugeId): Bounds | null;
  /** Rank of the gravest mark that true water has reached there, as far as sound gauges told of it; undecided ones are between. */
  reached(stationId: StationId): Bounds;
}

export function truthAt(truth: Truth, { city, rules }: Pick<LoadedCity, "city" | "rules">, at: number): TruthAt {
  const marks = Map.groupBy(marksOf(city, rules), ({ stationId }) => stationId);
  const offDelays = new Map<string, number>(rules.map((rule) => [rule.id, longestOffDelay(rule)]));
  const ofMark = (mark: Mark): Bounds => {
    const gauge = city.gauges.get(mark.gaugeId);
    if (gauge === undefined) throw new Error(`${mark.gaugeId} is no gauge of the city`);
    return reachedOf(truth, mark, { at, gauge, offDelayMs: offDelays.get(mark.ruleId) ?? 0 });
  };
  return {
    heard: (gaugeId) => heardOf(truth, city.gauges.get(gaugeId), at),
    said: (gaugeId) => saidBy(truth, city.gauges.get(gaugeId), at),
    reached: (stationId) => {
      const bounds = (marks.get(stationId) ?? []).map(ofMark);
      return {
        least: Math.max(0, ...bounds.map(({ least }) => least)),
        most: Math.max(0, ...bounds.map(({ most }) => most)),
      };
    },
  };
}

function longestOffDelay({ offDelay, modes }: Rule): number {
  return Math.max(offDelay, ...Object.values(modes).map((variant) => variant?.offDelay ?? 0));
}

function heardOf(truth: Truth, gauge: Gauge | undefined, at: number): Heard {
  if (gauge === undefined) return "undecided";
  const { expectedIntervalMs } = gauge;
  if (at - lastHeardAt(truth, gauge, at) > staleAfterIntervals * expectedIntervalMs + stepMs) return "unheard";
  return isSound(truth, gauge, { from: at - suspectWindow * expectedIntervalMs, to: at }) ? "heard" : "undecided";
}

/** When something last left it, true or false; -Infinity for never. */
function lastHeardAt({ sent }: Truth, { id }: Gauge, at: number): number {
  const { usableAt = [], unusableAt = [] } = sent.get(id) ?? {};
  const newest = (times: readonly number[]) => times.findLast((time) => time <= at) ?? Number.NEGATIVE_INFINITY;
  return Math.max(newest(usableAt), newest(unusableAt));
}

/** The longest that two readings of a device that is well are apart: its clock and the radio take their time. */
function mostGapMs({ expectedIntervalMs }: Gauge): number {
  return 1.5 * expectedIntervalMs + stepMs;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** True where every interval of a stretch, as far as the storm had begun, had its reading, and each said what was true. */
function isSound({ sent, scenario }: Truth, gauge: Gauge, { from, to }: Stretch): boolean {
  const { usableAt = [], unusableAt = [] } = sent.get(gauge.id) ?? {};
  const since = Math.max(from, scenario.startsAt);
  if (unusableAt.some((time) => time > since && time <= to)) return false;
  const times = [since, ...usableAt.filter((time) => time > since && time <= to), to];
  return times.slice(1).every((time, place) => time - (times[place] ?? 0) <= mostGapMs(gauge));
}

function saidBy({ times, water }: Truth, gauge: Gauge | undefined, at: number): Bounds | null {
  const values = gauge === undefined ? undefined : water.get(gauge.id);
  if (gauge === undefined || values === undefined) return null;
  // The truth is told once a minute: from the minute before the reading may have been taken to the one after.
  const since = at - mostGapMs(gauge) - minuteMs;
  const around = [...values].filter((_, place) => {
    const time = times[place] ?? 0;
    return time > since && time < at + minuteMs;
  });
  if (around.length === 0 || around.some(Number.isNaN)) return null;
  const error = errorWithin(gauge.property, gauge.range);
  return { least: Math.min(...around) - error, most: Math.max(...around) + error };
}

interface MarkAt {
  readonly at: number;
  readonly gauge: Gauge;
  /** The longest that the rule keeps an alarm up, in whatever mode. */
  readonly offDelayMs: number;
}

/** What is known of a mark: the least and the most that the hub may say of it, as a rank. */
function reachedOf(truth: Truth, mark: Mark, { at, gauge, offDelayMs }: MarkAt): Bounds {
  const rank = rankOf(mark.level);
  const nothing = { least: 0, most: 0 };
  const signal = trueSignal(truth, mark);
  const lastAt = lastHeardAt(truth, gauge, at);
  if (lastAt === Number.NEGATIVE_INFINITY) return nothing;
  if (signal === null) return { least: 0, most: rank };
  // What a gauge said before it fell silent stands: unknown is never dry. Of rain the window moves on.
  const isUnheard = heardOf(truth, gauge, at) === "unheard";
  if (isUnheard && mark.windowMs > 0) return { least: 0, most: rank };
  const now = isUnheard ? lastAt : at;
  const settledMs = mostGapMs(gauge) + minuteMs;
  const upAt = now - mark.onDelayMs - settledMs;
  const downAt = now - offDelayMs - settledMs;
  if (!isSound(truth, gauge, { from: Math.min(upAt, downAt) - mark.windowMs, to: now }))
    return { least: 0, most: rank };
  const wasUp = (higher: number, { from, to }: Stretch): boolean => {
    const limits = { raise: mark.sign * mark.limit + higher, reset: mark.sign * mark.reset + higher };
    const episodes = trueEpisodes(truth.times, signal, limits);
    return episodes.some((episode) => episode.from <= to && episode.to >= from);
  };
  if (!wasUp(-mark.error, { from: downAt, to: now })) return nothing;
  const isSurelyUp = wasUp(mark.error, { from: now - minuteMs, to: upAt });
  return { least: isSurelyUp ? rank : 0, most: rank };
}
