import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blindSpotSettings } from "../../blindspots/settings.ts";
import { createOpenCases } from "../../cases/open-cases.ts";
import type { Mode } from "../../domain/city/mode.ts";
import { minuteMs, secondMs } from "../../domain/clock.ts";
import type { DeviceId, StationId } from "../../domain/ids.ts";
import type { Entry, Input } from "../../domain/inputs/input.ts";
import { checks } from "../../domain/observations/quality.ts";
import { decide, stepList } from "../../processor/decide.ts";
import { type Draft, newDraft } from "../../processor/draft.ts";
import { inputOf } from "../../processor/inputs.ts";
import { following, ignore, newMeter, type Step, stateless } from "../../processor/step.ts";
import { processorSteps, stepNames } from "../../processor/steps.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import { suppressionSettings } from "../../suppression/settings.ts";
import { createOpenWarnings } from "../../warnings/open-warnings.ts";
import { cityOf, engineOver, keysOf, observationOf, ruleFrom } from "../support/worlds/rules-world.ts";

const startsAt = Date.parse("2021-07-20T08:00:00Z");

const base = cityOf([{ id: "road" }, { id: "street" }, { id: "sky", kind: "rain", property: "rain" }]);
const city = {
  ...base,
  stations: new Map([...base.stations].map(([id, station]) => [id, { ...station, importance: 3 as const }])),
};

const rules = [
  ruleFrom({ id: "deep", levels: { blue: { raise: 0.15 }, red: { raise: 0.6 } }, deadband: 0.05 }),
  ruleFrom({
    id: "silent",
    hazard: "blind-spot",
    condition: { kind: "silence" },
    levels: { blue: { raise: 3 } },
    modes: { emergency: { levels: { blue: { raise: 2 } } } },
  }),
];

function everyStep(): readonly Step[] {
  return processorSteps({
    city,
    keys: keysOf(city),
    engine: engineOver(city, rules),
    inhibitions: [],
    blindSpots: blindSpotSettings.parse({}),
    lateAfterMs: rulesSettings.parse({}).lateAfterMs,
    suppression: suppressionSettings.parse({}),
    cases: createOpenCases(city, []),
    warnings: createOpenWarnings(city, "district", []),
    queue: () => ({ bodies: [], deliveries: [] }),
  }).steps;
}

const silence = (id: string, at: number, ms: number): Entry => ({
  kind: "order-given",
  order: {
    kind: "silence",
    silence: {
      ...{ id, owner: "Li Wei", reason: "works", createdAt: at, fromAt: at, untilAt: at + ms, includesRed: false },
      match: { stationIds: ["at-road" as StationId] },
    },
  },
});

const maintenance = (id: string, at: number, ms: number): Entry => ({
  kind: "order-given",
  order: {
    kind: "maintenance",
    maintenance: {
      ...{ id, owner: "Li Wei", reason: "new probe", createdAt: at, fromAt: at, untilAt: at + ms },
      deviceId: "device-street" as DeviceId,
    },
  },
});

type Moment =
  | { readonly kind: "row"; readonly gauge: number; readonly value: number; readonly afterS: number }
  | { readonly kind: "silence" | "maintenance" | "start"; readonly afterS: number; readonly forS: number }
  | { readonly kind: "mode"; readonly mode: Mode; readonly afterS: number };

const afterS = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 60 }) }, fc.integer({ min: 61, max: 900 }));

const moment: fc.Arbitrary<Moment> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("row" as const),
      gauge: fc.nat(2),
      value: fc.constantFrom(0, 0.05, 0.12, 0.2, 0.3, 0.7, 12),
      afterS,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("silence" as const, "maintenance" as const, "start" as const),
      afterS,
      forS: fc.constantFrom(60, 300, 1_200),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("mode" as const),
      mode: fc.constantFrom<Mode>("daily", "emergency"),
      afterS,
    }),
  },
);

interface LogInput {
  readonly at: number;
  readonly input: Input;
}

/** The log of a story, each input with our clock at it. */
function logOf(moments: readonly Moment[]): readonly LogInput[] {
  let at = startsAt;
  let [rows, entries] = [0, 0];
  const entered = (entry: Entry): LogInput => {
    entries += 1;
    return { at, input: inputOf({ entrySeq: entries, afterRow: rows, at, entry }) };
  };
  const inputFor = (each: Moment): LogInput => {
    switch (each.kind) {
      case "row": {
        rows += 1;
        const { gauge, value } = each;
        const row = observationOf({ gauge, value, observedAt: at + rows, receivedAt: at, journalSeq: rows });
        return { at, input: { kind: "row", row } };
      }
      case "silence":
        return entered(silence(`silence-${entries}`, at, each.forS * secondMs));
      case "maintenance":
        return entered(maintenance(`maintenance-${entries}`, at, each.forS * secondMs));
      case "start":
        return entered({ kind: "hub-started", countedUpTo: at - Math.min(each.forS, each.afterS) * secondMs });
      case "mode":
        return entered({ kind: "mode-set", mode: each.mode, by: "Li Wei" });
    }
  };
  const inputs = [entered({ kind: "hub-started", countedUpTo: null })];
  for (const each of moments) {
    at += each.afterS * secondMs;
    inputs.push(inputFor(each));
  }
  return inputs;
}

/** @param ticks moments, as shares of the time between two inputs, at which the clock is looked at */
function lived(moments: readonly Moment[], ticks: readonly number[]): Draft {
  const list = stepList(everyStep());
  const draft = newDraft({ row: 0, entry: 0 }, Number.NEGATIVE_INFINITY);
  let last = startsAt;
  for (const { at, input } of logOf(moments)) {
    // Nobody looks at the clock while the hub is away.
    const until = input.kind === "hub-started" ? (input.logged.entry.countedUpTo ?? last) : at - 1;
    for (const share of [...ticks].sort((a, b) => a - b)) {
      const tick = Math.floor(last + (until - last) * share);
      if (tick > draft.clock) decide(list, { kind: "tick", at: tick, isAfterRows: true }, draft);
    }
    decide(list, input, draft);
    last = at;
  }
  decide(list, { kind: "tick", at: last + 60 * minuteMs, isAfterRows: true }, draft);
  return draft;
}

/** What would be committed, but for what names the moments at which it was. */
function decided({ effects }: Draft): unknown {
  return { ...effects, cases: [...effects.cases], devices: [...effects.devices] };
}

it("takes a row by which nothing moves through no step behind suppression", () => {
  const steps = everyStep().filter(({ on }) => on.row !== ignore);
  const { followFrom } = stepList(steps).runsOn.row;
  const always = steps.slice(0, followFrom).map(({ name }) => name);
  expect(always).toEqual(["quality", "usable", "rules", "blind-spots", "suppression"]);
});

const ignoringAll = following(ignore);

describe("decide()", () => {
  it("comes to the same however often ticks come in between", () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(moment, { minLength: 1, maxLength: 50 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
        (moments, ticks) => {
          const untouched = lived(moments, []);
          found += untouched.effects.transitions.length;
          expect(decided(lived(moments, ticks))).toEqual(decided(untouched));
        },
      ),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(300);
  });

  it("lets what is due at a moment go before the rows of that moment, and doubtful readings after them", () => {
    const order: string[] = [];
    const dueAt = (name: string, at: number, isAfterRows: boolean): Step => {
      let nextAt = at;
      return {
        name,
        ...stateless,
        meter: newMeter(),
        due: {
          get nextAt() {
            return nextAt;
          },
          isAfterRows,
        },
        on: {
          ...ignoringAll,
          row: ({ row }) => {
            if (name === "first") order.push(`row ${row.receivedAt}`);
          },
          tick: (tick) => {
            if (nextAt > tick.at || (isAfterRows && !tick.isAfterRows)) return;
            order.push(`${name} ${nextAt}`);
            nextAt = Number.POSITIVE_INFINITY;
          },
        },
      };
    };
    const list = stepList([dueAt("first", 7, false), dueAt("after rows", 5, true), dueAt("before rows", 5, false)]);
    const draft = newDraft({ row: 0, entry: 0 }, 0);
    for (const receivedAt of [5, 5, 6]) {
      decide(list, { kind: "row", row: observationOf({ observedAt: receivedAt, value: 0, receivedAt }) }, draft);
    }
    decide(list, { kind: "tick", at: 9, isAfterRows: true }, draft);
    expect(order).toEqual(["before rows 5", "row 5", "row 5", "after rows 5", "row 6", "first 7"]);
  });

  it("gives no step what was put in from a recording: it moves the position and nothing else", () => {
    const draft = newDraft({ row: 0, entry: 0 }, startsAt);
    const list = stepList(everyStep());
    for (const [row, value] of [9, 9, 9].entries()) {
      const archived = { value, flag: 2, checks: checks.tooOld | checks.archived, journalSeq: row + 1 } as const;
      const at = startsAt - (9 - row) * minuteMs;
      decide(
        list,
        { kind: "row", row: observationOf({ ...archived, observedAt: at, receivedAt: startsAt + 1 }) },
        draft,
      );
    }
    expect([draft.position.row, draft.clock, draft.effects.transitions]).toEqual([3, startsAt, []]);
  });

  it("refuses to go round in circles over a step that does not move on", () => {
    const stuck: Step = {
      ...{ name: "stuck", ...stateless, meter: newMeter() },
      due: { nextAt: 5, isAfterRows: false },
      on: ignoringAll,
    };
    const draft = newDraft({ row: 0, entry: 0 }, 0);
    expect(() => decide(stepList([stuck]), { kind: "tick", at: 9, isAfterRows: true }, draft)).toThrow("stuck");
  });
});

it("the steps that run are those of the table, in its order", () => {
  expect(everyStep().map(({ name }) => name)).toEqual(stepNames);
});
