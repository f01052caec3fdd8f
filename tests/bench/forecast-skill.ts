import { hourMs, minuteMs } from "../../domain/clock.ts";
import { scoreAlerts, type Verdict } from "../../rules/skill/score-alerts.ts";
import { type Skill, skillOf } from "../../rules/skill/skill.ts";
import { alertsOf, type Warner } from "../../rules/skill/warner.ts";
import { forecastWarner, lowerMarkWarner, type Marks, straightLineWarner } from "../../rules/skill/warners.ts";
import { missing } from "../support/shared.ts";
import { type SkillTrial, skillTrials } from "./skill-trials.ts";

/** Who is held against whom, with the names of the tables. */
export const warnersByName: Readonly<Record<string, (marks: Marks) => Warner>> = {
  forecast: forecastWarner,
  "lower mark": (marks) => lowerMarkWarner(marks, 0),
  "lower mark, 1 h to clear": (marks) => lowerMarkWarner(marks, hourMs),
  "straight line, 1 h ahead": (marks) => straightLineWarner(marks, hourMs, 0),
  "straight line, 1 h ahead, 1 h to clear": (marks) => straightLineWarner(marks, hourMs, hourMs),
  "straight line, 6 h ahead, 1 h to clear": (marks) => straightLineWarner(marks, 6 * hourMs, hourMs),
};

/** What one warner did on one gauge. */
export function judge(warnerOf: (marks: Marks) => Warner, trial: SkillTrial): Verdict {
  const { times, valuesM } = trial.series;
  const alerts = alertsOf(warnerOf(trial), times, valuesM);
  return scoreAlerts({ times, values: valuesM, mark: trial.markM, alerts, reportingIntervalMs: trial.intervalMs });
}

const columns = "| events | hits | alerts | false | POD | FAR | CSI | lead p10 / p50 / p90, min |";

function line(names: readonly string[], skill: Skill): string {
  const { p10, p50, p90 } = skill.leadMs;
  const ratios = [skill.pod, skill.far, skill.csi].map((ratio) => (Number.isNaN(ratio) ? "-" : ratio.toFixed(2)));
  const leads = Number.isNaN(p50) ? "-" : [p10, p50, p90].map((lead) => Math.round(lead / minuteMs)).join(" / ");
  const counts = [skill.events, skill.hits, skill.alerts, skill.falseAlarms];
  return `| ${[...names, ...counts, ...ratios, leads].join(" | ")} |`;
}

function printTable(
  title: string,
  trials: readonly SkillTrial[],
  keyOf: (trial: SkillTrial) => string,
  names: string[],
) {
  console.log(
    `\n## ${title}\n\n| gauges | warner ${columns}\n| --- | --- ${columns.replace(/[^|]+/g, " --- ").trim()}`,
  );
  const groups = Map.groupBy(trials, keyOf);
  for (const [key, group] of groups) {
    for (const name of names) {
      const warnerOf = warnersByName[name] as (marks: Marks) => Warner;
      console.log(line([key, name], skillOf(group.map((trial) => judge(warnerOf, trial)))));
    }
  }
}

/** One line each for what the forecast got wrong: how far the water came, and when. */
function printWrongs(trials: readonly SkillTrial[]) {
  console.log(
    "\n## What the forecast got wrong\n\n| gauges | station | what | began | what happened |\n| --- | --- | --- | --- | --- |",
  );
  for (const trial of trials) {
    const { times, valuesM, station } = trial.series;
    const verdict = judge(forecastWarner, trial);
    const row = (what: string, at: number, words: string) =>
      console.log(`| ${trial.set} | ${station} | ${what} | ${new Date(at).toISOString().slice(0, 16)} | ${words} |`);
    for (const { startedAt, endedAt } of verdict.falseAlarms) {
      const from = times.indexOf(startedAt);
      let bestM = Number.NEGATIVE_INFINITY;
      for (let index = from; index < times.length && (times[index] as number) <= endedAt; index++) {
        bestM = Math.max(bestM, valuesM[index] as number);
      }
      const cm = (levelM: number) => Math.round((trial.markM - levelM) * 100);
      row(
        "false alarm",
        startedAt,
        `from ${cm(valuesM[from] as number)} cm below the mark to ${cm(bestM)} cm below it`,
      );
    }
    for (const { crossedAt, leadMs, isHit } of verdict.events) {
      if (isHit) continue;
      const index = times.indexOf(crossedAt);
      const gapMin = Math.round((crossedAt - (times[index - 1] ?? crossedAt)) / minuteMs);
      row(
        "miss",
        crossedAt,
        `${leadMs === null ? "no alert in time" : `lead ${leadMs / minuteMs} min`}, ${gapMin} min since the value before`,
      );
    }
  }
}

function print() {
  const trials = skillTrials();
  if (trials === null) return missing("the recorded water levels");
  const all = Object.keys(warnersByName);
  const short = ["forecast", "lower mark", "straight line, 1 h ahead"];
  printTable("By data set", trials, ({ set }) => set, all);
  const rivers = trials.filter(({ set }) => set.startsWith("Hub'Eau"));
  printTable("By storm", rivers, ({ series }) => series.storm, short);
  printTable("By station", rivers, ({ series }) => series.station, short);
  printWrongs(
    trials.filter(({ set }) => set.startsWith("Hub'Eau") || set === "Plumtree 3 ft" || set.startsWith("Dead")),
  );
}

if (import.meta.main) print();
