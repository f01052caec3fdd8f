import type { BlindSpotSettings } from "../blindspots/settings.ts";
import { createOpenCases } from "../cases/open-cases.ts";
import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import { isConfirmation } from "../domain/alarms/live-level.ts";
import type { City } from "../domain/city/city.ts";
import type { Level } from "../domain/city/level.ts";
import { minuteMs } from "../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Input } from "../domain/inputs/input.ts";
import { type StepList, stepList } from "../processor/decide.ts";
import { type Draft, newDraft } from "../processor/draft.ts";
import { replay } from "../processor/replay.ts";
import { restoreSteps } from "../processor/restore.ts";
import type { RestorePoint } from "../processor/step.ts";
import { observeStep } from "../processor/steps/observe.ts";
import { judgingSteps } from "../processor/steps.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import { RuleEngine } from "../rules/engine/engine.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import type { RulesSettings } from "../rules/language/settings.ts";
import type { Inhibition } from "../suppression/inhibition-schema.ts";
import type { SuppressionSettings } from "../suppression/settings.ts";
import type { RuleCounts } from "./ports.ts";

export interface TrialContext {
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly settings: RulesSettings;
  readonly inhibitions: readonly Inhibition[];
  readonly blindSpots: BlindSpotSettings;
  readonly suppression: SuppressionSettings;
}

export interface TrialResult {
  readonly countsByRule: ReadonlyMap<string, RuleCounts>;
  /** What is raised at the end, by alarm key. */
  readonly levels: ReadonlyMap<string, Level>;
}

export function engineFor(rules: readonly Rule[], { city, keys, settings }: TrialContext): RuleEngine {
  return new RuleEngine(bindRules(rules, city, keys).alarms, settings);
}

function withoutPolicy({ casePolicy: _, ...city }: City): City {
  return city;
}

/** Rules at work on history, acting on nothing: the hub's own steps up to the case, and a count behind them. */
export class RulesTrial {
  readonly #list: StepList;
  readonly #tally: TrialTally;
  #draft: Draft | null = null;

  constructor(rules: readonly Rule[], context: TrialContext) {
    const { city } = context;
    const tally = new TrialTally(rules);
    const { steps } = judgingSteps({
      ...context,
      lateAfterMs: context.settings.lateAfterMs,
      engine: engineFor(rules, context),
      // Nobody moves cases in a trial: they close with the water.
      cases: createOpenCases(withoutPolicy(city), []),
    });
    this.#tally = tally;
    this.#list = stepList([...steps, observeStep((draft) => tally.count(draft))]);
  }

  async start(from: RestorePoint): Promise<void> {
    this.#draft = await restoreSteps(this.#list, from);
  }

  judge(inputs: Iterable<Input>): void {
    this.#draft = replay(this.#list, inputs, this.#draft ?? newDraft({ row: 0, entry: 0 }, Number.NEGATIVE_INFINITY));
  }

  /** Ends the count; open episodes are taken to go on until `endsAt`. */
  finish(endsAt: number): TrialResult {
    this.judge([{ kind: "tick", at: endsAt, isAfterRows: true }]);
    return this.#tally.finish(endsAt);
  }
}

interface RuleTally {
  raised: number;
  stepped: number;
  activeMs: number;
  pages: number;
}

interface ActiveAlarm {
  readonly ruleId: string;
  readonly since: number;
  readonly level: Level;
}

/** Counts what each rule does. */
class TrialTally {
  readonly #tallies: ReadonlyMap<string, RuleTally>;
  readonly #active = new Map<string, ActiveAlarm>();

  constructor(rules: readonly Rule[]) {
    this.#tallies = new Map(rules.map(({ id }) => [id, { raised: 0, stepped: 0, activeMs: 0, pages: 0 }]));
  }

  count({ found, effects }: Draft): void {
    for (const transition of effects.transitions.splice(0)) this.#countTransition(transition);
    for (const { change, transition } of found.caseChanges) {
      const tally = transition === null ? undefined : this.#tallies.get(transition.ruleId);
      if (tally !== undefined && change.event.isUrgent) tally.pages += 1;
    }
  }

  finish(endsAt: number): TrialResult {
    for (const { ruleId, since } of this.#active.values()) {
      const tally = this.#tallies.get(ruleId);
      if (tally !== undefined) tally.activeMs += Math.max(0, endsAt - since);
    }
    const countsByRule = new Map(
      [...this.#tallies].map(([ruleId, { activeMs, ...counts }]) => [
        ruleId,
        { ...counts, activeMinutes: Math.round(activeMs / minuteMs) },
      ]),
    );
    return { countsByRule, levels: new Map([...this.#active].map(([key, { level }]) => [key, level])) };
  }

  #countTransition({ alarmKey, ruleId, from, to, at, effect }: AlarmTransition): void {
    const tally = this.#tallies.get(ruleId);
    // What late readings add to the record moved nothing at the time; what the hub raises of itself is no rule's.
    if (tally === undefined || effect === "record" || isConfirmation({ from, to })) return;
    const open = this.#active.get(alarmKey);
    if (from === null) tally.raised += 1;
    else if (to !== null) tally.stepped += 1;
    if (to === null) {
      tally.activeMs += Math.max(0, at - (open?.since ?? at));
      this.#active.delete(alarmKey);
    } else this.#active.set(alarmKey, { ruleId, since: open?.since ?? at, level: to });
  }
}
