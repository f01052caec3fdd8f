import type { City } from "../domain/city/city.ts";
import { dayMs } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import { type Level, levels, rankOf } from "../domain/level.ts";
import { modeNames } from "../domain/mode.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import type { BoundAlarm } from "../rules/binding/bound-alarm.ts";
import { makeCondition } from "../rules/conditions/condition-kinds.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import { gaugesInScope } from "../rules/language/rule-scope.ts";
import { didYouMean } from "../yaml/nearest-word.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { GaugeOnDevice } from "./build-city.ts";
import type { Declaration } from "./city-files.ts";

export interface RulesCheckResult {
  readonly problems: readonly ConfigProblem[];
  /** Worth knowing and no mistake: `where: words`. */
  readonly notes: readonly string[];
  /** How many alarms the rules come to. */
  readonly alarms: number;
}

/** What rules are checked against besides themselves. */
export interface RulesCheckContext {
  readonly city: City;
  readonly gauges: ReadonlyMap<string, Declaration<GaugeOnDevice>>;
  /** How long observations are kept; a restart reads windows back from them. */
  readonly keepObservationsMs: number;
}

/** Binds the rules to the city's gauges and tells what does not fit, at its place in the rule file. */
export function checkRules(rules: ReadonlyMap<string, Declaration<Rule>>, check: RulesCheckContext): RulesCheckResult {
  const { city, gauges } = check;
  const entries = [...rules.values()];
  const bound = bindRules(
    entries.map((entry) => entry.value),
    city,
    placeholderKeys(city),
  );
  const knownIds = [...city.gauges.keys(), ...city.stations.keys(), ...city.areas.keys(), ...rules.keys()];
  const mistakes = bound.problems.flatMap(({ severity, ruleId, path, message }) => {
    const entry = rules.get(ruleId);
    if (severity === "note" || entry === undefined) return [];
    const [wanted = message, got = "something else"] = message.split(", got ");
    const isLoop = got.includes(" -> ");
    const fix = isLoop ? "take one of these references out" : didYouMean(got.split(" ")[0] ?? got, knownIds);
    return [{ where: entry.place(path), path: entry.path(path), wanted, got, fix }];
  });
  const names = entries.flatMap((entry) => missingThresholds(entry, city, gauges));
  const windows = entries.flatMap((entry) => longWindows(entry, bound.alarms, check.keepObservationsMs));
  const notes = entries.flatMap((entry) => [
    ...(gaugesInScope(entry.value, city).length > 0 ? [] : [noGaugeInScope(entry)]),
    ...unreachableLevels(entry, city),
  ]);
  return { problems: [...mistakes, ...names, ...windows], notes, alarms: bound.alarms.length };
}

/** Binding wants every gauge's key; checking looks at none of them. */
function placeholderKeys(city: City): ReadonlyMap<GaugeId, GaugeKey> {
  return new Map([...city.gauges.keys()].map((id, index) => [id, index as GaugeKey]));
}

/**
 * A threshold name that no watched gauge has is misspelt; one that only some have was forgotten at the others, where
 * `unset` says that nobody has published it.
 */
function missingThresholds(
  rule: Declaration<Rule>,
  city: City,
  gauges: ReadonlyMap<string, Declaration<GaugeOnDevice>>,
): readonly ConfigProblem[] {
  const watched = gaugesInScope(rule.value, city);
  if (watched.length === 0) return [];
  const namesAt = (id: string): readonly string[] => Object.keys(gauges.get(id)?.value.entry.thresholds ?? {});
  const known = new Set(watched.flatMap(({ id }) => namesAt(id)));
  return limitsOf(rule.value).flatMap(({ path, threshold }) => {
    const lacking = watched.filter(({ id }) => !namesAt(id).includes(threshold)).map(({ id }) => id);
    if (lacking.length === 0) return [];
    const place = { where: rule.place(path), path: rule.path(path) };
    if (known.has(threshold)) {
      const wanted = `the threshold ${threshold} at every gauge it watches`;
      const fix = `write its value there, or \`${threshold}: unset\` where nobody has published one`;
      return [{ ...place, wanted, got: `none at ${lacking.join(", ")}`, fix }];
    }
    return [
      {
        ...place,
        wanted: `a threshold of a gauge it watches: ${[...known].join(", ") || "there are none"}`,
        got: threshold,
        fix: didYouMean(threshold, known) || `set it at a gauge, or write \`${threshold}: unset\` there`,
      },
    ];
  });
}

/** After a restart a window holds what is left in the journal, and no more. */
function longWindows(rule: Declaration<Rule>, alarms: readonly BoundAlarm[], keepMs: number): readonly ConfigProblem[] {
  const own = alarms.filter((alarm) => alarm.rule === rule.value);
  const longestMs = Math.max(0, ...own.map(lookBackMs));
  if (longestMs < keepMs) return [];
  const { condition } = rule.value;
  const key = ["window", "within"].find((each) => each in condition);
  const path = key === undefined ? ["condition"] : ["condition", key];
  return [
    {
      where: rule.place(path),
      path: rule.path(path),
      wanted: `less than the ${keepMs / dayMs} d that observations are kept (store.keepObservationsDays)`,
      got: `a look back over ${longestMs / dayMs} d`,
      fix: "shorten it, or keep observations for longer",
    },
  ];
}

function lookBackMs({ condition, parts }: BoundAlarm): number {
  const windowMs = condition.movedBy === "observation" ? condition.windowMs : 0;
  return Math.max(windowMs, ...parts.map(({ lookBackMs }) => lookBackMs));
}

function noGaugeInScope(rule: Declaration<Rule>): string {
  return `${rule.place()}: rule ${rule.value.id} watches no gauge of this city`;
}

/** Levels that a rule never reaches at a gauge because nobody has set the threshold. */
function unreachableLevels(rule: Declaration<Rule>, city: City): readonly string[] {
  const limits = limitsOf(rule.value);
  if (limits.length === 0) return [];
  return gaugesInScope(rule.value, city).flatMap((gauge) => {
    const unset = limits.filter(({ threshold }) => gauge.thresholds[threshold] === undefined);
    if (unset.length === 0) return [];
    const levelsUnset = new Set(unset.flatMap(({ level }) => (level === null ? levels : [level])));
    const lacking = [...levelsUnset].sort((a, b) => rankOf(a) - rankOf(b)).join(", ");
    const names = [...new Set(unset.map(({ threshold }) => threshold))].join(", ");
    return [
      `${rule.place(["levels"], "key")}: rule ${rule.value.id} never reaches ${lacking} at ${gauge.id}: unset ${names}`,
    ];
  });
}

interface NamedLimit {
  readonly path: readonly string[];
  /** Null where all levels hang on it. */
  readonly level: Level | null;
  readonly threshold: string;
}

/** Every place where the rule names a threshold of its gauges. */
function limitsOf({ condition, levels: own, modes }: Rule): readonly NamedLimit[] {
  if (makeCondition(condition).limitWords === "levels") return [];
  const inModes = modeNames.flatMap((mode) => limitsIn(modes[mode]?.levels ?? {}, ["modes", mode, "levels"]));
  const mark =
    condition.kind === "forecast" && typeof condition.mark === "object"
      ? [{ path: ["condition", "mark"], level: null, threshold: condition.mark.threshold }]
      : [];
  return [...mark, ...limitsIn(own, ["levels"]), ...inModes];
}

function limitsIn(given: Rule["levels"], path: readonly string[]): readonly NamedLimit[] {
  return levels.flatMap((level) =>
    (["raise", "reset"] as const).flatMap((end) => {
      const limit = given[level]?.[end];
      return typeof limit === "object" ? [{ path: [...path, level, end], level, threshold: limit.threshold }] : [];
    }),
  );
}
