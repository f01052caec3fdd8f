import type { City } from "../domain/city/city.ts";
import { dayMs } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import type { BindingNote } from "../rules/binding/binding-problem.ts";
import { type IdKind, noteText, problemWords } from "../rules/binding/binding-words.ts";
import { type BoundAlarm, lookBackMs } from "../rules/binding/bound-alarm.ts";
import { targetId } from "../rules/binding/target-id.ts";
import { kindOf } from "../rules/conditions/condition-kinds.ts";
import { levelsOf, namedThresholds } from "../rules/language/named-thresholds.ts";
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
  const suggest = (written: string, among: IdKind): string => didYouMean(written, idsOf(among, city, rules))?.en ?? "";
  const mistakes = bound.problems.flatMap((problem): readonly ConfigProblem[] => {
    const entry = rules.get(problem.ruleId);
    if (entry === undefined) return [];
    return [{ ...placeIn(entry, problem.path), ...problemWords(problem, suggest) }];
  });
  const names = entries.flatMap((entry) => missingThresholds(entry, city, gauges));
  const windows = entries.flatMap((entry) => longWindows(entry, bound.alarms, check.keepObservationsMs));
  const notes = entries.flatMap((entry) => notesOn(entry, bound.notes));
  return { problems: [...mistakes, ...names, ...windows], notes, alarms: bound.alarms.length };
}

function placeIn(rule: Declaration<Rule>, path: readonly PropertyKey[]): Pick<ConfigProblem, "where" | "path"> {
  return { where: rule.place(path), path: rule.path(path) };
}

/** Where to look for what a misspelt id may have meant. */
function idsOf(kind: IdKind, city: City, rules: ReadonlyMap<string, unknown>): readonly string[] {
  switch (kind) {
    case "rules":
      return [...rules.keys()];
    case "gauges and stations":
      return [...city.gauges.keys(), ...city.stations.keys()];
    case "areas":
      return [...city.areas.keys()];
  }
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
  return namedThresholds(rule.value).flatMap(({ path, threshold }) => {
    const lacking = watched.filter(({ id }) => !namesAt(id).includes(threshold)).map(({ id }) => id);
    if (lacking.length === 0) return [];
    const place = placeIn(rule, path);
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
        fix: didYouMean(threshold, known) ?? `set it at a gauge, or write \`${threshold}: unset\` there`,
      },
    ];
  });
}

/** After a restart a window holds what is left in the journal, and no more. */
function longWindows(rule: Declaration<Rule>, alarms: readonly BoundAlarm[], keepMs: number): readonly ConfigProblem[] {
  const own = alarms.filter((alarm) => alarm.rule === rule.value);
  const longestMs = Math.max(0, ...own.map(lookBackMs));
  if (longestMs < keepMs) return [];
  const { lookBackKey } = kindOf(rule.value.condition);
  return [
    {
      ...placeIn(rule, lookBackKey === undefined ? ["condition"] : ["condition", lookBackKey]),
      wanted: `less than the ${keepMs / dayMs} d that observations are kept (store.keepObservationsDays)`,
      got: `a look back over ${longestMs / dayMs} d`,
      fix: "shorten it, or keep observations for longer",
    },
  ];
}

/** What is worth knowing of one rule; the thresholds that it lacks at a gauge are one note. */
function notesOn(rule: Declaration<Rule>, all: readonly BindingNote[]): readonly string[] {
  const own = all.filter(({ ruleId }) => ruleId === rule.value.id);
  const others = own.flatMap((note) => (note.kind === "threshold-unset" ? [] : [`${rule.place()}: ${noteText(note)}`]));
  const unset = own.flatMap((note) => (note.kind === "threshold-unset" ? [note] : []));
  const byPlace = Map.groupBy(unset, ({ target }) => targetId(target));
  return [...others, ...[...byPlace].map(([id, at]) => unsetAt(rule, id, at))];
}

type UnsetThreshold = Extract<BindingNote, { readonly kind: "threshold-unset" }>;

/** Levels that a rule never reaches at a gauge because nobody has set the threshold. */
function unsetAt(rule: Declaration<Rule>, id: string, unset: readonly UnsetThreshold[]): string {
  const lacking = levelsOf(rule.value).filter((each) => unset.some(({ level }) => level === null || level === each));
  const names = new Set(unset.map(({ threshold }) => threshold));
  const what = `never reaches ${lacking.join(", ")} at ${id}: unset ${[...names].join(", ")}`;
  return `${rule.place(["levels"], "key")}: rule ${rule.value.id} ${what}`;
}
