import type { AlarmTarget } from "../../domain/alarms/alarm.ts";
import type { City, Gauge } from "../../domain/city/city.ts";
import { HubError } from "../../domain/errors.ts";
import type { AlarmKey, GaugeId, GaugeKey, RuleId } from "../../domain/ids.ts";
import { sameInBoth } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { bindingTexts } from "../../locales/rules/mistakes.ts";
import type { Condition } from "../conditions/condition.ts";
import { kindOf, makeCondition } from "../conditions/condition-kinds.ts";
import type { UnjudgedAlarm } from "../engine/unjudged-rules.ts";
import type { Rule } from "../language/rule-schema.ts";
import { gaugesInScope } from "../language/rule-scope.ts";
import { versionOf } from "../language/rule-version.ts";
import { signalNameOf } from "./alarm-words.ts";
import { bindCombined } from "./bind-combined.ts";
import type { BindingNote, BindingProblem, FaultInRule, RemarkInRule } from "./binding-problem.ts";
import type { BoundAlarm } from "./bound-alarm.ts";
import { limitsResolver, type ResolveLimits } from "./limits-resolver.ts";
import { gaugePlace } from "./resolve-limits.ts";
import { sortRules } from "./sort-rules.ts";
import { strayNames } from "./stray-names.ts";
import { targetId } from "./target-id.ts";

export interface BoundRules {
  /** One for every rule and gauge it applies to, or place; alarms made of others come after those. */
  readonly alarms: readonly BoundAlarm[];
  /** Gauges and stations that fit a rule and have nothing to judge it by, such as an unset threshold. */
  readonly unbound: readonly UnjudgedAlarm[];
  /** A hub must not start on one. */
  readonly problems: readonly BindingProblem[];
  /** Worth knowing and no mistake. */
  readonly notes: readonly BindingNote[];
}

/** What one rule comes to in the city. */
interface BoundRule {
  readonly alarms: readonly BoundAlarm[];
  readonly unbound: readonly UnjudgedAlarm[];
  readonly problems: readonly FaultInRule[];
  readonly notes: readonly RemarkInRule[];
}

/** What a rule is bound to. */
interface BindingScope {
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  /** Alarms of the rules bound so far. */
  readonly alarmsByRule: ReadonlyMap<RuleId, readonly BoundAlarm[]>;
}

/**
 * Joins rules with the gauges they apply to: one rule serves every gauge that fits.
 *
 * @param keys dense key of every gauge of the city
 * @throws {HubError} `rules.gauge_without_key`
 */
export function bindRules(rules: readonly Rule[], city: City, keys: ReadonlyMap<GaugeId, GaugeKey>): BoundRules {
  const alarmsByRule = new Map<RuleId, readonly BoundAlarm[]>();
  const unique = uniqueById(rules);
  const sorted = sortRules(unique.rules);
  const problems: BindingProblem[] = [...unique.problems, ...sorted.problems];
  const notes: BindingNote[] = [];
  const unbound: UnjudgedAlarm[] = [];
  for (const rule of sorted.rules) {
    const bound = bindRule(rule, { city, keys, alarmsByRule });
    alarmsByRule.set(rule.id, bound.alarms);
    unbound.push(...bound.unbound);
    problems.push(...bound.problems.map((fault) => ({ ...fault, ruleId: rule.id })));
    notes.push(...bound.notes.map((remark) => ({ ...remark, ruleId: rule.id })));
  }
  return { alarms: sorted.rules.flatMap((rule) => alarmsByRule.get(rule.id) ?? []), unbound, problems, notes };
}

function bindRule(rule: Rule, { city, keys, alarmsByRule }: BindingScope): BoundRule {
  const gauges = gaugesInScope(rule, city);
  const condition = makeCondition(rule.condition);
  const resolver = limitsResolver(rule);
  const notes: RemarkInRule[] = gauges.length === 0 ? [{ kind: "nothing-in-scope", path: ["applies"] }] : [];
  let alarms: readonly BoundAlarm[];
  if (condition.movedBy === "alarms") {
    const { resolve } = resolver;
    alarms = bindCombined({ rule, ruleVersion: versionOf(rule), condition, city, gauges, alarmsByRule, resolve });
    if (alarms.length === 0 && gauges.length > 0) notes.push({ kind: "nothing-to-combine", path: ["applies"] });
  } else {
    const bound = gauges.map((gauge) => bindGauge(rule, condition, gauge, { city, keys, resolve: resolver.resolve }));
    alarms = bound.flatMap((each) => each.alarms);
    notes.push(...bound.flatMap((each) => each.notes));
  }
  return {
    alarms,
    unbound: unboundOf(rule, condition, gauges, { alarms, city }),
    problems: [...strayNames(rule, city, gauges), ...resolver.problems],
    notes: [...notes, ...resolver.notes],
  };
}

function unboundOf(
  rule: Rule,
  { movedBy }: Condition,
  gauges: readonly Gauge[],
  { alarms, city }: { readonly alarms: readonly BoundAlarm[]; readonly city: City },
): readonly UnjudgedAlarm[] {
  const known = new Set<string>(alarms.map(({ alarmKey }) => alarmKey));
  const targets: readonly AlarmTarget[] =
    movedBy === "alarms"
      ? [...new Set(gauges.map(({ stationId }) => stationId))].map((stationId) => ({ kind: "station", stationId }))
      : gauges.map(({ id, stationId }) => ({ kind: "gauge", gaugeId: id, stationId }));
  return targets.flatMap((target) => {
    if (target.kind === "area") return [];
    const alarmKey = `${rule.id}|${targetId(target)}` as AlarmKey;
    const placeName = nameOf(target.stationId, city);
    return known.has(alarmKey) ? [] : [{ alarmKey, rule, target, placeName }];
  });
}

/** The first rule of each id. */
function uniqueById(rules: readonly Rule[]): {
  readonly rules: readonly Rule[];
  readonly problems: readonly BindingProblem[];
} {
  const byId = new Map<RuleId, Rule>();
  const problems: BindingProblem[] = [];
  for (const rule of rules) {
    const { id } = rule;
    if (byId.has(id)) problems.push({ kind: "id-repeated", ruleId: id, path: ["id"], id });
    else byId.set(id, rule);
  }
  return { rules: [...byId.values()], problems };
}

/** The alarm of a rule at one gauge; none, with a note, where the condition lacks a threshold there. */
function bindGauge(
  rule: Rule,
  condition: Exclude<Condition, { readonly movedBy: "alarms" }>,
  gauge: Gauge,
  { city, keys, resolve }: Pick<BindingScope, "city" | "keys"> & { readonly resolve: ResolveLimits },
): Pick<BoundRule, "alarms" | "notes"> {
  const place = gaugePlace(gauge);
  const made = kindOf(rule.condition).conditionAt?.(rule.condition)(gauge) ?? { ok: true, condition };
  if (!made.ok) {
    const { path, threshold } = made.lacks;
    const at = ["condition", ...path];
    return { alarms: [], notes: [{ kind: "threshold-unset", path: at, target: place.target, threshold, level: null }] };
  }
  const resolved = resolve(condition, place);
  if (resolved === null) return { alarms: [], notes: [] };
  const alarm: BoundAlarm = {
    alarmKey: `${rule.id}|${gauge.id}` as AlarmKey,
    rule,
    ruleVersion: versionOf(rule),
    target: place.target,
    placeName: nameOf(gauge.stationId, city),
    signalName: signalNameOf(rule.condition.kind, made.condition.words, gauge.property),
    property: gauge.property,
    inputs: [{ gauge: keyOf(gauge, keys), expectedIntervalMs: gauge.expectedIntervalMs }],
    parts: [],
    condition: made.condition,
    sign: condition.direction === "above" ? 1 : -1,
    ...resolved,
    flags: rule.flags.reduce((bits, flag) => bits | (1 << flag), 0),
    unit: condition.signalUnit(gauge.property),
  };
  return { alarms: [alarm], notes: [] };
}

function nameOf(stationId: Gauge["stationId"], { stations }: City): BoundAlarm["placeName"] {
  return stations.get(stationId)?.name ?? sameInBoth(stationId);
}

function keyOf(gauge: Gauge, keys: ReadonlyMap<GaugeId, GaugeKey>): GaugeKey {
  const key = keys.get(gauge.id);
  if (key !== undefined) return key;
  throw new HubError("rules.gauge_without_key", fill(bindingTexts["gauge-without-key"], { gauge: gauge.id }));
}
