import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertsIn, alertsOfRule, transitionsOn } from "../../backtest/alerts-of-rule.ts";
import type { BacktestSeries, BacktestWorld } from "../../backtest/backtest-series.ts";
import { alertsOf } from "../../backtest/skill/baseline.ts";
import { forecastBaseline, forecastRule } from "../../backtest/skill/baselines.ts";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Level } from "../../domain/city/level.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { bindRules } from "../../rules/binding/bind-rules.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import {
  cityOf,
  engineOver,
  keysOf,
  memoryJournal,
  observationOf,
  restoreEngine,
  ruleFrom,
} from "../support/worlds/rules-world.ts";

const settings = rulesSettings.parse({});
const noon = Date.UTC(2026, 6, 20, 12);
const ladder = { blue: { raise: 0.15 }, yellow: { raise: 0.2 }, orange: { raise: 0.27 }, red: { raise: 0.4 } };
const rules: readonly Rule[] = [
  ruleFrom({ id: "depth", levels: ladder, deadband: 0.03, onDelay: "2min", offDelay: "10min" }),
  ruleFrom({
    id: "rise",
    condition: { kind: "rate-of-rise", window: "10min" },
    unit: "m/h",
    levels: { red: { raise: 0.6 } },
  }),
];

/** Records of three gauges: uneven steps with gaps, values about the limits. */
const records = fc.array(
  fc.array(
    fc.tuple(fc.constantFrom(20_000, minuteMs, minuteMs, 90_000, 5 * minuteMs), fc.integer({ min: 0, max: 45 })),
    {
      minLength: 1,
      maxLength: 60,
    },
  ),
  { minLength: 3, maxLength: 3 },
);

function worldOf(rows: readonly (readonly (readonly [number, number])[])[]): BacktestWorld {
  const city = cityOf(rows.map((_, index) => ({ id: `g${index}` })));
  const series = rows.map((each, index): BacktestSeries => {
    let at = noon + index * 7_000;
    const times = Float64Array.from(each, ([step]) => (at += step));
    const values = Float64Array.from(each, ([, cm]) => cm / 100);
    const gaugeId = `g${index}` as GaugeId;
    return { gaugeId, times, values, intervalMs: minuteMs, mark: 0.27, lowerMark: 0.15, received: null };
  });
  return { city, series };
}

/** The journal of a hub that heard all of them, in the order in which they spoke. */
function journalOf({ series }: BacktestWorld) {
  const rows = series.flatMap(({ times, values }, gauge) =>
    [...times].map((observedAt, index) => ({ observedAt, value: values[index] as number, gauge })),
  );
  rows.sort((a, b) => a.observedAt - b.observedAt || a.gauge - b.gauge);
  return rows.map((row, index) => observationOf({ ...row, journalSeq: index + 1 }));
}

/**
 * What a live hub finds: all gauges and rules in one engine, its clock ticking, killed and started again after `killAt`
 * rows.
 */
async function live(world: BacktestWorld, killAt: number): Promise<readonly AlarmTransition[]> {
  const journal = journalOf(world);
  const notified: AlarmTransition[] = [];
  let engine = engineOver(world.city, rules);
  for (const [index, row] of journal.entries()) {
    if (index === killAt) {
      const saved = engine.drainChanges();
      engine = engineOver(world.city, rules);
      notified.push(
        ...(await restoreEngine(engine, saved, memoryJournal(journal), index, row.receivedAt - 1)).transitions,
      );
    }
    notified.push(...engine.advanceClock(row.receivedAt - 1).transitions, ...engine.step(row).transitions);
  }
  return notified;
}

describe("alertsOfRule()", () => {
  it("finds the transitions of the live hub, all gauges at once and a restart in the middle, to the last field", async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(records, fc.nat({ max: 120 }), async (rows, killAt) => {
        const world = worldOf(rows);
        const notified = await live(world, killAt);
        for (const rule of rules) {
          const { alarms } = bindRules([rule], world.city, keysOf(world.city));
          for (const [gauge, { gaugeId }] of world.series.entries()) {
            const own = alarms.filter((alarm) => alarm.inputs[0]?.gauge === gauge);
            const journal = journalOf(world).filter((row) => row.gauge === gauge);
            const tested = transitionsOn(own, journal, { settings, entries: [] });
            const wanted = notified.filter(
              ({ target, ruleId }) => ruleId === rule.id && target.kind === "gauge" && target.gaugeId === gaugeId,
            );
            expect(tested).toEqual(wanted);
            const trial = {
              rule,
              atLevel: "red" as const,
              settings,
              isChecked: false,
              entries: [],
              others: [],
            };
            expect(alertsOfRule(trial, world).alerts[gauge]).toEqual(alertsIn(wanted, "red"));
            seen += wanted.length;
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(seen).toBeGreaterThan(200);
  });

  it("a rule that forecasts is the built-in forecast, alert for alert", () => {
    const levels = { orange: { raise: forecastRule.raise, reset: forecastRule.reset } };
    const condition = { kind: "forecast", mark: 1, within: "6h" };
    const rule = ruleFrom({ condition, unit: undefined, levels, offDelay: "1h" });
    const walk = fc.array(fc.integer({ min: -4, max: 6 }), { minLength: 50, maxLength: 400 });
    let seen = 0;
    fc.assert(
      fc.property(walk, (steps) => {
        let cm = 20;
        const rows = steps.map((step) => {
          cm = Math.max(0, cm + step);
          return [10 * minuteMs, cm] as const;
        });
        const world = worldOf([rows]);
        const [series] = world.series as [BacktestSeries];
        const trial = {
          rule,
          atLevel: "orange" as const,
          settings,
          isChecked: false,
          entries: [],
          others: [],
        };
        // A gauge that reports every ten minutes: no step is a gap.
        const gauges = new Map(
          [...world.city.gauges].map(([id, gauge]) => [id, { ...gauge, expectedIntervalMs: 10 * minuteMs }]),
        );
        const found = alertsOfRule(trial, { ...world, city: { ...world.city, gauges } }).alerts[0] ?? [];
        const builtIn = alertsOf(forecastBaseline({ markM: 1, lowerMarkM: 0.5 }), series.times, series.values);
        expect(found.map(({ startedAt, endedAt }) => ({ startedAt, endedAt }))).toEqual(builtIn);
        seen += builtIn.length;
      }),
      { numRuns: 40 },
    );
    expect(seen).toBeGreaterThan(20);
  });

  it("control: an engine of other settings finds something else", () => {
    const world = worldOf([
      [
        [minuteMs, 0],
        [10 * minuteMs, 30],
        [5 * minuteMs, 30],
        [minuteMs, 30],
      ],
    ]);
    const { alarms } = bindRules([rules[0] as Rule], world.city, keysOf(world.city));
    const transitionsWith = (holdGapIntervals: number) =>
      transitionsOn(alarms, journalOf(world), { settings: { ...settings, holdGapIntervals }, entries: [] });
    expect(transitionsWith(3)).not.toEqual(transitionsWith(30));
  });

  it("gives nothing where the rule watches nothing, and says so", () => {
    const world = worldOf([[[minuteMs, 45]]]);
    const elsewhere = ruleFrom({ id: "river", applies: { kind: "river", property: "stage" } });
    const found = alertsOfRule(
      { rule: elsewhere, atLevel: "blue", settings, isChecked: false, entries: [], others: [] },
      world,
    );
    expect(found).toMatchObject({ alerts: [[]], watched: 0 });
    expect(found.notes.map(({ kind }) => kind)).toEqual(["nothing-in-scope"]);
  });

  it("takes rows as they came in where the record is the hub's own: late ones page nobody", () => {
    const [series] = worldOf([
      [
        [minuteMs, 0],
        [minuteMs, 45],
        [minuteMs, 0],
      ],
    ]).series as [BacktestSeries];
    const at = (minute: number) => noon + minute * minuteMs;
    const received = [
      observationOf({ observedAt: at(1), value: 0, journalSeq: 5 }),
      observationOf({ observedAt: at(3), value: 0, journalSeq: 6 }),
      observationOf({ observedAt: at(50), value: 0, journalSeq: 7 }),
      observationOf({ observedAt: at(2), value: 0.45, receivedAt: at(60), journalSeq: 8 }),
    ];
    const prompt = ruleFrom({ levels: { blue: { raise: 0.15 } } });
    const trial = {
      rule: prompt,
      atLevel: "blue" as const,
      settings,
      isChecked: false,
      entries: [],
      others: [],
    };
    const { city } = worldOf([[[0, 0]]]);
    expect(alertsOfRule(trial, { city, series: [series] }).alerts[0]).toHaveLength(1);
    expect(alertsOfRule(trial, { city, series: [{ ...series, received }] }).alerts[0]).toHaveLength(0);
  });
});

describe("alertsOfRule() with quality checks", () => {
  const prompt = ruleFrom({ levels: { blue: { raise: 0.15 } } });
  const trial = {
    rule: prompt,
    atLevel: "blue" as const,
    settings,
    isChecked: true,
    entries: [],
    others: [],
  };
  const minutesOf = (world: BacktestWorld) =>
    alertsOfRule(trial, world).alerts.map((alerts) => alerts.map(({ startedAt }) => (startedAt - noon) / minuteMs));
  const steps = (...cm: readonly number[]) => cm.map((each) => [minuteMs, each] as const);

  it("refuses a spike, and counts a step from when the next reading bore it out", () => {
    const rows = steps(0, 0, 45, 0, 0, 0, 30, 30, 30);
    expect(minutesOf(worldOf([rows]))).toEqual([[8]]);
    expect(alertsOfRule({ ...trial, isChecked: false }, worldOf([rows])).alerts[0]).toHaveLength(2);
  });

  it("hears a gauge nearby that speaks for a step", () => {
    const near = worldOf([steps(8, 8, 8, 18, 18, 18, 8, 8), steps(5, 10, 14, 14, 14, 14, 14, 14)]);
    expect(minutesOf(near)).toEqual([[4], []]);
    const apart = new Map([...near.city.stations].map(([id, station], index) => [id, { ...station, latitude: index }]));
    expect(minutesOf({ ...near, city: { ...near.city, stations: apart } })).toEqual([[5], []]);
  });
});

describe("alertsIn()", () => {
  const move = (minute: number, from: Level | null, to: Level | null, alarmKey = "a") =>
    ({ at: noon + minute * minuteMs, from, to, alarmKey }) as AlarmTransition;
  const moves = [
    move(1, null, "blue"),
    move(2, "blue", "orange"),
    move(3, "orange", "yellow"),
    move(4, "yellow", "orange"),
    move(5, "orange", "red"),
    move(6, "red", null),
    move(90, null, "yellow"),
  ];
  const spans = (level: Level) =>
    alertsIn(moves, level).map(({ startedAt, endedAt, pages, level: gravest }) => [
      (startedAt - noon) / minuteMs,
      (endedAt - noon) / minuteMs,
      pages,
      gravest,
    ]);

  it("an episode is one alert that pages when it begins and at each graver level, not when it falls back and returns", () => {
    expect(spans("blue")).toEqual([
      [1, 6, 3, "red"],
      [90, Number.POSITIVE_INFINITY, 1, "yellow"],
    ]);
  });

  it("from a level on", () => {
    expect(spans("orange")).toEqual([
      [2, 3, 1, "orange"],
      [4, 6, 2, "red"],
    ]);
    expect(spans("red")).toEqual([[5, 6, 1, "red"]]);
  });

  it("each alarm its own, in order of their starts", () => {
    const both = [move(1, null, "blue", "b"), move(2, null, "blue", "a"), move(3, "blue", null, "b")];
    expect(alertsIn(both, "blue").map(({ startedAt }) => (startedAt - noon) / minuteMs)).toEqual([1, 2]);
  });
});
