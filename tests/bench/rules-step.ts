import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observation.ts";
import { bindRules } from "../../rules/bind-rules.ts";
import { RuleEngine } from "../../rules/engine.ts";
import { rulesSettings } from "../../rules/settings.ts";
import { cityOf, keysOf, ruleFrom } from "../support/rules-world.ts";

export interface RulesFigures {
  readonly gauges: number;
  readonly alarms: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly transitions: number;
}

/**
 * How many observations a second the engine judges: every gauge under four rules (two thresholds, a rate of rise and a
 * silence), a reading a minute, now and then a flood.
 */
export function benchRules({ gauges = 3_000, steps = 2_000_000 } = {}): RulesFigures {
  const city = cityOf(Array.from({ length: gauges }, (_, index) => ({ id: `g${index}` })));
  const ladder = { blue: { raise: 0.15 }, yellow: { raise: 0.2 }, orange: { raise: 0.27 }, red: { raise: 0.4 } };
  const rules = [
    ruleFrom({ id: "depth", levels: ladder, deadband: 0.03, offDelay: "10min" }),
    ruleFrom({ id: "depth-held", levels: ladder, onDelay: "5min", deadband: 0.05 }),
    ruleFrom({ id: "rise", condition: { kind: "rate-of-rise", window: "10min" }, levels: { yellow: { raise: 1.5 } } }),
    ruleFrom({ id: "silent", hazard: "blind-spot", condition: { kind: "silence" }, levels: { blue: { raise: 3 } } }),
  ];
  const bound = bindRules(rules, city, keysOf(city));
  const engine = new RuleEngine(bound.alarms, rulesSettings.parse({}));
  const rounds = Math.ceil(steps / gauges);
  const start = 1_750_000_000_000;
  const rows: JournalledObservation[] = [];
  for (let round = 0; round < rounds; round++) {
    for (let gauge = 0; gauge < gauges; gauge++) {
      const at = start + round * minuteMs + gauge * 20;
      const phase = ((at / hourMs + gauge * 7) % 24) / 24;
      const depth = phase < 0.05 ? 0.5 * Math.sin((phase / 0.05) * Math.PI) : 0.02;
      rows.push({
        gauge: gauge as GaugeKey,
        observedAt: at,
        receivedAt: at + 300,
        value: depth,
        flag: 1,
        checks: 0,
        deviceTime: null,
        seq: null,
        journalSeq: rows.length + 1,
      });
    }
  }
  let transitions = 0;
  const before = performance.now();
  for (const row of rows) transitions += engine.step(row).transitions.length;
  const seconds = (performance.now() - before) / 1000;
  return {
    gauges,
    alarms: bound.alarms.length,
    steps: rows.length,
    stepsPerSecond: Math.round(rows.length / seconds),
    transitions,
  };
}
