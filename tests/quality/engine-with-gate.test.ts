import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { bindQuality } from "../../quality/bind-quality.ts";
import { QualityGate } from "../../quality/quality-gate.ts";
import { bindRules } from "../../rules/binding/bind-rules.ts";
import { type Findings, RuleEngine } from "../../rules/engine/engine.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import { footM, plumtree } from "../support/recorded-series.ts";
import { missing } from "../support/shared.ts";
import {
  cityOf,
  keepSaved,
  keysOf,
  memoryJournal,
  observationOf,
  ruleFrom,
  savedIn,
} from "../support/worlds/rules-world.ts";
import { GatedRules } from "../support/worlds/steps.ts";

/** Two roads and a rain gauge at one place, keys 0, 1, 2. */
const city = cityOf([{ id: "road" }, { id: "street" }, { id: "sky", kind: "rain", property: "rain" }]);
const [road, street, sky] = [0, 1, 2];

const rules = [
  ruleFrom({ id: "deep", levels: { blue: { raise: 0.15 }, red: { raise: 0.6 } }, deadband: 0.05 }),
  ruleFrom({ id: "held", levels: { yellow: { raise: 0.27 } }, onDelay: "2min", offDelay: "2min" }),
  ruleFrom({ id: "silent", condition: { kind: "silence" }, levels: { blue: { raise: 3 } } }),
];

function newGate(): QualityGate {
  return new QualityGate(bindQuality(city, keysOf(city)));
}

function engineOf(): RuleEngine {
  return new RuleEngine(bindRules(rules, city, keysOf(city)).alarms, rulesSettings.parse({}));
}

function engineBefore(gate: QualityGate | null): RuleEngine | GatedRules {
  return gate === null ? engineOf() : gatedRules();
}

function gatedRules(): GatedRules {
  return new GatedRules(engineOf(), newGate(), keysOf(city));
}

const start = 1_000_000_000;

function row(gauge: number, minute: number, value: number): JournalledObservation {
  return observationOf({ gauge, observedAt: start + minute * minuteMs, value });
}

/** `minute: rule from -> to`, minute of the observation; and of learning of it where that is later. */
function words(transitions: readonly AlarmTransition[]): readonly string[] {
  return transitions.map(({ ruleId, at, receivedAt, from, to }) => {
    const minute = (at - start) / minuteMs;
    const learnt = receivedAt === at ? "" : ` learnt ${(receivedAt - start) / minuteMs}`;
    return `${minute}: ${ruleId} ${from} -> ${to}${learnt}`;
  });
}

function transitionsOf(
  engine: RuleEngine | GatedRules,
  rows: readonly JournalledObservation[],
): readonly AlarmTransition[] {
  return rows.flatMap((each) => engine.step(each).transitions);
}

describe("RuleEngine before a quality gate", () => {
  const spike = [row(road, 0, 0.02), row(road, 1, 0.9), row(road, 2, 0.02)];

  it("raises nothing for a spike; without the gate it does (control)", () => {
    expect(words(transitionsOf(engineBefore(newGate()), spike))).toEqual([]);
    expect(words(transitionsOf(engineBefore(null), spike))).toEqual(["1: deep null -> red", "2: deep red -> null"]);
  });

  it("raises a flood with the reading that bears it out, at its own time, and says why it is believed", () => {
    const found = transitionsOf(engineBefore(newGate()), [row(road, 0, 0.02), row(road, 1, 0.3), row(road, 2, 0.5)]);
    expect(words(found)).toEqual(["1: deep null -> blue learnt 2"]);
    expect(found[0]?.trustedBecause).toEqual({
      zh: "读数突变可信：下一次读数相差0.2 m，予以印证",
      en: "the sudden change is believed: the next reading, 0.2 m from it, confirms it",
    });
  });

  it("says nothing of trust where nothing was doubtful", () => {
    const rise = [0.02, 0.06, 0.11, 0.16].map((value, minute) => row(road, minute, value));
    const found = transitionsOf(engineBefore(newGate()), rise);
    expect(words(found)).toEqual(["3: deep null -> blue"]);
    expect(found[0]).not.toHaveProperty("trustedBecause");
  });

  it("raises at once when it rains nearby, and as soon as rain is heard of", () => {
    const before = [row(sky, 0, 5), row(road, 0.5, 0.06), row(road, 1.5, 0.17)];
    const [found] = transitionsOf(engineBefore(newGate()), before);
    expect(words(found === undefined ? [] : [found])).toEqual(["1.5: deep null -> blue"]);
    expect(found?.trustedBecause?.en).toContain("5 mm of rain");
    const after = [row(road, 0.5, 0.06), row(road, 1.5, 0.17), row(sky, 1.75, 2)];
    expect(words(transitionsOf(engineBefore(newGate()), after))).toEqual(["1.5: deep null -> blue learnt 1.75"]);
  });

  it("raises at once when the neighbour has risen too", () => {
    const rows = [
      row(street, 0, 0.02),
      row(street, 1, 0.07),
      row(street, 1.1, 0.09),
      row(road, 1, 0.06),
      row(road, 2, 0.17),
    ];
    const found = transitionsOf(engineBefore(newGate()), rows);
    expect(words(found)).toEqual(["2: deep null -> blue"]);
    expect(found[0]?.trustedBecause?.zh).toContain("邻近监测项");
  });

  it("raises when an interval has passed in silence, however late the clock is looked at, and in the order of time", () => {
    const engine = engineBefore(newGate());
    transitionsOf(engine, [row(road, 0, 0.02), row(road, 1, 0.9)]);
    expect(engine.advanceClock(start + 2 * minuteMs).transitions).toEqual([]);
    const { transitions } = engine.advanceClock(start + 10 * minuteMs);
    expect(words(transitions)).toEqual(["1: deep null -> red learnt 2.1", "4: silent null -> blue"]);
    expect(transitions[0]?.trustedBecause?.en).toContain("not confirmed");
  });

  it("lets the next reading decide that comes at the very moment the wait ends", () => {
    const late = { ...row(road, 2, 0.02), receivedAt: start + 2.1 * minuteMs };
    expect(words(transitionsOf(engineBefore(newGate()), [row(road, 0, 0.02), row(road, 1, 0.9), late]))).toEqual([]);
  });

  it("finds a silence that fell due before the wait ended before what was held", () => {
    const engine = engineBefore(newGate());
    transitionsOf(engine, [row(street, -1.2, 0), row(road, 0, 0.02), row(road, 1, 0.9)]);
    const { transitions } = engine.advanceClock(start + 3 * minuteMs);
    expect(words(transitions)).toEqual(["1.8: silent null -> blue", "1: deep null -> red learnt 2.1"]);
  });

  it("keeps an alarm up when a gauge falls silent after a sudden fall", () => {
    const engine = engineBefore(newGate());
    const found = transitionsOf(engine, [row(road, 0, 0.12), row(road, 1, 0.17), row(road, 2, 0)]);
    expect(words(found)).toEqual(["1: deep null -> blue"]);
    expect(words(engine.advanceClock(start + 20 * minuteMs).transitions)).toEqual(["5: silent null -> blue"]);
  });

  it("hands what is held to an engine with other rules, once", async () => {
    const rules = gatedRules();
    const rows = [row(road, 0, 0.02), row(road, 1, 0.3)];
    transitionsOf(rules, rows);
    await rules.replaceRules(engineOf(), memoryJournal(rows));
    expect(words(transitionsOf(rules, [row(road, 2, 0.5)]))).toEqual(["1: deep null -> blue learnt 2"]);
  });

  it("finds every level of Plumtree Run's floods that it finds without the gate, at most 5 min later", () => {
    const series = plumtree()?.[0];
    if (series === undefined) return missing("usgs_maryland (GUANLAN_DATA)");
    const creek = cityOf([{ id: "creek", kind: "river", property: "stage", expectedIntervalMs: 5 * minuteMs }]);
    const rule = ruleFrom({
      id: "river-stage",
      hazard: "river-flood",
      applies: { kind: "river", property: "stage" },
      levels: { blue: { raise: 2 * footM }, yellow: { raise: 3 * footM }, orange: { raise: 4 * footM } },
      deadband: 0.05,
      offDelay: "1h",
    });
    const notified = (gate: QualityGate | null): readonly AlarmTransition[] => {
      const { alarms } = bindRules([rule], creek, keysOf(creek));
      const bare = new RuleEngine(alarms, rulesSettings.parse({}));
      const engine = gate === null ? bare : new GatedRules(bare, gate, keysOf(creek));
      return [...series.times].flatMap(
        (at, index) =>
          engine.step(observationOf({ observedAt: at, value: series.valuesM[index] as number })).transitions,
      );
    };
    const bare = notified(null);
    const checked = notified(new QualityGate(bindQuality(creek, keysOf(creek))));
    const bones = ({ at, from, to }: AlarmTransition): unknown => [at, from, to];
    expect(checked.map(bones)).toEqual(bare.map(bones));
    expect(bare.length).toBeGreaterThan(50);
    for (const { at, receivedAt } of checked) expect(receivedAt - at).toBeLessThanOrEqual(5 * minuteMs);
    expect(checked.filter(({ trustedBecause }) => trustedBecause !== undefined).length).toBeGreaterThan(0);
  });
});

type Moment = { readonly row: JournalledObservation } | { readonly to: number };

const reading = fc.record({
  gauge: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(road, street) }, fc.constant(sky)),
  afterS: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 5, max: 50 }) }, fc.integer({ min: 51, max: 9000 })),
  lateS: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 300 })),
  level: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 0.3) }, fc.constantFrom(0.04, 0.2, 0.65, 0.66, 2)),
  isTicked: fc.boolean(),
});

const momentsArbitrary = fc.array(reading, { minLength: 1, maxLength: 60 }).map((readings): readonly Moment[] => {
  const moments: Moment[] = [];
  const seen = new Set<string>();
  let now = start;
  for (const { gauge, afterS, lateS, level: value, isTicked } of readings) {
    if (isTicked) moments.push({ to: now + Math.floor((afterS * secondMs) / 2) });
    now += afterS * secondMs;
    const observedAt = now - lateS * secondMs;
    if (seen.has(`${gauge} ${observedAt}`)) continue;
    seen.add(`${gauge} ${observedAt}`);
    const journalSeq = moments.length + 1;
    moments.push({ row: observationOf({ gauge, observedAt, receivedAt: now, value, journalSeq }) });
  }
  return moments;
});

/** Steps the moments, killed before some moments with nothing left but what was committed there. */
async function lived(
  moments: readonly Moment[],
  restarts: ReadonlySet<number> = new Set(),
): Promise<readonly Findings[]> {
  let engine = gatedRules();
  const saved = new Map<string, string>();
  const rows: JournalledObservation[] = [];
  const found: Findings[] = [];
  let clock = start;
  for (const [index, moment] of moments.entries()) {
    if (restarts.has(index)) {
      keepSaved(saved, engine.drainChanges());
      engine = gatedRules();
      const journal = memoryJournal([...rows]);
      const position = journal.placeAt(rows.at(-1)?.journalSeq ?? 0);
      found.push(await engine.restore(savedIn(saved), journal, position, clock));
    }
    if ("to" in moment) {
      clock = Math.max(clock, moment.to);
      found.push(engine.advanceClock(moment.to));
      continue;
    }
    clock = Math.max(clock, moment.row.receivedAt);
    rows.push(moment.row);
    found.push(engine.step(moment.row));
  }
  return found.filter(({ transitions, missedPeaks }) => transitions.length + missedPeaks.length > 0);
}

const flat = (found: readonly Findings[]): unknown => [
  found.flatMap(({ transitions }) => transitions),
  found.flatMap(({ missedPeaks }) => missedPeaks),
];

describe("findings of an engine before a quality gate", () => {
  it("are the same after a restart anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(momentsArbitrary, fc.array(fc.nat(80), { maxLength: 5 }), async (moments, restarts) => {
        expect(flat(await lived(moments, new Set(restarts)))).toEqual(flat(await lived(moments)));
      }),
      { numRuns: 400 },
    );
  });

  it("are the same after a restart while something is held after a long silence, and a late reading comes", async () => {
    const rows = [row(road, 0, 0.02), row(road, 60, 2), { ...row(road, -1, 0.5), receivedAt: start + 60.5 * minuteMs }];
    const moments = rows.map((each, index): Moment => ({ row: { ...each, journalSeq: index + 1 } }));
    const whole = flat(await lived(moments));
    expect(flat(await lived(moments, new Set([2])))).toEqual(whole);
    expect(JSON.stringify(whole)).toContain("0.5");
  });

  it("are the same in a replay that looks at the clock only at the end", async () => {
    await fc.assert(
      fc.asyncProperty(momentsArbitrary, async (moments) => {
        const end = { to: start + 100_000_000 };
        const rows = moments.filter((moment) => "row" in moment);
        expect(flat(await lived([...rows, end]))).toEqual(flat(await lived([...moments, end])));
      }),
      { numRuns: 400 },
    );
  });
});
