import { createHash } from "node:crypto";
import type { City, Gauge } from "../domain/city.ts";
import { HubError } from "../domain/errors.ts";
import type { AlarmKey, GaugeId, GaugeKey, RuleId } from "../domain/ids.ts";
import type { BoundAlarm } from "./bound-alarm.ts";
import { makeCondition } from "./condition-kinds.ts";
import { resolveLimits } from "./resolve-limits.ts";
import type { Rule } from "./rule-schema.ts";
import { gaugesInScope, strayNames } from "./rule-scope.ts";

/** Something wrong (`error`) or worth knowing (`note`) about a rule in this city. */
export interface RuleProblem {
  readonly severity: "error" | "note";
  readonly ruleId: RuleId;
  /** Where in the rule; the loader makes a line of it. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface BoundRules {
  /** One for every rule and gauge it applies to. */
  readonly alarms: readonly BoundAlarm[];
  /** A hub must not start on an `error`. */
  readonly problems: readonly RuleProblem[];
}

/**
 * Joins rules with the gauges they apply to: one rule serves every gauge that fits.
 *
 * @param keys dense key of every gauge of the city
 * @throws {HubError} `rules.gauge_without_key`
 */
export function bindRules(rules: readonly Rule[], city: City, keys: ReadonlyMap<GaugeId, GaugeKey>): BoundRules {
  const alarms: BoundAlarm[] = [];
  const problems: RuleProblem[] = [];
  const seen = new Set<RuleId>();
  for (const rule of rules) {
    const add = (severity: RuleProblem["severity"], path: RuleProblem["path"], message: string): void => {
      problems.push({ severity, ruleId: rule.id, path, message });
    };
    if (seen.has(rule.id)) {
      add("error", ["id"], `an id of its own, got ${rule.id}, which another rule has too`);
      continue;
    }
    seen.add(rule.id);
    const gauges = gaugesInScope(rule, city);
    for (const stray of strayNames(rule, city, gauges)) add("error", stray.path, stray.message);
    const condition = makeCondition(rule.condition);
    const ruleVersion = versionOf(rule);
    const countBefore = alarms.length;
    for (const gauge of gauges) {
      const resolved = resolveLimits(rule, condition, gauge);
      for (const problem of resolved.problems) add(problem.severity, problem.path, problem.message);
      const isSound = resolved.problems.every((problem) => problem.severity === "note");
      if (!isSound || resolved.levels.length === 0) continue;
      alarms.push({
        alarmKey: `${rule.id}|${gauge.id}` as AlarmKey,
        rule,
        ruleVersion,
        target: { kind: "gauge", gaugeId: gauge.id, stationId: gauge.stationId },
        placeName: city.stations.get(gauge.stationId)?.name ?? { zh: gauge.stationId, en: gauge.stationId },
        inputs: [{ gauge: keyOf(gauge, keys), expectedIntervalMs: gauge.expectedIntervalMs }],
        condition,
        sign: condition.direction === "above" ? 1 : -1,
        limits: { levels: resolved.levels, onDelayMs: rule.onDelay, offDelayMs: rule.offDelay },
        unit: condition.signalUnit(gauge.property),
      });
    }
    if (alarms.length === countBefore) add("note", ["applies"], `rule ${rule.id} watches no gauge of this city`);
  }
  return { alarms, problems };
}

/** Short digest of a rule as parsed: the same whatever the order of its keys, the comments and the layout. */
export function versionOf(rule: Rule): string {
  return createHash("sha256").update(canonicalJson(rule)).digest("hex").slice(0, 12);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function keyOf(gauge: Gauge, keys: ReadonlyMap<GaugeId, GaugeKey>): GaugeKey {
  const key = keys.get(gauge.id);
  if (key !== undefined) return key;
  throw new HubError(
    "rules.gauge_without_key",
    `Cannot bind rules as every gauge must have its key: got none for ${gauge.id}; register the city's gauges first`,
  );
}
