import fc from "fast-check";
import { expect, it } from "vitest";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { GivenOrder, Order } from "../../domain/alarms/order.ts";
import { type Level, levels } from "../../domain/city/level.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import type { DeviceId } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { SavedEntry } from "../../store/ports.ts";
import { inhibitionSchema } from "../../suppression/inhibition-schema.ts";
import type { SuppressionOutcome } from "../../suppression/suppression-control.ts";
import { memoryJournal, observationOf } from "../support/worlds/rules-world.ts";
import { type SuppressionRun, suppressionOver } from "../support/worlds/suppression.ts";
import {
  maintenanceOrder,
  minute,
  mover,
  silenceOrder,
  sketchCity,
  startsAt,
} from "../support/worlds/suppression-world.ts";

const city = sketchCity(
  [
    { id: "weir", kind: "river", importance: 3 },
    { id: "bridge", kind: "river", upstream: ["weir"] },
    { id: "sky", kind: "rain", northM: 1000 },
  ],
  [
    { id: "weir/stage", stationId: "weir", deviceId: "w", property: "stage" },
    { id: "weir/flow", stationId: "weir", deviceId: "w", property: "flow" },
    { id: "bridge/stage", stationId: "bridge", deviceId: "b", property: "stage" },
    { id: "sky/rain", stationId: "sky", deviceId: "s", property: "rain" },
  ],
);

const inhibitions = [
  inhibitionSchema.parse({
    id: "from-upstream",
    words: { zh: "上游来水", en: "water from upstream" },
    source: { rules: ["stage"] },
    target: { rules: ["stage"], maxLevel: "orange" },
    where: "downstream",
  }),
  inhibitionSchema.parse({
    id: "supply-explains",
    words: { zh: "供电", en: "power" },
    source: { rules: ["supply"], minLevel: "yellow" },
    target: { rules: ["stage"], maxLevel: "blue" },
    where: "device",
  }),
];

const alarms = [
  ["weir/stage", "stage", "m"],
  ["bridge/stage", "stage", "m"],
  ["weir/flow", "supply", "V"],
  ["weir/stage", "silence", "intervals"],
  ["weir/flow", "silence", "intervals"],
] as const;

type Step =
  | { readonly kind: "move"; readonly alarm: number; readonly to: Level | null }
  | { readonly kind: "wait"; readonly minutes: number }
  | { readonly kind: "row"; readonly gauge: number; readonly value: number }
  | { readonly kind: "silence"; readonly station: string; readonly minutes: number; readonly includesRed: boolean }
  | { readonly kind: "maintenance"; readonly device: string; readonly minutes: number }
  | { readonly kind: "end"; readonly order: number };

const level = fc.constantFrom<Level | null>(null, null, ...levels);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("move" as const), alarm: fc.nat(alarms.length - 1), to: level }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("wait" as const), minutes: fc.constantFrom(1, 2, 7, 31) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("row" as const), gauge: fc.nat(3), value: fc.constantFrom(0, 4, 9, 40) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("silence" as const),
      station: fc.constantFrom("weir", "bridge"),
      minutes: fc.constantFrom(5, 40),
      includesRed: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("maintenance" as const),
      device: fc.constantFrom("w", "b"),
      minutes: fc.constantFrom(5, 40),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("end" as const), order: fc.nat(5) }) },
);

interface Run {
  readonly outcomes: readonly SuppressionOutcome[];
  readonly suppression: SuppressionRun;
  /** Live transitions handed in. */
  readonly given: number;
}

/** What is handed in at each step, worked out once so that every run of a inputsArbitrary is given the same. */
type Input =
  | { readonly transition: AlarmTransition }
  | { readonly row: JournalledObservation }
  | { readonly order: GivenOrder }
  | { readonly to: number };

function inputsOf(steps: readonly Step[]): readonly Input[] {
  let now = startsAt;
  let orders = 0;
  let rows = 0;
  const movers = alarms.map(([gauge, rule, unit]) => mover(city, gauge, { rule, unit, hazard: "river-flood" }));
  const at: (Level | null)[] = alarms.map(() => null);
  const ids: string[] = [];
  const ordered = (order: Order): Input => {
    orders += 1;
    return { order: { entrySeq: orders, order, at: now } };
  };
  const inputFor = (each: Step): readonly Input[] => {
    // Nothing happens twice at one moment, so that a restart knows which of them it is behind.
    now += 1000;
    switch (each.kind) {
      case "move":
        if (at[each.alarm] === each.to) return [];
        at[each.alarm] = each.to;
        return [{ transition: (movers[each.alarm] as (typeof movers)[number]).to(each.to, now) }];
      case "wait":
        now += each.minutes * minuteMs;
        return [{ to: now }];
      case "row":
        rows += 1;
        return [{ row: observationOf({ gauge: each.gauge, observedAt: now, value: each.value, journalSeq: rows }) }];
      case "silence": {
        const id = `silence-${orders}`;
        ids.push(id);
        const match = { stationIds: [each.station as never] };
        const { includesRed } = each;
        return [ordered(silenceOrder({ id, match, includesRed, fromAt: now, untilAt: now + each.minutes * minuteMs }))];
      }
      case "maintenance": {
        const from = (now - startsAt) / minuteMs;
        const order = maintenanceOrder(each.device as DeviceId, from, from + each.minutes);
        const id = `maintenance-${orders}`;
        ids.push(id);
        return [
          ordered(order.kind === "maintenance" ? { ...order, maintenance: { ...order.maintenance, id } } : order),
        ];
      }
      case "end": {
        const id = ids[each.order];
        return id === undefined ? [] : [ordered({ kind: "end", end: { id, endedBy: "Li Wei", createdAt: now } })];
      }
    }
  };
  return steps.flatMap(inputFor);
}

function give(suppression: SuppressionRun, input: Input): SuppressionOutcome {
  if ("transition" in input) return suppression.accept(input.transition);
  if ("row" in input) return suppression.read(input.row);
  if ("order" in input) return suppression.applyOrder(input.order.order, input.order.at);
  return suppression.advance(input.to);
}

function timeOf(input: Input): number {
  if ("transition" in input) return input.transition.receivedAt;
  if ("row" in input) return input.row.receivedAt;
  if ("order" in input) return input.order.at;
  return input.to;
}

const newSuppression = (): SuppressionRun => suppressionOver(city, { inhibitions });

function run(
  inputs: readonly Input[],
  before: (suppression: SuppressionRun, input: Input) => SuppressionOutcome[] = () => [],
): Run {
  const suppression = newSuppression();
  suppression.start(startsAt);
  const outcomes = inputs.flatMap((input) => [...before(suppression, input), give(suppression, input)]);
  return { outcomes, suppression, given: inputs.filter((input) => "transition" in input).length };
}

const inputsArbitrary = fc.array(step, { minLength: 1, maxLength: 60 }).map(inputsOf);

/** Reds that were neither notified, nor said to be hidden, nor covered by a red people know of. */
function unnotifiedReds(outcomes: readonly SuppressionOutcome[]): readonly AlarmTransition[] {
  const notifiedLevels = new Map<string, Level | null>();
  const lost: AlarmTransition[] = [];
  for (const { recorded, notified, events } of outcomes) {
    for (const { alarmKey, to } of notified) notifiedLevels.set(alarmKey, to);
    const hidden = new Set(events.filter(({ type }) => type === "alarm.hidden").map(({ subject }) => subject));
    for (const transition of recorded) {
      if (transition.to !== "red") continue;
      const isNotified = notified.some(({ alarmKey, to }) => alarmKey === transition.alarmKey && to === "red");
      const explainedBy = transition.noise?.hold.explainedBy ?? null;
      const isCovered = explainedBy?.startsWith("carrier-silent|") === true;
      const isUplinkKnown =
        explainedBy !== null && (notifiedLevels.get(explainedBy) === "red" || hidden.has(explainedBy));
      if (isNotified || hidden.has(transition.alarmKey) || notifiedLevels.get(transition.alarmKey) === "red") continue;
      if (!(isCovered && (isUplinkKnown || uplinkWasHidden(outcomes, explainedBy)))) lost.push(transition);
    }
  }
  return lost;
}

function uplinkWasHidden(outcomes: readonly SuppressionOutcome[], key: string | null): boolean {
  return outcomes.some(({ events }) => events.some(({ type, subject }) => type === "alarm.hidden" && subject === key));
}

it("no red is lost: it is notified, or an event says that it is hidden, or people know of it as red", () => {
  fc.assert(
    fc.property(inputsArbitrary, (inputs) => {
      expect(unnotifiedReds(run(inputs).outcomes)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

it("the proof that no red is lost notices events left out and reds left out (control)", () => {
  const order: GivenOrder = {
    entrySeq: 1,
    order: silenceOrder({ match: { stationIds: ["weir" as never] }, includesRed: true }),
    at: startsAt,
  };
  const red = mover(city, "weir/stage", { rule: "stage" }).to("red", minute(1));
  const hidden = run([{ order }, { transition: red }]).outcomes;
  const withoutEvents = hidden.map(
    (outcome): SuppressionOutcome => ({ ...outcome, events: [] as readonly HubEvent[] }),
  );
  expect(unnotifiedReds(hidden)).toEqual([]);
  expect(unnotifiedReds(withoutEvents)).toHaveLength(1);
  const open = run([{ transition: mover(city, "weir/stage", { rule: "stage" }).to("red", minute(1)) }]).outcomes;
  expect(unnotifiedReds(open.map((outcome) => ({ ...outcome, notified: [] })))).toHaveLength(1);
});

it("notified and held together are all there was, and what is notified of an alarm is a chain", () => {
  fc.assert(
    fc.property(inputsArbitrary, (inputs) => {
      const { outcomes, suppression } = run(inputs);
      const recorded = outcomes.flatMap((outcome) => outcome.recorded);
      const { transitions } = suppression.suppression.counts;
      const counted = Object.values(transitions).reduce((sum, each) => sum + each, 0);
      expect(counted).toBe(recorded.length);
      expect(recorded.filter(({ noise }) => noise?.outcome === "held")).toHaveLength(counted - transitions.told);
      const notifiedLevels = new Map<string, Level | null>();
      for (const { alarmKey, from, to } of outcomes.flatMap((outcome) => outcome.notified)) {
        expect([alarmKey, from]).toEqual([alarmKey, notifiedLevels.get(alarmKey) ?? null]);
        expect(to).not.toBe(from);
        notifiedLevels.set(alarmKey, to);
      }
    }),
    { numRuns: 300 },
  );
});

it("once nothing holds an alarm, people know it as it is", () => {
  fc.assert(
    fc.property(inputsArbitrary, (inputs) => {
      const { outcomes, suppression } = run([...inputs, { to: startsAt + 100 * 60 * minuteMs }]);
      const notifiedLevels = new Map<string, Level | null>();
      for (const { alarmKey, to } of outcomes.flatMap((outcome) => outcome.notified)) notifiedLevels.set(alarmKey, to);
      const standsAt = new Map<string, Level | null>();
      for (const { alarmKey, to } of outcomes.flatMap((outcome) => outcome.recorded)) standsAt.set(alarmKey, to);
      for (const [key, at] of standsAt) {
        const hold = suppression.suppression.suppressionOf(key as never)?.hold ?? null;
        expect(hold === null || hold.kind === "inhibition", key).toBe(true);
        if (hold === null) expect([key, notifiedLevels.get(key) ?? null]).toEqual([key, at]);
      }
    }),
    { numRuns: 300 },
  );
});

it("time let pass in smaller steps changes nothing", () => {
  fc.assert(
    fc.property(inputsArbitrary, fc.integer({ min: 1, max: 5 }), (inputs, parts) => {
      const whole = run(inputs);
      let last = startsAt;
      const inParts = run(inputs, (suppression, input) => {
        const to = timeOf(input);
        const from = last;
        last = Math.max(last, to);
        // Up to just before it, as a clock that ticks would.
        return Array.from({ length: parts }, (_, part) =>
          suppression.advance(Math.min(to - 1, Math.floor(from + ((to - from) * (part + 1)) / parts))),
        );
      });
      expect(flat(inParts.outcomes)).toEqual(flat(whole.outcomes));
    }),
    { numRuns: 200 },
  );
});

it("a restart anywhere in the middle changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(inputsArbitrary, fc.nat(60), async (inputs, cut) => {
      const whole = run(inputs);
      const [early, late] = [inputs.slice(0, cut), inputs.slice(cut)];
      const first = run(early);
      const saved = JSON.parse(JSON.stringify(first.suppression.drainChanges())) as readonly SavedEntry[];
      const rows = inputs.flatMap((input) => ("row" in input ? [input.row] : []));
      const cursor = early.flatMap((input) => ("row" in input ? [input.row.journalSeq] : [])).at(-1) ?? 0;
      const clock = Math.max(startsAt, ...early.map(timeOf));
      const orders = early.flatMap((input) => ("order" in input ? [input.order] : []));
      const journal = memoryJournal(rows, [{ journalSeq: 0, startedAt: startsAt }]);
      const second = newSuppression();
      const kept = saved.filter(({ state }) => state !== null);
      const released = await second.restore(kept, orders, { journal, row: cursor, clock });
      expect(flat([released])).toEqual(flat([]));
      const outcomes = [...first.outcomes, ...late.map((input) => give(second, input))];
      expect(flat(outcomes)).toEqual(flat(whole.outcomes));
    }),
    { numRuns: 200 },
  );
});

it("the proof of restarts notices what is forgotten (control)", async () => {
  const alarm = mover(city, "weir/stage", { rule: "stage" });
  const order: GivenOrder = {
    entrySeq: 1,
    order: silenceOrder({ match: { stationIds: ["weir" as never] } }),
    at: startsAt,
  };
  const held = run([{ order }, { transition: alarm.to("yellow", minute(1)) }]);
  const forgetful = newSuppression();
  const parts = held.suppression.drainChanges();
  const released = await forgetful.restore(parts, [], { journal: memoryJournal([]), row: 0, clock: minute(1) });
  expect(released.notified).toHaveLength(1);
});

function flat(outcomes: readonly SuppressionOutcome[]): unknown {
  return JSON.parse(
    JSON.stringify({
      recorded: outcomes.flatMap(({ recorded }) => recorded),
      notified: outcomes.flatMap(({ notified }) => notified),
      events: outcomes.flatMap(({ events }) => events),
    }),
  );
}
