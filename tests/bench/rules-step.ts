import { blindSpotSettings } from "../../blindspots/settings.ts";
import { createOpenCases } from "../../cases/open-cases.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { decide, stepList } from "../../processor/decide.ts";
import { newDraft } from "../../processor/draft.ts";
import { processorSteps } from "../../processor/steps.ts";
import { bindRules } from "../../rules/binding/bind-rules.ts";
import { RuleEngine } from "../../rules/engine/engine.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import { suppressionSettings } from "../../suppression/settings.ts";
import { createOpenWarnings } from "../../warnings/open-warnings.ts";
import { seeded } from "../support/seeded.ts";
import { cityOf, type GaugeSketch, keysOf, ruleFrom } from "../support/worlds/rules-world.ts";

export interface RulesFigures {
  readonly gauges: number;
  /** Rules that apply to each gauge; as many again apply only to the others. */
  readonly rulesPerKind: number;
  readonly alarms: number;
  readonly transitions: number;
  readonly nsPerReading: number;
  readonly nsPerRule: number;
  readonly readingsPerSecond: number;
}

const ladder = { blue: { raise: 0.15 }, yellow: { raise: 0.2 }, orange: { raise: 0.27 }, red: { raise: 0.4 } };

/** What a city asks of a gauge, by turns: two thresholds, a rate of rise and a silence. */
const usual: readonly Readonly<Record<string, unknown>>[] = [
  { levels: ladder, deadband: 0.03, offDelay: "10min" },
  { condition: { kind: "rate-of-rise", window: "10min" }, levels: { yellow: { raise: 1.5 } } },
  { levels: ladder, onDelay: "5min", deadband: 0.05 },
  { hazard: "blind-spot", condition: { kind: "silence" }, unit: undefined, levels: { blue: { raise: 3 } } },
];

/**
 * What judging a reading costs, where half of the gauges stand at roads and half at rivers, each kind under rules of its
 * own, a reading a minute, now and then a flood.
 */
export function benchRules({ gauges, rulesPerKind }: { gauges: number; rulesPerKind: number }): RulesFigures {
  const city = cityOf(
    Array.from(
      { length: gauges },
      (_, index): GaugeSketch =>
        index % 2 === 0 ? { id: `g${index}` } : { id: `g${index}`, kind: "river", property: "stage" },
    ),
  );
  const rules = [
    { kind: "waterlogging", property: "depth" },
    { kind: "river", property: "stage" },
  ].flatMap((applies) =>
    Array.from({ length: rulesPerKind }, (_, index) =>
      ruleFrom({ ...usual[index % usual.length], id: `${applies.kind}-${index}`, applies }),
    ),
  );
  const { alarms, engine } = started(city, rules);
  const readings = Math.max(gauges * 6, Math.round(4_000_000 / (rulesPerKind + 3)));
  const measured = measure(engine, gauges, Math.ceil(readings / gauges));
  return { gauges, rulesPerKind, alarms, ...measured, nsPerRule: tenths(measured.nsPerReading / rulesPerKind) };
}

export interface StepsFigures {
  readonly gauges: number;
  /** What a row costs that is decided by every step of the hub, the engine's part included. */
  readonly nsPerRow: number;
}

/** What deciding a quiet row costs through all steps, under four rules. */
export function benchSteps(gauges: number): StepsFigures {
  const city = cityOf(Array.from({ length: gauges }, (_, index): GaugeSketch => ({ id: `g${index}` })));
  const { engine } = started(
    city,
    usual.map((text, index) => ruleFrom({ ...text, id: `rule-${index}` })),
  );
  const list = stepList(
    processorSteps({
      ...{ city, keys: keysOf(city), engine, inhibitions: [] },
      blindSpots: blindSpotSettings.parse({}),
      lateAfterMs: rulesSettings.parse({}).lateAfterMs,
      suppression: suppressionSettings.parse({}),
      cases: createOpenCases(city, []),
      warnings: createOpenWarnings(city, "district", []),
      queue: () => ({ bodies: [], deliveries: [] }),
    }).steps,
  );
  let draft = newDraft({ row: 0, entry: 0 }, 0);
  const samples: number[] = [];
  for (let round = 0; round < Math.ceil(600_000 / gauges); round++) {
    // No flood, and no flat line either.
    const rows = rowsOf(gauges, round).map((row) => ({ ...row, value: 0.02 + ((round * 7 + row.gauge) % 5) * 0.004 }));
    const before = performance.now();
    for (const row of rows) decide(list, { kind: "row", row }, draft);
    samples.push((performance.now() - before) / rows.length);
    for (const step of list.steps) step.save(draft);
    draft = newDraft(draft.position, draft.clock);
  }
  return { gauges, nsPerRow: Math.round(middleOf(samples) * 1e6) };
}

export interface KindFigures {
  readonly kind: string;
  readonly nsPerReading: number;
}

const rain = { kind: "rain", property: "rain" };
const levels = { blue: { raise: 1 } };
const never = { blue: { raise: 1000 } };

/** One rule of each kind, at 1,000 gauges that report once a minute. */
const kinds: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  threshold: [{ levels }],
  "rate-of-rise 10min": [{ condition: { kind: "rate-of-rise", window: "10min" }, levels }],
  "peak 1h": [{ condition: { kind: "peak", window: "1h" }, levels }],
  "accumulation 1h": [{ applies: rain, condition: { kind: "accumulation", window: "1h" }, unit: "mm", levels: never }],
  "accumulation 24h": [
    { applies: rain, condition: { kind: "accumulation", window: "24h" }, unit: "mm", levels: never },
  ],
  "accumulation 24h, raised": [
    { applies: rain, condition: { kind: "accumulation", window: "24h" }, unit: "mm", levels },
  ],
  "stuck 6h": [{ condition: { kind: "stuck", window: "6h", tolerance: 0.001, above: 0.05 }, unit: "min", levels }],
  forecast: [{ condition: { kind: "forecast", mark: 0.4, within: "1h" }, unit: undefined, levels }],
  silence: [{ condition: { kind: "silence" }, unit: undefined, levels: { blue: { raise: 3 } } }],
  "threshold and count-in-area of all": [
    { levels: { blue: { raise: 0.2 } } },
    { id: "many", condition: { kind: "count-in-area", rule: "road-depth", area: "city" }, unit: undefined, levels },
  ],
  "two thresholds and all of them": [
    { levels: { blue: { raise: 0.2 } } },
    { id: "deeper", levels: { blue: { raise: 0.3 } } },
    {
      id: "both",
      condition: { kind: "all", of: [{ rule: "road-depth" }, { rule: "deeper" }] },
      unit: undefined,
      levels: { red: { raise: "blue" } },
    },
  ],
};

export function benchKinds(): readonly KindFigures[] {
  const gauges = 1_000;
  return Object.entries(kinds).map(([kind, texts]) => {
    const isRain = texts[0]?.applies === rain;
    const sketch = isRain ? ({ kind: "rain", property: "rain" } as const) : {};
    const city = cityOf(Array.from({ length: gauges }, (_, index) => ({ id: `g${index}`, ...sketch })));
    const { engine } = started(city, texts.map(ruleFrom));
    // A day to fill the windows, unmeasured.
    const filled = fill(engine, gauges, 24 * 60);
    return { kind, nsPerReading: measure(engine, gauges, 120, filled).nsPerReading };
  });
}

/** What putting a reading in its place costs that comes `lateReadings` too late, under four rules. */
export function benchLate(lateReadings: number): { readonly lateReadings: number; readonly nsPerReading: number } {
  const gauges = 200;
  const city = cityOf(Array.from({ length: gauges }, (_, index) => ({ id: `g${index}` })));
  const rules = usual.map((text, index) => ruleFrom({ ...text, id: `rule-${index}` }));
  const { engine } = started(city, rules);
  const samples: number[] = [];
  let round = fill(engine, gauges, 60);
  for (let sample = 0; sample < 20; sample++) {
    const late = rowsOf(gauges, round);
    for (let ahead = 1; ahead <= lateReadings; ahead++)
      for (const row of rowsOf(gauges, round + ahead)) engine.step(row);
    const receivedAt = (round + lateReadings) * minuteMs + 1_750_000_060_000;
    const before = performance.now();
    for (const row of late) engine.step({ ...row, receivedAt });
    samples.push(performance.now() - before);
    round += lateReadings + 1;
  }
  return { lateReadings, nsPerReading: Math.round((middleOf(samples) * 1e6) / gauges) };
}

export interface FloodFigures {
  readonly floodedStations: number;
  readonly transitions: number;
  readonly nsPerReading: number;
}

/**
 * What a reading costs while the whole city goes under within 12 minutes, through four levels, as one rule counts over
 * all stations. Readings of the same seconds come in any order, as they do from a city.
 */
export function benchFlood(stations: number): FloodFigures {
  const city = cityOf(Array.from({ length: stations }, (_, index) => ({ id: `g${index}` })));
  const counted = {
    id: "many",
    condition: { kind: "count-in-area", rule: "road-depth", area: "city", within: "30min", count: "stations" },
    unit: undefined,
    levels: { blue: { raise: 2 }, yellow: { raise: 20 }, orange: { raise: 100 } },
    offDelay: "10min",
  };
  const { engine } = started(city, [{ levels: ladder, deadband: 0.03, offDelay: "10min" }, counted].map(ruleFrom));
  const quietRounds = fill(engine, stations, 40);
  const random = seeded(1);
  let transitions = 0;
  let spentMs = 0;
  for (let round = 0; round < 20; round++) {
    const rows = rowsOf(stations, quietRounds + round).map((row) => {
      const begins = 1 + random() * 4;
      const value = Math.min(0.5, Math.max(0.02, (round - begins) * 0.05));
      return { ...row, value, receivedAt: row.observedAt + 300 + Math.round(random() * 2_000) };
    });
    rows.sort((a, b) => a.receivedAt - b.receivedAt);
    const before = performance.now();
    for (const row of rows) transitions += engine.step(row).transitions.length;
    spentMs += performance.now() - before;
  }
  return { floodedStations: stations, transitions, nsPerReading: Math.round((spentMs * 1e6) / (stations * 20)) };
}

function started(city: ReturnType<typeof cityOf>, rules: readonly Rule[]) {
  const { alarms } = bindRules(rules, city, keysOf(city));
  return { alarms: alarms.length, engine: new RuleEngine(alarms, rulesSettings.parse({})) };
}

function fill(engine: RuleEngine, gauges: number, rounds: number): number {
  for (let round = 0; round < rounds; round++) for (const row of rowsOf(gauges, round)) engine.step(row);
  return rounds;
}

/**
 * The middle one of many short stretches: the machine has other work too. Rows are handed over a few at a time, as they
 * come from the journal, so that it is the engine that is measured and not how fast rows can be fetched.
 */
function measure(engine: RuleEngine, gauges: number, rounds: number, from = 0) {
  const atOnce = 50;
  const stretches: number[] = [];
  let transitions = 0;
  for (let round = 0; round < rounds; round++) {
    for (let first = 0; first < gauges; first += atOnce) {
      const rows = rowsOf(gauges, from + round, first, Math.min(gauges, first + atOnce));
      const before = performance.now();
      for (const row of rows) transitions += engine.step(row).transitions.length;
      stretches.push((performance.now() - before) / rows.length);
    }
  }
  const middleMs = middleOf(stretches);
  return { transitions, nsPerReading: Math.round(middleMs * 1e6), readingsPerSecond: Math.round(1000 / middleMs) };
}

function middleOf(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

/** One minute of the gauges from `first` to before `end`; made outside the measured time. */
function rowsOf(gauges: number, round: number, first = 0, end = gauges): readonly JournalledObservation[] {
  return Array.from({ length: end - first }, (_, index) => {
    const gauge = first + index;
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

function tenths(number: number): number {
  return Math.round(number * 10) / 10;
}
