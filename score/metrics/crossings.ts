import { type Level, rankOf } from "../../domain/city/level.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { Mark } from "../marks/mark.ts";
import { type AlarmSpan, endOf, type LevelStretch, startOf, stretchesFrom } from "../outcome/alarm-spans.ts";
import type { CallOutcome, CaseOutcome } from "../outcome/hub-outcome.ts";
import { type TrueEpisode, trueEpisodes } from "../truth/true-episodes.ts";
import { trueSignal } from "../truth/true-signal.ts";
import type { Truth } from "../truth/truth.ts";

/** Most that a lead counts: what stood longer before the water came was no word of this water alone. */
export const longestLeadMs = 6 * hourMs;
/** An alarm, or the case of a call, may have ended this long before the water came and still be counted for it. */
export const endedBeforeMs = 30 * minuteMs;
/** An alarm may come this long after the water has gone and is then late; later it is missed. */
export const graceMs = 10 * minuteMs;
/** True water that was at a mark for fewer reporting intervals may have passed between two readings. */
const clearIntervals = 2;

/**
 * How a crossing is to be counted.
 *
 * - `clear`: an alarm must have come
 * - `grazed`: it was at the mark for less than two reporting intervals or the rule's own delay, or beyond it by no more than the
 *   instrument's error: an alarm is right and none is right
 * - `standing`: it was so when the scenario began, so that nothing can be early
 */
export type CrossingKind = "clear" | "grazed" | "standing";

/** True water came to a mark. Instants in ms since 1970. */
export interface Crossing {
  readonly mark: Mark;
  readonly kind: CrossingKind;
  readonly crossedAt: number;
  readonly endedAt: number;
  /** Gravest true value, or sum of rain, as the mark is written. */
  readonly peak: number;
  /** First alarm of the hazard at the station at the mark's level or a graver one; null for none. */
  readonly alarmAt: number | null;
  /** `crossedAt` less `alarmAt`; below 0 where the alarm came late; null for none. */
  readonly leadMs: number | null;
  /** True where suppression kept that alarm from people. */
  readonly isHeld: boolean;
  /** First alarm of the hazard at the station at any level; null for none. */
  readonly firstWordAt: number | null;
  /**
   * First call to a person about the hazard at the station, from `firstWordAt` on, while its case was at the mark's level or graver;
   * null for none. A call about an earlier matter, or for nothing, is none.
   */
  readonly calledAt: number | null;
  /** First call while that case was red; null for none. */
  readonly redCalledAt: number | null;
}

export interface CrossingSources {
  readonly truth: Truth;
  readonly marks: readonly Mark[];
  readonly spans: readonly AlarmSpan[];
  readonly cases: readonly CaseOutcome[];
  readonly calls: readonly CallOutcome[];
}

/**
 * Every time true water came to a level at a station, and what the hub had said of it by then, in the order of time. Where several
 * gauges or rules of a station see one water come to a level, the first that was clear counts, or the first.
 */
export function crossingsOf({ truth, marks, spans, cases, calls }: CrossingSources): readonly Crossing[] {
  const closedAt = new Map(cases.map((each) => [each.caseId, each.closedAt ?? Number.POSITIVE_INFINITY]));
  const known = calls.map((call) => ({ ...call, caseEndsAt: closedAt.get(call.caseId) ?? Number.POSITIVE_INFINITY }));
  const spansAt = Map.groupBy(spans, placeKey);
  const callsAt = Map.groupBy(known, placeKey);
  const all = marks.flatMap((mark) => {
    const key = placeKey(mark);
    const said = { spans: spansAt.get(key) ?? [], calls: callsAt.get(key) ?? [] };
    return episodesOf(truth, mark).map((episode) => crossingOf(mark, episode, said));
  });
  const byLevel = Map.groupBy(all, ({ mark }) => `${placeKey(mark)}|${mark.level}`);
  return [...byLevel.values()].flatMap(oneForEachWater).toSorted((a, b) => a.crossedAt - b.crossedAt);
}

function oneForEachWater(crossings: readonly Crossing[]): readonly Crossing[] {
  const kept: Crossing[] = [];
  for (const crossing of crossings.toSorted((a, b) => a.crossedAt - b.crossedAt)) {
    const last = kept.at(-1);
    if (last === undefined || crossing.crossedAt > last.endedAt) kept.push(crossing);
    else if (last.kind !== "clear" && crossing.kind === "clear") kept[kept.length - 1] = crossing;
  }
  return kept;
}

/** The episodes of the true signal at a mark, signed as it is. */
export function episodesOf(truth: Truth, mark: Mark): readonly TrueEpisode[] {
  const signal = trueSignal(truth, mark);
  if (signal === null) return [];
  return trueEpisodes(truth.times, signal, { raise: mark.sign * mark.limit, reset: mark.sign * mark.reset });
}

/** A call, and when its case ended. */
type CallOfCase = CallOutcome & { readonly caseEndsAt: number };

/** What alarms, cases and calls about one hazard at one station share. */
export function placeKey({
  stationId,
  hazard,
}: {
  readonly stationId: string | null;
  readonly hazard: string;
}): string {
  return `${stationId ?? ""}|${hazard}`;
}

function crossingOf(
  mark: Mark,
  episode: TrueEpisode,
  { spans, calls }: { readonly spans: readonly AlarmSpan[]; readonly calls: readonly CallOfCase[] },
): Crossing {
  const stretches = spans.flatMap((span) => stretchesFrom(span, mark.level));
  const alarm = firstFor(episode, stretches);
  const word = firstFor(episode, spans.map(wholeSpan));
  const own = calls.filter(
    ({ askedAt, caseEndsAt }) =>
      askedAt >= (word?.from ?? Number.POSITIVE_INFINITY) &&
      caseEndsAt >= episode.from - endedBeforeMs &&
      askedAt <= episode.to + graceMs,
  );
  const calledAt = (level: Level): number | null =>
    own.find((call) => rankOf(call.level) >= rankOf(level))?.askedAt ?? null;
  return {
    mark,
    kind: kindOf(mark, episode),
    crossedAt: episode.from,
    endedAt: episode.to,
    peak: mark.sign * episode.peak,
    alarmAt: alarm?.from ?? null,
    leadMs: alarm === null ? null : Math.min(longestLeadMs, episode.from - alarm.from),
    isHeld: alarm?.isHeld ?? false,
    firstWordAt: word?.from ?? null,
    calledAt: calledAt(mark.level),
    redCalledAt: calledAt("red"),
  };
}

function wholeSpan(span: AlarmSpan): LevelStretch {
  return { from: startOf(span), to: endOf(span), isHeld: false };
}

/** The first stretch that counts for an episode of true water; one that people heard of before one that was held back. */
function firstFor(episode: TrueEpisode, stretches: readonly LevelStretch[]): LevelStretch | null {
  const fitting = stretches
    .filter(({ from, to }) => from <= episode.to + graceMs && to >= episode.from - endedBeforeMs)
    .toSorted((a, b) => a.from - b.from);
  return fitting.find(({ isHeld }) => !isHeld) ?? fitting[0] ?? null;
}

function kindOf(mark: Mark, { peak, heldMs, isFromStart }: TrueEpisode): CrossingKind {
  if (isFromStart) return "standing";
  const isShort = heldMs < clearIntervals * mark.expectedIntervalMs + mark.onDelayMs;
  const isShallow = peak < mark.sign * mark.limit + mark.error;
  return isShort || isShallow ? "grazed" : "clear";
}
