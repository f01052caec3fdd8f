import { createOpenCases } from "../../cases/open-cases.ts";
import type { AlarmTransition } from "../../domain/alarm.ts";
import type { City } from "../../domain/city/city.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { Level } from "../../domain/level.ts";
import { bindQuality } from "../../quality/bind-quality.ts";
import { QualityGate } from "../../quality/quality-gate.ts";
import { bindRules } from "../../rules/binding/bind-rules.ts";
import { type Findings, RuleEngine } from "../../rules/engine/engine.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import type { RulesSettings } from "../../rules/language/settings.ts";

/** What one rule did in a stretch of history. */
export interface RuleCounts {
  /** Episodes begun. */
  readonly raised: number;
  /** Changes of level within an episode. */
  readonly stepped: number;
  /** Time with any level raised, all its alarms together; open episodes count up to the end of the stretch. */
  readonly activeMinutes: number;
  /** Times somebody would have been called: a case grew graver by it, and not too late. */
  readonly pages: number;
}

/** Rules at work on history, acting on nothing. */
export interface RulesTrial {
  readonly engine: RuleEngine;
  countFindings(found: Findings): void;
  /** Ends the count; open episodes are taken to go on until `endsAt`. */
  finish(endsAt: number): {
    readonly countsByRule: ReadonlyMap<string, RuleCounts>;
    /** What is raised at the end, by alarm key. */
    readonly levels: ReadonlyMap<string, Level>;
  };
}

export interface TrialContext {
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly settings: RulesSettings;
}

/** Counts what rules do, with quality desk and cases of their own. */
export function createRulesTrial(rules: readonly Rule[], { city, keys, settings }: TrialContext): RulesTrial {
  const engine = new RuleEngine(
    bindRules(rules, city, keys).alarms,
    settings,
    new QualityGate(bindQuality(city, keys)),
  );
  const cases = createOpenCases(city, []);
  const tallies = new Map<string, RuleTally>(
    rules.map(({ id }) => [id, { raised: 0, stepped: 0, activeMs: 0, pages: 0 }]),
  );
  const active = new Map<string, { readonly ruleId: string; readonly since: number; readonly level: Level }>();

  function noteTransition(transition: AlarmTransition): void {
    const { alarmKey, ruleId, from, to, at, effect } = transition;
    // What late readings add to the record was nobody's page and moved nothing at the time.
    if (effect === "record") return;
    const tally = tallies.get(ruleId) as RuleTally;
    const open = active.get(alarmKey);
    if (from === null) tally.raised += 1;
    else if (to !== null) tally.stepped += 1;
    if (to === null) {
      tally.activeMs += Math.max(0, at - (open?.since ?? at));
      active.delete(alarmKey);
    } else active.set(alarmKey, { ruleId, since: open?.since ?? at, level: to });
    if (cases.apply(transition)?.event.isUrgent === true) tally.pages += 1;
  }

  return {
    engine,
    countFindings({ transitions }) {
      for (const transition of transitions) noteTransition(transition);
    },
    finish(endsAt) {
      for (const { ruleId, since } of active.values()) {
        (tallies.get(ruleId) as RuleTally).activeMs += Math.max(0, endsAt - since);
      }
      const countsByRule = new Map(
        [...tallies].map(([ruleId, { activeMs, ...counts }]) => [
          ruleId,
          { ...counts, activeMinutes: Math.round(activeMs / minuteMs) },
        ]),
      );
      return { countsByRule, levels: new Map([...active].map(([key, { level }]) => [key, level])) };
    },
  };
}

interface RuleTally {
  raised: number;
  stepped: number;
  activeMs: number;
  pages: number;
}
