import type { City } from "../../domain/city.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import { type Level, levels, rankOf } from "../../domain/level.ts";
import { bindRules } from "../../rules/bind-rules.ts";
import type { Rule } from "../../rules/rule-schema.ts";
import { gaugesInScope } from "../../rules/rule-scope.ts";
import { didYouMean } from "../yaml/nearest-word.ts";
import type { Problem } from "../yaml/problem.ts";
import type { GaugeInPlace } from "./build-city.ts";
import type { Placed } from "./city-files.ts";

export interface CheckedRules {
  readonly problems: readonly Problem[];
  /** Worth knowing and no mistake: `where: words`. */
  readonly notes: readonly string[];
  /** How many alarms the rules come to. */
  readonly alarms: number;
}

/** Binds the rules to the city's gauges and tells what does not fit, at its place in the rule file. */
export function checkRules(
  rules: ReadonlyMap<string, Placed<Rule>>,
  city: City,
  gauges: ReadonlyMap<string, Placed<GaugeInPlace>>,
): CheckedRules {
  const entries = [...rules.values()];
  const bound = bindRules(
    entries.map((entry) => entry.value),
    city,
    placeholderKeys(city),
  );
  const mistakes = bound.problems.flatMap(({ severity, ruleId, path, message }) => {
    const entry = rules.get(ruleId);
    if (severity === "note" || entry === undefined) return [];
    const [wanted = message, got = "something else"] = message.split(", got ");
    const id = got.split(" ")[0] ?? got;
    const fix = didYouMean(id, [...city.gauges.keys(), ...city.stations.keys(), ...city.areas.keys()]);
    return [{ where: entry.place(path), path: entry.path(path), wanted, got, fix }];
  });
  const names = entries.flatMap((entry) => unheardOfThresholds(entry, city, gauges));
  const notes = entries.flatMap((entry) => [
    ...(gaugesInScope(entry.value, city).length > 0 ? [] : [watchesNothing(entry)]),
    ...leftOut(entry, city),
  ]);
  return { problems: [...mistakes, ...names], notes, alarms: bound.alarms.length };
}

/** Binding wants every gauge's key; checking looks at none of them. */
function placeholderKeys(city: City): ReadonlyMap<GaugeId, GaugeKey> {
  return new Map([...city.gauges.keys()].map((id, index) => [id, index as GaugeKey]));
}

/** A threshold name that no watched gauge has, not even as unset, is misspelt. */
function unheardOfThresholds(
  rule: Placed<Rule>,
  city: City,
  gauges: ReadonlyMap<string, Placed<GaugeInPlace>>,
): readonly Problem[] {
  const watched = gaugesInScope(rule.value, city);
  if (watched.length === 0) return [];
  const known = new Set(watched.flatMap((gauge) => Object.keys(gauges.get(gauge.id)?.value.entry.thresholds ?? {})));
  return limitsOf(rule.value)
    .filter(({ threshold }) => !known.has(threshold))
    .map(({ level, end, threshold }) => ({
      where: rule.place(["levels", level, end]),
      path: rule.path(["levels", level, end]),
      wanted: `a threshold of a gauge it watches: ${[...known].join(", ") || "there are none"}`,
      got: threshold,
      fix: didYouMean(threshold, known) || `set it at a gauge, or write \`${threshold}: unset\` there`,
    }));
}

function watchesNothing(rule: Placed<Rule>): string {
  return `${rule.place()}: rule ${rule.value.id} watches no gauge of this city`;
}

/** Levels that a rule never reaches at a gauge because nobody has set the threshold. */
function leftOut(rule: Placed<Rule>, city: City): readonly string[] {
  const limits = limitsOf(rule.value);
  if (limits.length === 0) return [];
  return gaugesInScope(rule.value, city).flatMap((gauge) => {
    const unset = limits.filter(({ threshold }) => gauge.thresholds[threshold] === undefined);
    if (unset.length === 0) return [];
    const lacking = [...new Set(unset.map(({ level }) => level))].sort((a, b) => rankOf(a) - rankOf(b)).join(", ");
    const names = [...new Set(unset.map(({ threshold }) => threshold))].join(", ");
    return [
      `${rule.place(["levels"], "key")}: rule ${rule.value.id} never reaches ${lacking} at ${gauge.id}: unset ${names}`,
    ];
  });
}

function limitsOf(
  rule: Rule,
): readonly { readonly level: Level; readonly end: "raise" | "reset"; readonly threshold: string }[] {
  return levels.flatMap((level) =>
    (["raise", "reset"] as const).flatMap((end) => {
      const limit = rule.levels[level]?.[end];
      return typeof limit === "object" ? [{ level, end, threshold: limit.threshold }] : [];
    }),
  );
}
