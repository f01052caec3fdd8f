import type { City } from "../domain/city/city.ts";
import { dayMs } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { BilingualText } from "../domain/text.ts";
import { cityNotes, cityRuleTexts } from "../locales/city.ts";
import { enumerated, fill, joined } from "../locales/fill.ts";
import { levelNames } from "../locales/names.ts";
import { bindingTexts } from "../locales/rules/mistakes.ts";
import { marks } from "../locales/shared.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import type { BindingNote } from "../rules/binding/binding-problem.ts";
import {
  beyondSpan,
  type IdKind,
  noteWords,
  type OutOfSpanNote,
  problemWords,
  type Suggest,
} from "../rules/binding/binding-words.ts";
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
import { listedIds } from "./notes/listed-ids.ts";

export interface RulesCheckResult {
  readonly problems: readonly ConfigProblem[];
  /** Worth knowing and no mistake: `where: words`. */
  readonly notes: readonly BilingualText[];
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

/** Binds the rules to the city's gauges and names what does not fit, at its place in the rule file. */
export function checkRules(rules: ReadonlyMap<string, Declaration<Rule>>, check: RulesCheckContext): RulesCheckResult {
  const { city, gauges } = check;
  const entries = [...rules.values()];
  const bound = bindRules(
    entries.map((entry) => entry.value),
    city,
    placeholderKeys(city),
  );
  const suggest: Suggest = (written, among) => didYouMean(written, idsOf(among, city, rules));
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
export function placeholderKeys(city: City): ReadonlyMap<GaugeId, GaugeKey> {
  return new Map([...city.gauges.keys()].map((id, index) => [id, index as GaugeKey]));
}

/**
 * A threshold name that no gauge in scope has is misspelt; one that only some have was forgotten at the others, where
 * `unset` says that nobody has published it.
 */
function missingThresholds(
  rule: Declaration<Rule>,
  city: City,
  gauges: ReadonlyMap<string, Declaration<GaugeOnDevice>>,
): readonly ConfigProblem[] {
  const inScope = gaugesInScope(rule.value, city);
  if (inScope.length === 0) return [];
  const namesAt = (id: string): readonly string[] => Object.keys(gauges.get(id)?.value.entry.thresholds ?? {});
  const known = new Set(inScope.flatMap(({ id }) => namesAt(id)));
  return namedThresholds(rule.value).flatMap(({ path, threshold }): readonly ConfigProblem[] => {
    const lacking = inScope.filter(({ id }) => !namesAt(id).includes(threshold)).map(({ id }) => id);
    if (lacking.length === 0) return [];
    const place = placeIn(rule, path);
    if (known.has(threshold)) {
      return [
        {
          ...place,
          wanted: fill(cityRuleTexts["wanted.threshold-everywhere"], { threshold }),
          got: fill(cityRuleTexts["got.threshold-lacking"], { gauges: enumerated(lacking) }),
          fix: fill(cityRuleTexts["fix.threshold-lacking"], { threshold }),
        },
      ];
    }
    return [
      {
        ...place,
        wanted: fill(cityRuleTexts["wanted.known-threshold"], {
          thresholds: known.size === 0 ? cityRuleTexts["no-thresholds"] : enumerated([...known]),
        }),
        got: threshold,
        fix: didYouMean(threshold, known) ?? fill(cityRuleTexts["fix.unknown-threshold"], { threshold }),
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
      wanted: fill(cityRuleTexts["wanted.shorter-window"], { days: keepMs / dayMs }),
      got: fill(cityRuleTexts["got.long-window"], { days: longestMs / dayMs }),
      fix: cityRuleTexts["fix.long-window"],
    },
  ];
}

/** What is worth knowing of one rule; gauges at which it lacks the same thresholds are one note. */
function notesOn(rule: Declaration<Rule>, all: readonly BindingNote[]): readonly BilingualText[] {
  const own = all.filter(({ ruleId }) => ruleId === rule.value.id);
  const others = own.flatMap((note) =>
    note.kind === "threshold-unset" || note.kind === "out-of-span"
      ? []
      : [fill(cityNotes["at-place"], { place: rule.place(), note: noteWords(note) })],
  );
  const unset = own.flatMap((note) => (note.kind === "threshold-unset" ? [note] : []));
  const byPlace = [...Map.groupBy(unset, ({ target }) => targetId(target))];
  const byLack = Map.groupBy(byPlace, ([, at]) => at.map(({ level, threshold }) => `${level} ${threshold}`).join(" "));
  const grouped = [...byLack.values()].flatMap((places) => {
    const [, first = []] = places[0] ?? [];
    return [unsetAt(rule, listedIds(places.map(([id]) => id)), first)];
  });
  const beyond = own.flatMap((note) => (note.kind === "out-of-span" ? [note] : []));
  return [...others, ...grouped, ...outOfSpan(rule, beyond)];
}

/** Levels that some gauges cannot reach: those that lack the same ones, in the same mode, are one note. */
function outOfSpan(rule: Declaration<Rule>, beyond: readonly OutOfSpanNote[]): readonly BilingualText[] {
  const modePath = ({ path }: OutOfSpanNote) => path.slice(0, path.indexOf("levels"));
  const byMode = Map.groupBy(beyond, (note) => modePath(note).join("."));
  return [...byMode.values()].flatMap((notes) => {
    const byPlace = [...Map.groupBy(notes, ({ target }) => targetId(target))];
    const byLack = Map.groupBy(byPlace, ([, at]) => at.map(({ level }) => level).join(" "));
    return [...byLack.values()].flatMap((places) => {
      const [, lacking = []] = places[0] ?? [];
      const levels = joined(
        lacking.map(({ level }) => levelNames[level]),
        marks.list,
      );
      const ids = listedIds(places.map(([id, at]) => `${id} (${beyondSpan(at)})`));
      const words = fill(bindingTexts["note.out-of-span"], { rule: rule.value.id, levels, places: ids });
      const path = lacking.slice(0, 1).flatMap(modePath);
      return [fill(cityNotes["at-place"], { place: rule.place([...path, "levels"], "key"), note: words })];
    });
  });
}

type UnsetThreshold = Extract<BindingNote, { readonly kind: "threshold-unset" }>;

/** Levels that a rule never reaches at some gauges because nobody has set the threshold. */
function unsetAt(rule: Declaration<Rule>, id: BilingualText, unset: readonly UnsetThreshold[]): BilingualText {
  const lacking = levelsOf(rule.value).filter((each) => unset.some(({ level }) => level === null || level === each));
  const names = new Set(unset.map(({ threshold }) => threshold));
  const note = fill(cityNotes["never-reaches"], {
    rule: rule.value.id,
    levels: joined(
      lacking.map((level) => levelNames[level]),
      marks.list,
    ),
    id,
    thresholds: enumerated([...names]),
  });
  return fill(cityNotes["at-place"], { place: rule.place(["levels"], "key"), note });
}
