import type { AlarmTarget } from "../../domain/alarm.ts";
import type { City, Gauge } from "../../domain/city/city.ts";
import { HubError } from "../../domain/errors.ts";
import type { AlarmKey, GaugeId, GaugeKey, RuleId } from "../../domain/ids.ts";
import { type Mode, modeNames } from "../../domain/mode.ts";
import type { Condition } from "../conditions/condition.ts";
import { conditionAt, makeCondition } from "../conditions/condition-kinds.ts";
import type { AlarmLimits } from "../engine/alarm-state.ts";
import type { UnjudgedAlarm } from "../engine/unjudged-rules.ts";
import { type Rule, ruleInMode } from "../language/rule-schema.ts";
import { gaugesInScope, strayNames } from "../language/rule-scope.ts";
import { versionOf } from "../language/rule-version.ts";
import { bindCombined } from "./bind-combined.ts";
import type { BoundAlarm } from "./bound-alarm.ts";
import { gaugePlace, type LimitPlace, type LimitProblem, resolveLimits } from "./resolve-limits.ts";
import { sortRules } from "./sort-rules.ts";

/** Something wrong (`error`) or worth knowing (`note`) about a rule in this city. */
export interface RuleProblem {
  readonly severity: "error" | "note";
  readonly ruleId: RuleId;
  /** Where in the rule; the loader makes a line of it. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface BoundRules {
  /** One for every rule and gauge it applies to, or place; alarms made of others come after those. */
  readonly alarms: readonly BoundAlarm[];
  /** Gauges and stations that fit a rule and have nothing to judge it by, such as an unset threshold. */
  readonly unbound: readonly UnjudgedAlarm[];
  /** A hub must not start on an `error`. */
  readonly problems: readonly RuleProblem[];
}

/** Tells of a problem with the rule that is being bound. */
export type AddProblem = (severity: RuleProblem["severity"], path: RuleProblem["path"], message: string) => void;

/**
 * Joins rules with the gauges they apply to: one rule serves every gauge that fits.
 *
 * @param keys dense key of every gauge of the city
 * @throws {HubError} `rules.gauge_without_key`
 */
export function bindRules(rules: readonly Rule[], city: City, keys: ReadonlyMap<GaugeId, GaugeKey>): BoundRules {
  const problems: RuleProblem[] = [];
  const alarmsByRule = new Map<RuleId, readonly BoundAlarm[]>();
  const unbound: UnjudgedAlarm[] = [];
  const unique = uniqueById(rules, problems);
  const ordered = sortRules(unique);
  problems.push(...ordered.problems.map((problem) => ({ severity: "error" as const, ...problem })));
  for (const rule of ordered.rules) {
    const add: AddProblem = (severity, path, message) => {
      problems.push({ severity, ruleId: rule.id, path, message });
    };
    const gauges = gaugesInScope(rule, city);
    for (const stray of strayNames(rule, city, gauges)) add("error", stray.path, stray.message);
    const condition = makeCondition(rule.condition);
    const resolve = limitsResolver(rule, add);
    const bound =
      condition.movedBy === "alarms"
        ? bindCombined({ rule, ruleVersion: versionOf(rule), condition, city, gauges, alarmsByRule, resolve })
        : gauges.flatMap((gauge) => bindGauge(rule, condition, gauge, { city, keys, resolve, add }));
    alarmsByRule.set(rule.id, bound);
    unbound.push(...unboundOf(rule, condition, gauges, bound, city));
    if (bound.length > 0) continue;
    const what = condition.movedBy === "alarms" ? "finds nothing to combine in" : "watches no gauge of";
    add("note", ["applies"], `rule ${rule.id} ${what} this city`);
  }
  return { alarms: ordered.rules.flatMap((rule) => alarmsByRule.get(rule.id) ?? []), unbound, problems };
}

function unboundOf(
  rule: Rule,
  { movedBy }: Condition,
  gauges: readonly Gauge[],
  bound: readonly BoundAlarm[],
  { stations }: City,
): readonly UnjudgedAlarm[] {
  const known = new Set<string>(bound.map(({ alarmKey }) => alarmKey));
  const targets: readonly AlarmTarget[] =
    movedBy === "alarms"
      ? [...new Set(gauges.map(({ stationId }) => stationId))].map((stationId) => ({ kind: "station", stationId }))
      : gauges.map(({ id, stationId }) => ({ kind: "gauge", gaugeId: id, stationId }));
  return targets.flatMap((target) => {
    if (target.kind === "area") return [];
    const alarmKey = `${rule.id}|${target.kind === "gauge" ? target.gaugeId : target.stationId}` as AlarmKey;
    const { stationId } = target;
    const placeName = stations.get(stationId)?.name ?? { zh: stationId, en: stationId };
    return known.has(alarmKey) ? [] : [{ alarmKey, rule, target, placeName }];
  });
}

function uniqueById(rules: readonly Rule[], problems: RuleProblem[]): readonly Rule[] {
  const seen = new Set<RuleId>();
  return rules.filter(({ id }) => {
    if (!seen.has(id)) return seen.add(id);
    const message = `an id of its own, got ${id}, which another rule has too`;
    problems.push({ severity: "error", ruleId: id, path: ["id"], message });
    return false;
  });
}

function bindGauge(
  rule: Rule,
  condition: Exclude<Condition, { readonly movedBy: "alarms" }>,
  gauge: Gauge,
  about: {
    readonly city: City;
    readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
    readonly resolve: ResolveLimits;
    readonly add: AddProblem;
  },
): readonly BoundAlarm[] {
  const made = conditionAt(rule.condition)?.(gauge) ?? { ok: true, condition };
  if (!made.ok) {
    about.add(
      "note",
      ["condition"],
      `gauge ${gauge.id} has no threshold ${made.lacks}, so ${rule.id} never rises there`,
    );
    return [];
  }
  const resolved = about.resolve(condition, gaugePlace(gauge));
  if (resolved === null) return [];
  return [
    {
      alarmKey: `${rule.id}|${gauge.id}` as AlarmKey,
      rule,
      ruleVersion: versionOf(rule),
      target: { kind: "gauge", gaugeId: gauge.id, stationId: gauge.stationId },
      placeName: about.city.stations.get(gauge.stationId)?.name ?? { zh: gauge.stationId, en: gauge.stationId },
      inputs: [{ gauge: keyOf(gauge, about.keys), expectedIntervalMs: gauge.expectedIntervalMs }],
      parts: [],
      condition: made.condition,
      sign: condition.direction === "above" ? 1 : -1,
      ...resolved,
      flags: rule.flags.reduce((bits, flag) => bits | (1 << flag), 0),
      unit: condition.signalUnit(gauge.property),
    },
  ];
}

/** Limits of a rule at one place in every mode; null where a problem or an unset threshold leaves none. */
export type ResolveLimits = (
  condition: Condition,
  place: LimitPlace,
) => Pick<BoundAlarm, "limits" | "limitsByMode"> | null;

/** Gauges with the same limits share them: what every observation is held against stays in the processor's cache. */
function limitsResolver(rule: Rule, add: AddProblem): ResolveLimits {
  const shared = new Map<string, AlarmLimits>();
  const own = modeNames.filter((mode) => rule.modes[mode] !== undefined);
  const variants = [{ mode: null, variant: rule }, ...own.map((mode) => ({ mode, variant: ruleInMode(rule, mode) }))];
  return (condition, place) => {
    let limits: AlarmLimits | null = null;
    const limitsByMode: Partial<Record<Mode, AlarmLimits>> = {};
    const told = new Set<string>();
    for (const { mode, variant } of variants) {
      const { levels, problems } = resolveLimits(variant, condition, place);
      for (const problem of problems) addLimitProblem(problem, mode, told, add);
      if (problems.some(({ severity }) => severity === "error")) return null;
      if (levels.length === 0) continue;
      const found = { levels, onDelayMs: variant.onDelay, offDelayMs: variant.offDelay };
      const text = JSON.stringify(found);
      const known = shared.get(text) ?? found;
      shared.set(text, known);
      if (mode === null) limits = known;
      else limitsByMode[mode] = known;
    }
    return limits === null ? null : { limits, limitsByMode };
  };
}

/** A mode that leaves a limit as it is repeats no problem with it. */
function addLimitProblem(
  { severity, path, message }: LimitProblem,
  mode: Mode | null,
  told: Set<string>,
  add: AddProblem,
): void {
  if (told.has(message)) return;
  told.add(message);
  add(severity, mode === null ? path : ["modes", mode, ...path], message);
}

function keyOf(gauge: Gauge, keys: ReadonlyMap<GaugeId, GaugeKey>): GaugeKey {
  const key = keys.get(gauge.id);
  if (key !== undefined) return key;
  throw new HubError(
    "rules.gauge_without_key",
    `Cannot bind rules as every gauge must have its key: got none for ${gauge.id}; register the city's gauges first`,
  );
}
