import { parseArgs } from "node:util";
import { alertsOf } from "../../backtest/skill/baseline.ts";
import { forecastBaseline } from "../../backtest/skill/baselines.ts";
import { scoreAlerts } from "../../backtest/skill/score-alerts.ts";
import { type Skill, skillOf } from "../../backtest/skill/skill.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { seeded } from "../support/seeded.ts";
import { missing } from "../support/shared.ts";
import { evolve } from "./evolve.ts";
import { judge } from "./forecast-skill.ts";
import { addOtherGauges, type GaugeTerms, gaugeTerms, termNames, termsAValue } from "./gauge-terms.ts";
import { skillTrials } from "./skill-trials.ts";

/**
 * How far an alarm gets that is free to weigh all that one gauge's past says: a sum of terms whose weights are searched for
 * until the alarm scores best by the words of docs/skill.md, on one half of the gauges or one storm, and then judged on the other.
 * `node tests/bench/forecast-limit.ts [--set Hub] [--seed 1] [--generations 100]`; minutes, and nothing is written.
 */
const { values: options } = parseArgs({
  options: {
    set: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    generations: { type: "string", default: "100" },
  },
});

/** What docs/skill.md wants of each data set: half the lower mark's FAR, and its lead. */
const bars = [
  { set: "Hub'Eau median + 1 m", far: 0.37, leadMin: 150 },
  { set: "FloodNet 4 in, dry between", far: 0.24, leadMin: 22 },
  { set: "Plumtree 3 ft", far: 0.4, leadMin: 20 },
] as const;

type Bar = (typeof bars)[number];

/** Nearly the present rule: the weights of its two rises and of its lateness. Last come the bias and how far below zero clears. */
const start = [0, 0, 0.5, 0.5, 0, 0, 0, -1, ...new Array(termsAValue - 8).fill(0), Math.log(4), 1.4];
const spread = [...new Array(termsAValue).fill(0.4), 0.5, 0.4];

/** The skill of an alarm raised where the weighed sum comes above zero, with an hour to clear. */
function skillOfWeights(gauges: readonly GaugeTerms[], numbers: readonly number[]): Skill {
  const clear = -Math.abs(numbers[termsAValue + 1] as number);
  return skillOf(
    gauges.map((gauge) => {
      const { times, valuesM } = gauge.trial.series;
      let index = 0;
      const signal = () => signalAt(gauge, index++, numbers);
      const baseline = { raise: 0, reset: clear, offDelayMs: hourMs, start: () => signal };
      const alerts = alertsOf(baseline, times, valuesM);
      const { markM: mark, intervalMs } = gauge.trial;
      return scoreAlerts({ times, values: valuesM, mark, alerts, reportingIntervalMs: intervalMs });
    }),
  );
}

function signalAt({ terms, known }: GaugeTerms, index: number, numbers: readonly number[]): number {
  const certain = known[index] as number;
  if (certain !== 0) return certain * 1e3;
  let sum = numbers[termsAValue] as number;
  for (let term = 0; term < termsAValue; term++)
    sum += (numbers[term] as number) * (terms[index * termsAValue + term] as number);
  return sum;
}

/** Less is better: lead bought with no more false alarms than wanted and no fewer floods than nine in ten. */
function lossOf({ pod, far, leadMs }: Skill, bar: Bar): number {
  const lead = Math.min(leadMs.p50 / minuteMs / bar.leadMin, 1.1) || 0;
  return 30 * Math.max(0, 0.905 - pod) + 6 * Math.max(0, far - bar.far + 0.005) - lead;
}

/** The gauges of one data set, and what is wanted there. */
interface Part {
  readonly bar: Bar;
  readonly gauges: readonly GaugeTerms[];
}

/** Weights that score best on all these parts at once. */
function searched(parts: readonly Part[]): readonly number[] {
  const random = seeded(Number(options.seed));
  return evolve({ start, spread, generations: Number(options.generations), random }, (numbers) => {
    const losses = parts.map(({ bar, gauges }) => lossOf(skillOfWeights(gauges, numbers), bar));
    const far = start.slice(0, termsAValue).map((from, at) => ((numbers[at] as number) - from) ** 2);
    return [...losses, ...far.map((each) => each / 100)].reduce((sum, each) => sum + each, 0);
  });
}

function words({ events, pod, far, leadMs }: Skill): string {
  return `${events} events, POD ${pod.toFixed(2)}, FAR ${far.toFixed(2)}, ${Math.round(leadMs.p50 / minuteMs)} min`;
}

/** How to part the gauges; one that has no other part is learnt from and judged by itself. */
interface Split {
  readonly name: string;
  readonly isLearnt: (gauge: GaugeTerms, all: readonly GaugeTerms[]) => boolean;
}

const splits: readonly Split[] = [
  { name: "the same", isLearnt: () => true },
  { name: "the odd gauges, learnt on the even", isLearnt: (gauge, all) => placeOf(gauge, all) % 2 === 0 },
  { name: "the even gauges, learnt on the odd", isLearnt: (gauge, all) => placeOf(gauge, all) % 2 === 1 },
  { name: "the second storm, learnt on the first", isLearnt: (gauge, all) => stormOf(gauge) === stormOf(all[0]) },
  { name: "the first storm, learnt on the second", isLearnt: (gauge, all) => stormOf(gauge) !== stormOf(all[0]) },
];

function placeOf({ trial }: GaugeTerms, all: readonly GaugeTerms[]): number {
  return [...new Set(all.map((each) => each.trial.series.station))].sort().indexOf(trial.series.station);
}

function stormOf(gauge: GaugeTerms | undefined): string | undefined {
  return gauge?.trial.series.storm;
}

function study(parts: readonly Part[], seen: string): void {
  for (const { name, isLearnt } of splits) {
    const learnt = parts.map(({ bar, gauges }) => ({ bar, gauges: gauges.filter((each) => isLearnt(each, gauges)) }));
    const isWhole = (part: Part, at: number) => part.gauges.length === parts[at]?.gauges.length;
    if (name !== "the same" && learnt.every((part, at) => isWhole(part, at) || part.gauges.length === 0)) continue;
    const numbers = searched(learnt.map((part, at) => (part.gauges.length === 0 ? (parts[at] as Part) : part)));
    for (const [at, { bar, gauges }] of parts.entries()) {
      const others = gauges.filter((gauge) => !learnt[at]?.gauges.includes(gauge));
      const judged = others.length === 0 ? gauges : others;
      const asItStands = skillOf(judged.map(({ trial }) => judge(forecastBaseline, trial)));
      console.log(`${seen}, judged on ${name}: ${bar.set}: ${words(skillOfWeights(judged, numbers))}`);
      console.log(`  as the forecast stands: ${words(asItStands)}`);
    }
    console.log(`  ${termNames.map((term, at) => `${term} ${(numbers[at] as number).toFixed(2)}`).join(", ")}`);
  }
}

function run() {
  const trials = skillTrials();
  if (trials === null) return missing("the recorded water levels");
  const parts = bars
    .filter(({ set }) => set.includes(options.set))
    .map((bar): Part => ({ bar, gauges: trials.filter(({ set }) => set === bar.set).map(gaugeTerms) }));
  if (parts.length > 1) study(parts, "all sets at once");
  for (const part of parts) study([part], "one set alone");
  const [rivers] = parts;
  if (rivers?.bar !== bars[0]) return;
  addOtherGauges(rivers.gauges);
  study([rivers], "one set alone, knowing how many other gauges rise");
}

run();
