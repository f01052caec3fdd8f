import { isConfirmation } from "../domain/alarms/live-level.ts";
import type { City } from "../domain/city/city.ts";
import type { AlarmKey, GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Entry, Input } from "../domain/inputs/input.ts";
import type { JournalledObservation } from "../domain/observations/observation.ts";
import { startOfLog } from "../domain/position.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { ruleTestTexts } from "../locales/rule-tests.ts";
import { sharedTexts, thingNames } from "../locales/shared.ts";
import { stepList } from "../processor/decide.ts";
import { type Found, newDraft } from "../processor/draft.ts";
import { inputOf } from "../processor/inputs.ts";
import { replay } from "../processor/replay.ts";
import { observeStep } from "../processor/steps/observe.ts";
import { ruleSteps } from "../processor/steps.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import { RuleEngine } from "../rules/engine/engine.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import type { RulesSettings } from "../rules/language/settings.ts";
import { compareRuleTest, type RuleTestFailure, type RuleTestMove } from "./compare-rule-test.ts";
import { type RuleTestProblem, ruleTestRows } from "./rule-test-rows.ts";
import type { RuleTest } from "./rule-test-schema.ts";
import { testTime } from "./test-time.ts";

/** What a test runs in: a city, its rules and the settings of the hub. */
export interface RuleTestWorld {
  readonly city: City;
  readonly rules: readonly Rule[];
  readonly settings: RulesSettings;
}

export interface RuleTestOutcome {
  /** What does not fit the city; the test was then not run. */
  readonly problems: readonly RuleTestProblem[];
  /** Every move of every alarm, in order. */
  readonly moves: readonly RuleTestMove[];
  readonly failures: readonly RuleTestFailure[];
}

/** Runs a test through the steps that run live, on a clock of its own. Pure. */
export function runRuleTest(ruleTest: RuleTest, world: RuleTestWorld): RuleTestOutcome {
  const city = withThresholds(world.city, ruleTest);
  const keys = new Map([...city.gauges.keys()].map((id, index): [GaugeId, GaugeKey] => [id, index as GaugeKey]));
  const { rows, problems: badRows } = ruleTestRows(ruleTest, city, keys);
  const rules = ruleTest.rules === "all" ? world.rules : world.rules.filter((rule) => ruleTest.rules.includes(rule.id));
  const problems = [...badRows, ...strayThresholds(ruleTest, city), ...strayRules(ruleTest, world.rules, rules)];
  if (problems.length > 0) return { problems, moves: [], failures: [] };
  // Rules may be made of others, so all of them run; a test is about its own rules and the gauges it names.
  const { alarms } = bindRules(world.rules, city, keys);
  const given = new Set(Object.keys(ruleTest.readings).map((id) => keys.get(id as GaugeId)));
  const ids = new Set(rules.map(({ id }) => id));
  const isTested = new Set<AlarmKey>(
    alarms
      .filter(({ rule, inputs }) => ids.has(rule.id) && inputs.some(({ gauge }) => given.has(gauge)))
      .map(({ alarmKey }) => alarmKey),
  );
  const moves: RuleTestMove[] = [];
  const observe = observeStep(({ found }) => moves.push(...movesIn(found, isTested)));
  const engine = new RuleEngine(alarms, world.settings);
  const { lateAfterMs } = world.settings;
  const judging = ruleSteps({ city, keys, engine, lateAfterMs, isChecked: ruleTest.quality === "on" });
  const steps = [...judging, observe];
  replay(stepList(steps), inputsOf(ruleTest, rows), newDraft(startOfLog, Number.NEGATIVE_INFINITY));
  moves.sort((a, b) => a.at - b.at);
  return { problems, moves, failures: compareRuleTest(ruleTest, moves) };
}

/** The test as the log would have it: the hub's start, then readings and changes of mode in order, then the end of time. */
function* inputsOf(ruleTest: RuleTest, rows: readonly JournalledObservation[]): Generator<Input> {
  const startMs = Date.parse(ruleTest.start);
  const modes = Object.entries(ruleTest.modes)
    .map(([when, mode]) => ({ mode, at: testTime(when, startMs) }))
    .sort((a, b) => a.at - b.at);
  let entrySeq = 0;
  const enter = (entry: Entry, at: number): Input => inputOf({ entrySeq: ++entrySeq, afterRow: 0, at, entry });
  const modeAt = ({ mode, at }: (typeof modes)[number]): Input => enter({ kind: "mode-set", mode, by: null }, at);
  yield enter({ kind: "hub-started", countedUpTo: null }, startMs);
  for (const row of rows) {
    for (let next = modes[0]; next !== undefined && next.at <= row.receivedAt; next = modes[0]) {
      yield modeAt(next);
      modes.shift();
    }
    yield { kind: "row", row };
  }
  for (const mode of modes) yield modeAt(mode);
  const last = rows.at(-1)?.receivedAt ?? startMs;
  const until = ruleTest.until === undefined ? last : testTime(ruleTest.until, startMs);
  yield { kind: "tick", at: Math.max(last, until), isAfterRows: true };
}

function movesIn({ transitions, missedPeaks }: Found, isTested: ReadonlySet<AlarmKey>): readonly RuleTestMove[] {
  return [
    ...transitions
      .filter((transition) => !isConfirmation(transition))
      .map(({ at, alarmKey, ruleId, from, to }): RuleTestMove => {
        return { at, alarmKey, ruleId, what: { kind: "moved", from: from ?? "none", to: to ?? "none" } };
      }),
    ...missedPeaks.map(({ at, alarmKey, ruleId, level }): RuleTestMove => {
      return { at, alarmKey, ruleId, what: { kind: "missed", level } };
    }),
  ].filter(({ alarmKey }) => isTested.has(alarmKey));
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
      wanted: fill(sharedTexts["id-of-city"], { what: thingNames.gauge }),
      got: id,
      known: [...city.gauges.keys()],
    }));
}

function strayRules(ruleTest: RuleTest, all: readonly Rule[], judging: readonly Rule[]): readonly RuleTestProblem[] {
  const allIds = all.map((rule) => rule.id as string);
  const judgingIds = judging.map((rule) => rule.id as string);
  const listed = ruleTest.rules === "all" ? [] : ruleTest.rules;
  const problem = (
    path: RuleTestProblem["path"],
    wanted: BilingualText,
    got: string,
    known: readonly string[],
  ): RuleTestProblem[] => (known.includes(got) ? [] : [{ path, wanted, got, known }]);
  const rule = fill(sharedTexts["id-of-city"], { what: thingNames.rule });
  const judge = ruleTestTexts["wanted.judging-rule"];
  return [
    ...listed.flatMap((id, index) => problem(["rules", index], rule, id, allIds)),
    ...ruleTest.expect.flatMap(({ alarm }, index) =>
      problem(["expect", index, "alarm"], judge, ruleOf(alarm), judgingIds),
    ),
    ...ruleTest.never.flatMap((absence, index) =>
      typeof absence === "string"
        ? problem(["never", index], judge, ruleOf(absence), judgingIds)
        : problem(["never", index, "alarm"], judge, ruleOf(absence.alarm), judgingIds),
    ),
  ];
}

function ruleOf(alarm: string): string {
  return alarm.split("|")[0] ?? alarm;
}
