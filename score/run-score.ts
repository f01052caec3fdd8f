import type { City } from "../domain/city/city.ts";
import type { Mark } from "./marks/mark.ts";
import { type Failure, failuresOf } from "./metrics/answer-kinds.ts";
import { type BlindStretch, type BlindTotals, blindStretches, blindTotals } from "./metrics/blindness.ts";
import { type Criteria, criteriaOf } from "./metrics/criteria.ts";
import { type Crossing, crossingsOf } from "./metrics/crossings.ts";
import { type CaseWay, caseWays, type Delays, delaysOf } from "./metrics/delays.ts";
import { type DoubledCase, doubledCases } from "./metrics/doubled-cases.ts";
import { type AlarmTruth, type JudgedAlarm, judgeAlarms } from "./metrics/false-alarms.ts";
import { type LevelScore, levelScores } from "./metrics/level-scores.ts";
import { type PageTotals, pageTotals } from "./metrics/pages.ts";
import { type ReadingTotals, readingTotals } from "./metrics/reading-totals.ts";
import { alarmSpans } from "./outcome/alarm-spans.ts";
import type { HubOutcome } from "./outcome/hub-outcome.ts";
import type { Truth, TruthScenario } from "./truth/truth.ts";

/** A run of a scenario, and what is needed to hold the hub against it. */
export interface RunToScore {
  readonly truth: Truth;
  readonly outcome: HubOutcome;
  readonly city: City;
  readonly marks: readonly Mark[];
  /** Messages that the hub acknowledged; null where the run did not count them. */
  readonly acknowledged: number | null;
}

/** How a hub did in one run: totals, and what they are made of. */
export interface RunScore {
  readonly scenario: TruthScenario;
  /** Stations and gauges that the truth speaks of. */
  readonly stations: number;
  readonly gauges: number;
  readonly totals: ScoreTotals;
  readonly crossings: readonly Crossing[];
  readonly failures: readonly Failure[];
  readonly alarms: readonly JudgedAlarm[];
  /** Of important gauges. */
  readonly blind: readonly BlindStretch[];
  /** Of all gauges. */
  readonly allBlind: readonly BlindStretch[];
  readonly doubled: readonly DoubledCase[];
  readonly ways: readonly CaseWay[];
}

/** The figures of a run, as JSON and docs/score.md have them. */
export interface ScoreTotals {
  readonly criteria: Criteria;
  readonly levels: readonly LevelScore[];
  /** Alarms by what the truth says of them. */
  readonly alarms: Readonly<Record<AlarmTruth, number>>;
  readonly blind: { readonly important: BlindTotals; readonly silent: BlindTotals; readonly heard: BlindTotals };
  readonly cases: { readonly opened: number; readonly doubledAtOnce: number; readonly doubledInEpisode: number };
  readonly warnings: { readonly drafted: number; readonly issued: number };
  readonly pages: PageTotals;
  readonly delays: Delays;
  readonly readings: ReadingTotals;
}

/** Gauges of stations from this importance on are important: 2 important, 3 lives at risk. */
const leastImportance = 2;

/** Holds what a hub did against what was true. Pure: the same run, the same score. */
export function scoreRun(run: RunToScore): RunScore {
  const { truth, outcome, city, marks } = run;
  const { cases, calls } = outcome;
  const spans = alarmSpans(outcome.transitions);
  const crossings = crossingsOf({ truth, marks, spans, cases, calls });
  const allBlind = blindStretches(truth, city, spans);
  const blind = allBlind.filter(({ importance }) => importance >= leastImportance);
  const alarms = judgeAlarms(truth, marks, spans);
  const doubled = doubledCases(truth, marks, cases);
  const ways = caseWays({ cases, calls, crossings, spans });
  const found = { crossings, alarms, blind, allBlind, doubled, ways };
  return {
    scenario: truth.scenario,
    stations: new Set([...truth.water.keys()].map((id) => city.gauges.get(id)?.stationId)).size,
    gauges: truth.water.size,
    totals: totalsOf(run, found),
    failures: failuresOf(crossings, allBlind),
    ...found,
  };
}

function totalsOf(
  { truth, outcome, city, acknowledged }: RunToScore,
  {
    crossings,
    alarms,
    blind,
    doubled,
    ways,
  }: Omit<RunScore, "scenario" | "stations" | "gauges" | "totals" | "failures">,
): ScoreTotals {
  const { cases, calls, notices, warnings } = outcome;
  const { startsAt: from, endsAt: to } = truth.scenario;
  const readings = readingTotals(truth, { city, readings: outcome.readings, acknowledged });
  const judged = (kind: AlarmTruth): number => alarms.filter((alarm) => alarm.truth === kind).length;
  const doubledBy = (how: DoubledCase["how"]): number => doubled.filter((each) => each.how === how).length;
  return {
    criteria: criteriaOf({ city, crossings, blind, readings }),
    levels: levelScores(crossings),
    alarms: {
      true: judged("true"),
      "too-grave": judged("too-grave"),
      false: judged("false"),
      "not-judged": judged("not-judged"),
    },
    blind: {
      important: blindTotals(blind),
      silent: blindTotals(blind.filter(({ isHeard }) => !isHeard)),
      heard: blindTotals(blind.filter(({ isHeard }) => isHeard)),
    },
    cases: {
      opened: cases.length,
      doubledAtOnce: doubledBy("at-once"),
      doubledInEpisode: doubledBy("one-episode"),
    },
    warnings: { drafted: warnings.length, issued: warnings.filter(({ issuedAt }) => issuedAt !== null).length },
    pages: pageTotals(calls, notices, { from, to }),
    delays: delaysOf(ways),
    readings,
  };
}
