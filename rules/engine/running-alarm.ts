import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Mode } from "../../domain/city/mode.ts";
import type { GaugeWindow } from "../../series/gauge-window.ts";
import type { BoundAlarm } from "../binding/bound-alarm.ts";
import type { CombinedCondition, ObservedCondition } from "../conditions/condition.ts";
import { type AlarmLimits, type LevelLimits, normalState } from "./alarm-state.ts";
import type { KnownPart } from "./combined/part-level.ts";
import { PartTally } from "./combined/part-tally.ts";
import { type AlarmHistory, neverJudged, neverRaised } from "./late/alarm-history.ts";

/** One alarm at work. Changed in place: it is looked at for every observation of its gauge. */
export interface RunningAlarm extends AlarmHistory {
  readonly bound: BoundAlarm;
  /** What the alarm is about: an edit that changes any of it ends the alarm and begins another. */
  readonly about: string;
  /** Limits of the mode the city is in. */
  limits: AlarmLimits;
  /** Alarms that are made of this one. */
  readonly dependents: CombinedAlarm[];
  /** The live transition that brought it to its level; null while normal. */
  last: AlarmTransition | null;
  /** Rank up to which live readings have shown its level; below that of `state` while only late ones speak for more. */
  liveRank: number;
  /** True from a change of state until it has been handed over to be saved. */
  isChanged: boolean;
  /** True where its saved state was another rule's: its past is not judged again. */
  isEdited: boolean;
}

/** How one alarm judges an observation. */
export interface Evaluator {
  readonly condition: ObservedCondition;
  /** As `BoundAlarm.sign`. */
  readonly sign: 1 | -1;
}

/**
 * The judged observations of one gauge whose quality flags count for some of its alarms: a window, and who looks at it.
 * One object, as every hop from one to the next is a fetch from far memory where there are ten thousand gauges: window,
 * gauge and lists apart, a reading cost half as much again (measured).
 */
export interface GaugeStream extends GaugeWindow {
  /** Bit `flag` is set for each flag that counts. */
  readonly flags: number;
  /** How each of `observed` judges; one list for all gauges under the same rules, as it is read with every reading. */
  evaluators: readonly Evaluator[];
  /** Where the first of `observed` stands in `Running.quietBelow`. */
  firstEvaluator: number;
  /** Alarms made of others that must know when this gauge was last seen. */
  combinedAlarms: readonly CombinedAlarm[];
  /** Of the same gauge, with other flags. */
  next: GaugeStream | null;
  readonly observed: RunningAlarm[];
}

/** One gauge that alarms judge, with what the journal holds of it. */
export interface RunningGauge {
  stream: GaugeStream | null;
  clocked: readonly ClockAlarm[];
  /** True while one of `clocked` is raised: the next word from the gauge ends it. */
  isMissed: boolean;
  /** Our clock at the last reception; -Infinity before the first. */
  heardAt: number;
}

/** An alarm that is due at a time on our clock unless its gauge is heard before. */
export interface ClockAlarm {
  readonly alarm: RunningAlarm;
  readonly gauge: RunningGauge;
  readonly expectedIntervalMs: number;
  /** When each level is due after the gauge was last heard, mildest first. */
  dues: readonly { readonly bit: number; readonly afterMs: number; readonly level: LevelLimits }[];
}

/** A part of an alarm, at work. */
export interface RunningPart extends KnownPart {
  readonly alarm: RunningAlarm | null;
  readonly stream: GaugeStream | null;
}

/** An alarm made of others. */
export interface CombinedAlarm extends RunningAlarm {
  readonly condition: CombinedCondition;
  readonly parts: readonly RunningPart[];
  readonly partTally: PartTally;
  /** Which of its parts an alarm is, or listen to a stream. */
  readonly partsBy: ReadonlyMap<RunningAlarm | GaugeStream, readonly number[]>;
  /** Those of its parts that are made of others themselves. */
  readonly inner: readonly CombinedAlarm[];
  /** Streams that any of its parts listens to, however deep: time passes for it with each of them. */
  readonly streams: readonly GaugeStream[];
  /** Alarms are judged after those they are made of: 1, or one more than its deepest part. */
  readonly depth: number;
  /** True while a live reading of any of its gauges may show what only late ones speak for. */
  awaitsLive: boolean;
  /** Newest observation time of any of its gauges or parts. */
  now: number;
  /**
   * Next observation time at which something changes by itself: a part falls stale, or out of what counts, or a delay is
   * over, of this alarm or of one it is made of. Up to there all has been judged.
   */
  dueAt: number;
  /** Observation time from which on it must be judged again; Infinity while nothing changed. */
  dirtyFrom: number;
}

/** All streams of a gauge; none where only our clock matters, or where there is no such gauge. */
export function streamsOf(gauge: RunningGauge | undefined): readonly GaugeStream[] {
  const streams: GaugeStream[] = [];
  for (let stream = gauge?.stream ?? null; stream !== null; stream = stream.next) streams.push(stream);
  return streams;
}

export function runAlarm(bound: BoundAlarm, keepLevelsMs: number): RunningAlarm {
  return {
    state: normalState,
    limits: bound.limits,
    bound,
    about: aboutOf(bound),
    stateSince: Number.NEGATIVE_INFINITY,
    past: noPast,
    levels: neverRaised,
    keepLevelsMs,
    dependents: [],
    last: null,
    liveRank: 0,
    isChanged: false,
    isEdited: false,
  };
}

const noPast: readonly [] = [];

export function runCombined(
  bound: BoundAlarm,
  condition: CombinedCondition,
  parts: readonly RunningPart[],
  keepLevelsMs: number,
): CombinedAlarm {
  const inner = parts.flatMap(({ alarm }) => (alarm !== null && "depth" in alarm ? [alarm as CombinedAlarm] : []));
  const streams = new Set([...parts.map(({ stream }) => stream), ...inner.flatMap((alarm) => alarm.streams)]);
  return {
    ...runAlarm(bound, keepLevelsMs),
    levels: neverJudged,
    condition,
    parts,
    partTally: new PartTally(parts, () => condition.tally()),
    partsBy: partsBy(parts),
    inner,
    streams: [...streams].filter((stream) => stream !== null),
    depth: 1 + Math.max(0, ...inner.map((alarm) => alarm.depth)),
    awaitsLive: false,
    now: Number.NEGATIVE_INFINITY,
    dueAt: Number.POSITIVE_INFINITY,
    dirtyFrom: Number.POSITIVE_INFINITY,
  };
}

function partsBy(parts: readonly RunningPart[]): CombinedAlarm["partsBy"] {
  const indexes = new Map<RunningAlarm | GaugeStream, number[]>();
  for (const [index, { alarm, stream }] of parts.entries()) {
    for (const each of [alarm, stream]) {
      if (each !== null) indexes.set(each, [...(indexes.get(each) ?? []), index]);
    }
  }
  return indexes;
}

export function limitsIn({ limits, limitsByMode }: BoundAlarm, mode: Mode): AlarmLimits {
  return limitsByMode[mode] ?? limits;
}

/**
 * Numbers, delays and words may be edited under an active alarm. What cases and warnings took it to be about may
 * not: the clearing transition must find the case that the raising one opened.
 */
function aboutOf({ rule, target, unit, condition }: BoundAlarm): string {
  const { hazard, opensCase, draftsWarning, shadow } = rule;
  return JSON.stringify([
    hazard,
    target,
    opensCase,
    draftsWarning,
    shadow,
    rule.condition.kind,
    unit,
    condition.direction,
  ]);
}
