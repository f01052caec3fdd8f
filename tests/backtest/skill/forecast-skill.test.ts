import { describe, expect, test } from "vitest";
import { alertsOf, type Baseline } from "../../../backtest/skill/baseline.ts";
import { forecastBaseline, forecastRule, type Marks } from "../../../backtest/skill/baselines.ts";
import type { AlertScore } from "../../../backtest/skill/score-alerts.ts";
import { type Skill, skillOf } from "../../../backtest/skill/skill.ts";
import { dayMs, minuteMs } from "../../../domain/clock.ts";
import { baselinesByName, judge } from "../../bench/forecast-skill.ts";
import { type SkillTrial, skillTrials } from "../../bench/skill-trials.ts";
import { missing } from "../../support/shared.ts";

const trials = skillTrials();
if (trials === null) missing("the recorded water levels, so the forecast's skill is not proved here");

const rivers = "Hub'Eau median + 1 m";
const streets = "FloodNet 4 in, dry between";

/** What a baseline scores on the trials picked. */
function skill(baselineOf: (marks: Marks) => Baseline, isPicked: (trial: SkillTrial) => boolean): Skill {
  return skillOf((trials ?? []).filter(isPicked).map((trial): AlertScore => judge(baselineOf, trial)));
}

function named(name: string): (marks: Marks) => Baseline {
  return baselinesByName[name] as (marks: Marks) => Baseline;
}

const lowerMark = named("lower mark");
const straightLine = named("straight line, 1 h ahead");

describe.skipIf(trials === null)("forecast on recorded water, one setting for all", () => {
  test("on 91 river floods finds 9 in 10 with half the lower mark's false-alarm ratio, under 0.6 of the straight line's", () => {
    const isRiver = ({ set }: SkillTrial) => set === rivers;
    const forecast = skill(forecastBaseline, isRiver);
    expect(forecast.events).toBe(91);
    expect(forecast.pod).toBeGreaterThanOrEqual(0.9);
    expect(forecast.far).toBeLessThanOrEqual(skill(lowerMark, isRiver).far / 2);
    expect(forecast.far).toBeLessThanOrEqual(skill(straightLine, isRiver).far * 0.6);
    expect(forecast.leadMs.p50).toBeGreaterThan(2 * skill(straightLine, isRiver).leadMs.p50);
    // Falls short of the lower mark's 150 min over the 59 % of floods that one warns of; docs/skill.md says by how much.
    expect(forecast.leadMs.p50).toBeGreaterThanOrEqual(120 * minuteMs);
  });

  test.each(["2020-01_storm_gloria", "2020-04_spring"])("holds in each storm: %s", (storm) => {
    const isStorm = ({ set, series }: SkillTrial) => set === rivers && series.storm === storm;
    const forecast = skill(forecastBaseline, isStorm);
    expect(forecast.pod).toBeGreaterThanOrEqual(0.89);
    expect(forecast.far).toBeLessThanOrEqual(skill(lowerMark, isStorm).far / 2);
  });

  test("on a flashy stream finds 12 of 13 with no more false alarms and no less lead than the lower mark", () => {
    const isStream = ({ set }: SkillTrial) => set === "Plumtree 3 ft";
    const forecast = skill(forecastBaseline, isStream);
    const baseline = skill(lowerMark, isStream);
    expect(forecast.pod).toBeGreaterThanOrEqual(0.9);
    expect(forecast.pod).toBeGreaterThan(baseline.pod);
    expect(forecast.far).toBeLessThan(baseline.far);
    expect(forecast.leadMs.p50).toBeGreaterThanOrEqual(baseline.leadMs.p50);
  });

  test("on the streets of New York finds 95 in 100 with three quarters of the false-alarm ratio of any water at all", () => {
    const isStreet = ({ set }: SkillTrial) => set === streets;
    const forecast = skill(forecastBaseline, isStreet);
    expect(forecast.events).toBe(703);
    expect(forecast.pod).toBeGreaterThanOrEqual(0.95);
    expect(forecast.far).toBeLessThan(skill(lowerMark, isStreet).far * 0.75);
    expect(forecast.leadMs.p50).toBeGreaterThanOrEqual(12 * minuteMs);
  });

  test("is not flattered by records of floods only: between two of them an alarm ends", () => {
    const longest = (set: string) =>
      Math.max(
        ...(trials ?? [])
          .filter((trial) => trial.set === set)
          .flatMap((trial) => alertsOf(forecastBaseline(trial), trial.series.times, trial.series.valuesM))
          .map(({ startedAt, endedAt }) => endedAt - startedAt)
          .filter(Number.isFinite),
      );
    expect(longest(streets)).toBeLessThan(7 * dayMs);
    expect(longest("FloodNet 4 in")).toBeGreaterThan(100 * dayMs);
  });

  test("says nothing in a month without a flood", () => {
    const quiet = skill(forecastBaseline, ({ set }) => set.startsWith("Calder"));
    expect(quiet).toMatchObject({ events: 0, alerts: 0 });
  });

  test("is found out when it is made blind, late or nervous", () => {
    const isRiver = ({ set }: SkillTrial) => set === rivers;
    const blind = skill((marks) => ({ ...forecastBaseline(marks), raise: 2 }), isRiver);
    expect(blind.pod).toBe(0);
    const late = skill(({ markM, lowerMarkM }) => forecastBaseline({ markM: markM + 0.5, lowerMarkM }), isRiver);
    expect(late.pod).toBeLessThan(0.9);
    const nervous = skill(
      (marks) => ({ ...forecastBaseline(marks), raise: forecastRule.raise / 4, reset: 0.1 }),
      isRiver,
    );
    expect(nervous.far).toBeGreaterThan(skill(lowerMark, isRiver).far / 2);
  });
});
