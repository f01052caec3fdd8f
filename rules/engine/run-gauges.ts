import type { AlarmKey } from "../../domain/ids.ts";
import { sameInBoth } from "../../domain/text.ts";
import { createWindow } from "../../series/gauge-window.ts";
import type { AlarmInput, BoundAlarm } from "../binding/bound-alarm.ts";
import type { ObservedCondition } from "../conditions/condition.ts";
import type { RulesSettings } from "../language/settings.ts";
import { duesOf } from "./clock-alarm-dues.ts";
import { refoldReachMs } from "./late/alarm-history.ts";
import {
  type ClockAlarm,
  type CombinedAlarm,
  type Evaluator,
  type GaugeStream,
  type RunningAlarm,
  type RunningGauge,
  type RunningPart,
  runAlarm,
  runCombined,
  streamsOf,
} from "./running-alarm.ts";

export interface RunningAlarms {
  readonly alarms: readonly RunningAlarm[];
  readonly clockAlarms: readonly ClockAlarm[];
  readonly combined: readonly CombinedAlarm[];
  /** By gauge key, with holes: no lookup by name stands between an observation and its alarms. */
  readonly gauges: readonly (RunningGauge | undefined)[];
  /**
   * For each alarm that observations answer: a signal below it changes nothing, as nothing is raised or pending and it
   * reaches no level; -Infinity while that is not so, or not known. The alarms of one gauge stand side by side: with them
   * scattered over the heap a reading under ten rules cost three to ten times as much at 10,000 gauges (measured).
   */
  readonly quietBelow: Float64Array;
}

/** Lays alarms out by the gauges they listen to. Those of one gauge run in the order of their keys. */
export function runGauges(bound: readonly BoundAlarm[], settings: RulesSettings): RunningAlarms {
  const needs = needsOf(bound, settings);
  const gauges: (RunningGauge | undefined)[] = [];
  const byKey = new Map<AlarmKey, RunningPart>();
  const clockAlarms: ClockAlarm[] = [];
  const ofGauges = bound.filter(({ condition }) => condition.movedBy !== "alarms");
  for (const each of ofGauges.toSorted((a, b) => (a.alarmKey < b.alarmKey ? -1 : 1))) {
    const alarm = runAlarm(each, needs.keepLevelsMs(each));
    let stream: GaugeStream | null = null;
    for (const input of each.inputs) {
      gauges[input.gauge] ??= {
        stream: null,
        clocked: emptyList,
        isMissed: false,
        heardAt: Number.NEGATIVE_INFINITY,
      };
      const gauge = gauges[input.gauge] as RunningGauge;
      if (each.condition.movedBy === "clock") {
        const dues = duesOf(each, each.limits, input.expectedIntervalMs);
        const clockAlarm = { alarm, gauge, expectedIntervalMs: input.expectedIntervalMs, dues };
        gauge.clocked = [...gauge.clocked, clockAlarm];
        clockAlarms.push(clockAlarm);
        continue;
      }
      stream = streamFor(gauge, each, input, needs, settings);
      stream.observed.push(alarm);
    }
    byKey.set(each.alarmKey, { part: noPart, alarm, stream });
  }
  // Bound alarms come after those they are made of.
  const combined = bound.flatMap((each) => runCombinedAlarms(each, byKey, needs));
  const alarms = [...byKey.values()].flatMap(({ alarm }) => alarm ?? []);
  return { alarms, clockAlarms, combined, gauges, quietBelow: assignEvaluators(gauges) };
}

const noPart: RunningPart["part"] = {
  alarmKey: "" as AlarmKey,
  term: 0,
  lookBackMs: 0,
  countsAs: "",
  placeName: sameInBoth(""),
};

function runCombinedAlarms(
  bound: BoundAlarm,
  byKey: Map<AlarmKey, RunningPart>,
  needs: LookBackNeeds,
): readonly CombinedAlarm[] {
  const { condition } = bound;
  if (condition.movedBy !== "alarms") return [];
  const parts = bound.parts.map((part): RunningPart => {
    const running = byKey.get(part.alarmKey);
    return { part, alarm: running?.alarm ?? null, stream: running?.stream ?? null };
  });
  const alarm = runCombined(bound, condition, parts, needs.keepLevelsMs(bound));
  for (const part of new Set(parts.map((each) => each.alarm))) part?.dependents.push(alarm);
  for (const stream of alarm.streams) stream.combinedAlarms = [...stream.combinedAlarms, alarm];
  byKey.set(bound.alarmKey, { part: noPart, alarm, stream: null });
  return [alarm];
}

/** One for all of those who have none: its length is looked at with every reading. */
const emptyList: readonly never[] = [];

function streamFor(
  gauge: RunningGauge,
  { flags }: BoundAlarm,
  { gauge: key, expectedIntervalMs }: AlarmInput,
  needs: LookBackNeeds,
  { holdGapIntervals }: RulesSettings,
): GaugeStream {
  const streams = streamsOf(gauge);
  const known = streams.find((stream) => stream.flags === flags);
  if (known !== undefined) return known;
  const window = createWindow(needs.windowMs(key), expectedIntervalMs, holdGapIntervals * expectedIntervalMs);
  const stream = {
    ...window,
    flags,
    evaluators: emptyList,
    firstEvaluator: 0,
    combinedAlarms: emptyList,
    next: null,
    observed: [],
  };
  const last = streams.at(-1);
  if (last === undefined) gauge.stream = stream;
  else last.next = stream;
  return stream;
}

/** Lays out how the alarms of each stream judge. */
function assignEvaluators(gauges: RunningAlarms["gauges"]): RunningAlarms["quietBelow"] {
  const lists = new EvaluatorLists();
  let count = 0;
  for (const stream of gauges.flatMap(streamsOf)) {
    stream.evaluators = lists.of(stream.observed);
    stream.firstEvaluator = count;
    count += stream.evaluators.length;
  }
  return new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
}

/** Makes one list of those that are alike. */
class EvaluatorLists {
  readonly #numbers = new Map<ObservedCondition, number>();
  readonly #lists = new Map<string, readonly Evaluator[]>();

  of(alarms: readonly RunningAlarm[]): readonly Evaluator[] {
    const turns = alarms.flatMap(({ bound: { condition, sign } }) =>
      condition.movedBy === "observation" ? { condition, sign } : [],
    );
    const name = turns.map(({ condition, sign }) => `${this.#numberOf(condition)}/${sign}`).join();
    const list = this.#lists.get(name) ?? turns;
    this.#lists.set(name, list);
    return list;
  }

  #numberOf(condition: ObservedCondition): number {
    const number = this.#numbers.get(condition) ?? this.#numbers.size;
    this.#numbers.set(condition, number);
    return number;
  }
}

/** How far back gauges and alarms must remember, for the alarms that look back at them. */
interface LookBackNeeds {
  windowMs(gauge: AlarmInput["gauge"]): number;
  keepLevelsMs(alarm: BoundAlarm): number;
}

function needsOf(bound: readonly BoundAlarm[], { latenessLimitMs, holdGapIntervals }: RulesSettings): LookBackNeeds {
  const reachMs = refoldReachMs(latenessLimitMs);
  const lookBackMs = new Map<AlarmKey, number>();
  for (const { alarmKey, lookBackMs: ms } of bound.flatMap(({ parts }) => parts)) {
    lookBackMs.set(alarmKey, Math.max(lookBackMs.get(alarmKey) ?? 0, ms));
  }
  const windows = new Map<AlarmInput["gauge"], number>();
  for (const { alarmKey, condition, inputs } of bound) {
    if (condition.movedBy !== "observation") continue;
    for (const { gauge, expectedIntervalMs } of inputs) {
      const holdGapMs = holdGapIntervals * expectedIntervalMs;
      const lookedAt = lookBackMs.get(alarmKey);
      const seenMs = reachMs > 0 || lookedAt !== undefined ? (lookedAt ?? 0) + holdGapMs : 0;
      const needed = reachMs + Math.max(condition.windowMs, seenMs);
      windows.set(gauge, Math.max(windows.get(gauge) ?? 0, needed));
    }
  }
  return {
    windowMs: (gauge) => windows.get(gauge) ?? 0,
    keepLevelsMs: ({ alarmKey }) => reachMs + (lookBackMs.get(alarmKey) ?? 0),
  };
}
