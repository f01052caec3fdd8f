import { type Level, rankOf } from "../../domain/city/level.ts";
import { quantile } from "../../domain/numbers.ts";
import { type AlarmSpan, startOf, stretchesFrom } from "../outcome/alarm-spans.ts";
import type { CallOutcome, CaseOutcome } from "../outcome/hub-outcome.ts";
import { type Crossing, endedBeforeMs, graceMs, placeKey } from "./crossings.ts";

/** The way of one matter from the water to the unit that goes out. Instants in ms since 1970; null for what never came. */
export interface CaseWay {
  readonly of: CaseOutcome;
  /** True water came to the lowest mark that it came to there. */
  readonly waterAt: number | null;
  /** First alarm of the hazard at the station. */
  readonly alarmAt: number | null;
  readonly calledAt: number | null;
  /** First alarm at the level that the first call was for, or a graver one. */
  readonly callDueAt: number | null;
  /** True water came to the level that the first call was for, or a graver one. */
  readonly calledWaterAt: number | null;
  readonly answeredAt: number | null;
  readonly dispatchedAt: number | null;
}

/** How long the links of the ways took, ms; below 0 where the first came after the second. */
export interface Delays {
  readonly waterToAlarm: Spread;
  readonly alarmToCall: Spread;
  readonly callToAnswer: Spread;
  readonly alarmToDispatch: Spread;
  readonly waterToAnswer: Spread;
}

/** Null where nothing is known. */
export interface Spread {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly worst: number | null;
}

export interface WaySources {
  readonly cases: readonly CaseOutcome[];
  readonly calls: readonly CallOutcome[];
  readonly crossings: readonly Crossing[];
  readonly spans: readonly AlarmSpan[];
}

/** The way of every case, in the order of their opening. */
export function caseWays({ cases, calls, crossings, spans }: WaySources): readonly CaseWay[] {
  const callsOf = Map.groupBy(calls, ({ caseId }) => caseId);
  const crossingsAt = Map.groupBy(crossings, ({ mark }) => placeKey(mark));
  const spansAt = Map.groupBy(spans, placeKey);
  return cases.map((of): CaseWay => {
    const own = callsOf.get(of.caseId) ?? [];
    const called = own[0];
    const near = (spansAt.get(placeKey(of)) ?? []).filter((span) => isDuring(of, startOf(span)));
    const waters = (crossingsAt.get(placeKey(of)) ?? []).filter(({ crossedAt }) => isDuring(of, crossedAt));
    const calledFor = waters.find(({ mark }) => rankOf(mark.level) >= rankOf(called?.level ?? null));
    return {
      of,
      waterAt: waters[0]?.crossedAt ?? null,
      alarmAt: least(near.map(startOf)),
      calledAt: called?.askedAt ?? null,
      callDueAt: called === undefined ? null : firstAt(near, called.level),
      calledWaterAt: called === undefined ? null : (calledFor?.crossedAt ?? null),
      answeredAt: least(own.flatMap(({ answeredAt }) => answeredAt ?? [])),
      dispatchedAt: of.dispatchedAt,
    };
  });
}

export function delaysOf(ways: readonly CaseWay[]): Delays {
  return {
    waterToAlarm: spreadOf(ways.map(({ waterAt, alarmAt }) => between(waterAt, alarmAt))),
    alarmToCall: spreadOf(ways.map(({ callDueAt, calledAt }) => between(callDueAt, calledAt))),
    callToAnswer: spreadOf(ways.map(({ calledAt, answeredAt }) => between(calledAt, answeredAt))),
    alarmToDispatch: spreadOf(ways.map(({ alarmAt, dispatchedAt }) => between(alarmAt, dispatchedAt))),
    waterToAnswer: spreadOf(ways.map(({ calledWaterAt, answeredAt }) => between(calledWaterAt, answeredAt))),
  };
}

/** Median, ninetieth part from below and worst of what is known. */
export function spreadOf(values: readonly (number | null)[]): Spread {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b);
  const quantileOf = (part: number): number | null => (sorted.length === 0 ? null : quantile(sorted, part));
  return {
    count: sorted.length,
    median: quantileOf(0.5),
    p90: quantileOf(0.9),
    worst: sorted.at(-1) ?? null,
  };
}

function isDuring({ openedAt, closedAt }: CaseOutcome, at: number): boolean {
  return at >= openedAt - endedBeforeMs && at <= (closedAt ?? Number.POSITIVE_INFINITY) + graceMs;
}

function firstAt(spans: readonly AlarmSpan[], level: Level | null): number | null {
  if (level === null || rankOf(level) === 0) return null;
  return least(spans.flatMap((span) => stretchesFrom(span, level).map(({ from }) => from)));
}

function least(moments: readonly number[]): number | null {
  return moments.length === 0 ? null : moments.reduce((first, at) => Math.min(first, at));
}

function between(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : to - from;
}
