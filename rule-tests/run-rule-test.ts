import type { City } from "../domain/city/city.ts";
import type { AlarmKey, GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Mode } from "../domain/mode.ts";
import { bindQuality } from "../quality/bind-quality.ts";
import { QualityGate } from "../quality/quality-gate.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import { type Findings, RuleEngine } from "../rules/engine/engine.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import type { RulesSettings } from "../rules/language/settings.ts";
import { compareRuleTest, type RuleTestFailure, type RuleTestMove } from "./compare-rule-test.ts";
import { type RuleTestProblem, ruleTestRows } from "./rule-test-rows.ts";
import type { RuleTest } from "./rule-test-schema.ts";
import { testTime } from "./test-time.ts";

/** The world a story is told in: a city, its rules and the settings of the hub. */
export interface RuleTestWorld {
  readonly city: City;
  readonly rules: readonly Rule[];
  readonly settings: RulesSettings;
}

export interface RuleTestOutcome {
  /** What does not fit the city; the story was then not run. */
  readonly problems: readonly RuleTestProblem[];
  /** Every move of every alarm, in order. */
  readonly moves: readonly RuleTestMove[];
  readonly failures: readonly RuleTestFailure[];
}

/** Runs a story through the engine that runs live, on a clock of its own. Pure. */
export function runRuleTest(story: RuleTest, world: RuleTestWorld): RuleTestOutcome {
  const { settings } = world;
  const city = withThresholds(world.city, story);
  const keys = new Map([...city.gauges.keys()].map((id, index): [GaugeId, GaugeKey] => [id, index as GaugeKey]));
  const { rows, problems: badRows } = ruleTestRows(story, city, keys);
  const rules = story.rules === "all" ? world.rules : world.rules.filter((rule) => story.rules.includes(rule.id));
  const problems = [...badRows, ...strayThresholds(story, city), ...strayRules(story, world.rules, rules)];
  if (problems.length > 0) return { problems, moves: [], failures: [] };
  const startMs = Date.parse(story.start);
  // Rules may be made of others, so all of them run; a story is about its own rules and the gauges it names.
  const { alarms } = bindRules(world.rules, city, keys);
  const told = new Set(Object.keys(story.readings).map((id) => keys.get(id as GaugeId)));
  const ids = new Set(rules.map(({ id }) => id));
  const isTold = new Set<AlarmKey>(
    alarms
      .filter(({ rule, inputs }) => ids.has(rule.id) && inputs.some(({ gauge }) => told.has(gauge)))
      .map(({ alarmKey }) => alarmKey),
  );
  const gate = story.quality === "on" ? new QualityGate(bindQuality(city, keys)) : null;
  const engine = new RuleEngine(alarms, settings, gate);
  const moves: RuleTestMove[] = [];
  const note = (found: Findings): void => {
    for (const { at, alarmKey, ruleId, from, to } of found.transitions) {
      if (!isTold.has(alarmKey)) continue;
      moves.push({ at, alarmKey, ruleId, what: { kind: "moved", from: from ?? "none", to: to ?? "none" } });
    }
    for (const { at, alarmKey, ruleId, level } of found.missedPeaks) {
      if (!isTold.has(alarmKey)) continue;
      moves.push({ at, alarmKey, ruleId, what: { kind: "missed", level } });
    }
  };
  const enter = (change: { readonly mode: Mode; readonly at: number } | undefined): void => {
    if (change === undefined) return;
    note(engine.setMode(change.mode, change.at));
  };
  engine.start(startMs);
  const modes = Object.entries(story.modes)
    .map(([when, mode]) => ({ mode, at: testTime(when, startMs) }))
    .sort((a, b) => a.at - b.at);
  for (const row of rows) {
    while (modes[0] !== undefined && modes[0].at <= row.receivedAt) enter(modes.shift());
    note(engine.step(row));
  }
  for (const mode of modes) enter(mode);
  const last = rows.at(-1)?.receivedAt ?? startMs;
  note(engine.advanceClock(Math.max(last, story.until === undefined ? last : testTime(story.until, startMs))));
  moves.sort((a, b) => a.at - b.at);
  return { problems, moves, failures: compareRuleTest(story, moves) };
}

function withThresholds(city: City, { thresholds }: RuleTest): City {
  const gauges = new Map(city.gauges);
  for (const [id, named] of Object.entries(thresholds)) {
    const gauge = gauges.get(id as GaugeId);
    if (gauge === undefined) continue;
    const set = Object.entries(named).map(([name, value]) => [name, { value, source: "story", isDemonstration: true }]);
    gauges.set(gauge.id, { ...gauge, thresholds: { ...gauge.thresholds, ...Object.fromEntries(set) } });
  }
  return { ...city, gauges };
}

function strayThresholds({ thresholds }: RuleTest, city: City): readonly RuleTestProblem[] {
  return Object.keys(thresholds)
    .filter((id) => !city.gauges.has(id as GaugeId))
    .map((id) => ({
      path: ["thresholds", id],
      wanted: "the id of a gauge of this city",
      got: id,
      known: [...city.gauges.keys()],
    }));
}

function strayRules(story: RuleTest, all: readonly Rule[], judging: readonly Rule[]): readonly RuleTestProblem[] {
  const allIds = all.map((rule) => rule.id as string);
  const judgingIds = judging.map((rule) => rule.id as string);
  const listed = story.rules === "all" ? [] : story.rules;
  const problem = (
    path: RuleTestProblem["path"],
    wanted: string,
    got: string,
    known: readonly string[],
  ): RuleTestProblem[] => (known.includes(got) ? [] : [{ path, wanted, got, known }]);
  const rule = "the id of a rule of this city";
  const judge = "a rule that judges in this story";
  return [
    ...listed.flatMap((id, index) => problem(["rules", index], rule, id, allIds)),
    ...story.expect.flatMap(({ alarm }, index) =>
      problem(["expect", index, "alarm"], judge, ruleOf(alarm), judgingIds),
    ),
    ...story.never.flatMap((absence, index) =>
      typeof absence === "string"
        ? problem(["never", index], judge, ruleOf(absence), judgingIds)
        : problem(["never", index, "alarm"], judge, ruleOf(absence.alarm), judgingIds),
    ),
  ];
}

function ruleOf(alarm: string): string {
  return alarm.split("|")[0] ?? alarm;
}
