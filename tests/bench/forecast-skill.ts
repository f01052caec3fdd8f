import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alertsOf, type Baseline } from "../../backtest/skill/baseline.ts";
import {
  forecastBaseline,
  lowerMarkBaseline,
  type Marks,
  straightLineBaseline,
} from "../../backtest/skill/baselines.ts";
import { type Alert, type AlertScore, type FloodEvent, scoreAlerts } from "../../backtest/skill/score-alerts.ts";
import { type Skill, skillOf } from "../../backtest/skill/skill.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { missing } from "../support/shared.ts";
import { calibrate } from "./forecast-calibration.ts";
import { type SkillTrial, skillTrials } from "./skill-trials.ts";

/** The forecast and the baselines that it is compared with, by their names in the tables. */
export const baselinesByName: Readonly<Record<string, (marks: Marks) => Baseline>> = {
  forecast: forecastBaseline,
  "lower mark": (marks) => lowerMarkBaseline(marks, 0),
  "lower mark, 1 h to clear": (marks) => lowerMarkBaseline(marks, hourMs),
  "straight line, 1 h ahead": (marks) => straightLineBaseline(marks, hourMs, 0),
  "straight line, 1 h ahead, 1 h to clear": (marks) => straightLineBaseline(marks, hourMs, hourMs),
  "straight line, 6 h ahead, 1 h to clear": (marks) => straightLineBaseline(marks, 6 * hourMs, hourMs),
};

/** Scores a baseline on one gauge. */
export function judge(baselineOf: (marks: Marks) => Baseline, trial: SkillTrial): AlertScore {
  const { times, valuesM } = trial.series;
  const alerts = alertsOf(baselineOf(trial), times, valuesM);
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

function table(title: string, trials: readonly SkillTrial[], keyOf: (trial: SkillTrial) => string, names: string[]) {
  const lines = [
    `### ${title}`,
    "",
    `| gauges | forecast or baseline ${columns}`,
    `| --- | --- ${columns.replace(/[^|]+/g, " --- ").trim()}`,
  ];
  for (const [key, group] of Map.groupBy(trials, keyOf)) {
    for (const name of names) {
      const baselineOf = baselinesByName[name] as (marks: Marks) => Baseline;
      lines.push(line([key, name], skillOf(group.map((trial) => judge(baselineOf, trial)))));
    }
  }
  return [...lines, ""];
}

/** How often what was called likely came, and came within the band. */
function calibrationTable(trials: readonly SkillTrial[]) {
  const lines = [
    "### Whether the chance was a chance",
    "",
    "| gauges | 0.05-0.2 | 0.2-0.4 | 0.4-0.6 | 0.6-0.8 | 0.8-1 | crossing within the band of minutes |",
    "| --- | --- | --- | --- | --- | --- | --- |",
  ];
  for (const [set, group] of Map.groupBy(trials, (trial) => trial.set)) {
    const { said, came, banded, inBand } = calibrate(group);
    const came5 = said.map((count, fifth) =>
      count === 0 ? "-" : `${((came[fifth] as number) / count).toFixed(2)} of ${count}`,
    );
    lines.push(
      `| ${[set, ...came5, banded === 0 ? "-" : `${(inBand / banded).toFixed(2)} of ${banded}`].join(" | ")} |`,
    );
  }
  return [...lines, ""];
}

/** One line each for what the forecast got wrong: how near the water came, and when. */
function wrongs(trials: readonly SkillTrial[]) {
  const lines = [
    "### What the forecast got wrong",
    "",
    "| gauges | station | what | at | how it looked |",
    "| --- | --- | --- | --- | --- |",
  ];
  for (const trial of trials) {
    const row = (what: string, at: number, words: string) =>
      lines.push(
        `| ${trial.set} | ${trial.series.station} | ${what} | ${new Date(at).toISOString().slice(0, 16)} | ${words} |`,
      );
    const score = judge(forecastBaseline, trial);
    for (const alert of score.falseAlarms) row("false alarm", alert.startedAt, falseAlarmWords(trial, alert));
    for (const event of score.events) if (!event.isHit) row("miss", event.crossedAt, missWords(trial, event));
  }
  return [...lines, ""];
}

function falseAlarmWords({ series: { times, valuesM }, markM }: SkillTrial, { startedAt, endedAt }: Alert): string {
  const from = times.indexOf(startedAt);
  const during = valuesM.filter((_, index) => index >= from && (times[index] as number) <= endedAt);
  const cm = (levelM: number) => Math.round((markM - levelM) * 100);
  return `began ${cm(during[0] as number)} cm below the mark, came to ${cm(Math.max(...during))} cm below it`;
}

function missWords({ series: { times } }: SkillTrial, { crossedAt, leadMs }: FloodEvent): string {
  const gapMs = crossedAt - (times[times.indexOf(crossedAt) - 1] ?? crossedAt);
  if (gapMs > 2 * hourMs) return `crossed during ${Math.round(gapMs / hourMs)} h without a value`;
  return leadMs === null ? "no alert, or one that began more than 6 h before" : `lead of ${leadMs / minuteMs} min`;
}

const command = "npm exec -c 'node tests/bench/forecast-skill.ts --write'";
const marker = `<!-- What follows is written by \`${command}\`. -->`;

function print() {
  const trials = skillTrials();
  if (trials === null) return missing("the recorded water levels");
  const short = ["forecast", "lower mark", "straight line, 1 h ahead"];
  const rivers = trials.filter(({ set }) => set.startsWith("Hub'Eau"));
  const streams = trials.filter(({ set }) => set === "Plumtree 3 ft" || set === "Dead Run 3 ft");
  const tables = [
    ...table("By data set", trials, ({ set }) => set, Object.keys(baselinesByName)),
    ...table("By storm", rivers, ({ series }) => series.storm, short),
    ...calibrationTable(trials),
  ];
  const details = [
    ...table("By station", rivers, ({ series }) => series.station, short),
    ...wrongs([...streams, ...rivers]),
  ];
  if (!process.argv.includes("--write")) {
    console.log([...tables, ...details].join("\n"));
    return;
  }
  const docs = join(import.meta.dirname, "..", "..", "docs");
  const page = join(docs, "skill.md");
  const [written = ""] = readFileSync(page, "utf8").split(marker);
  writeFileSync(page, [written.trimEnd(), "", marker, "", ...tables].join("\n"));
  const title = [
    "# Skill, gauge by gauge",
    "",
    "The words and the whole picture: [skill.md](skill.md).",
    "",
    marker,
    "",
  ];
  writeFileSync(join(docs, "skill-by-gauge.md"), [...title, ...details].join("\n"));
}

if (import.meta.main) print();
