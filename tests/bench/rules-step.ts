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
  let transitions = 0;
  let elapsedMs = 0;
  for (let round = 0; round < rounds; round++) {
    const rows = rowsOf(gauges, round);
    const before = performance.now();
    for (const row of rows) transitions += engine.step(row).transitions.length;
    elapsedMs += performance.now() - before;
  }
  return {
    gauges,
    alarms: bound.alarms.length,
    steps: rounds * gauges,
    stepsPerSecond: Math.round((rounds * gauges * 1000) / elapsedMs),
    transitions,
  };
}

/** One minute of every gauge; made outside the measured time. */
function rowsOf(gauges: number, round: number): readonly JournalledObservation[] {
  return Array.from({ length: gauges }, (_, gauge) => {
    const observedAt = 1_750_000_000_000 + round * minuteMs + gauge * Math.floor(minuteMs / gauges);
    const phase = ((observedAt / hourMs + gauge * 7) % 24) / 24;
    return {
      gauge: gauge as GaugeKey,
      observedAt,
      receivedAt: observedAt + 300,
      value: phase < 0.05 ? 0.5 * Math.sin((phase / 0.05) * Math.PI) : 0.02,
      flag: 1,
      checks: 0,
      deviceTime: null,
      seq: null,
      journalSeq: round * gauges + gauge + 1,
    };
  });
}
