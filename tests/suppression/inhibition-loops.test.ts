import { expect, it } from "vitest";
import type { AlarmKey, GaugeId, RuleId } from "../../domain/ids.ts";
import { findInhibitionLoops, type PossibleAlarm } from "../../suppression/inhibition-loops.ts";
import { type Inhibition, inhibitionSchema } from "../../suppression/inhibition-schema.ts";
import { sketchCity } from "../support/worlds/suppression-world.ts";

const city = sketchCity(
  [{ id: "weir", kind: "river" }, { id: "bridge", kind: "river", upstream: ["weir"] }, { id: "road" }],
  [
    { id: "weir/stage", stationId: "weir" },
    { id: "bridge/stage", stationId: "bridge" },
    { id: "road/depth", stationId: "road" },
  ],
);

const alarms: readonly PossibleAlarm[] = [...city.gauges.values()].flatMap(({ id, stationId }) =>
  (["stage", "rise", "supply"] as const).map((rule) => ({
    alarmKey: `${rule}|${id}` as AlarmKey,
    ruleId: rule as string as RuleId,
    hazard: "river-flood",
    target: { kind: "gauge", gaugeId: id as GaugeId, stationId },
  })),
);

function inhibition(id: string, source: object, target: object, where = "station"): Inhibition {
  return inhibitionSchema.parse({ id, words: { zh: "因", en: "cause" }, source, target, where });
}

const rows: readonly [string, readonly Inhibition[], readonly string[]][] = [
  ["one way", [inhibition("a", { rules: ["stage"] }, { rules: ["rise"] })], []],
  [
    "there and back",
    [
      inhibition("a", { rules: ["stage"] }, { rules: ["rise"] }),
      inhibition("b", { rules: ["rise"] }, { rules: ["stage"] }),
    ],
    ["a b"],
  ],
  [
    "round through three",
    [
      inhibition("a", { rules: ["stage"] }, { rules: ["rise"] }),
      inhibition("b", { rules: ["rise"] }, { rules: ["supply"] }),
      inhibition("c", { rules: ["supply"] }, { rules: ["stage"] }),
    ],
    ["a b c"],
  ],
  ["an alarm that explains itself", [inhibition("a", { rules: ["stage"] }, { rules: ["stage"] })], ["a"]],
  [
    "levels apart",
    [inhibition("a", { rules: ["stage"], minLevel: "orange" }, { rules: ["stage"], maxLevel: "yellow" })],
    [],
  ],
  ["downstream alone", [inhibition("a", { rules: ["stage"] }, { rules: ["stage"] }, "downstream")], []],
  [
    "downstream, and at the station back by a second",
    [
      inhibition("a", { rules: ["stage"] }, { rules: ["rise"] }, "downstream"),
      inhibition("b", { rules: ["rise"] }, { rules: ["stage"] }),
    ],
    [],
  ],
  [
    "apart by place",
    [
      inhibition("a", { rules: ["stage"], stations: ["weir"] }, { rules: ["rise"] }),
      inhibition("b", { rules: ["rise"], stations: ["road"] }, { rules: ["stage"] }),
    ],
    [],
  ],
];

it.each(rows)("findInhibitionLoops(): %s", (_name, inhibitions, wanted) => {
  const found = findInhibitionLoops(inhibitions, city, alarms);
  expect(found.map((loop) => loop.inhibitions.toSorted().join(" "))).toEqual(wanted);
});

it("findInhibitionLoops() takes a station of 2,000 gauges", () => {
  const ids = Array.from({ length: 2_000 }, (_, index) => `g${index}`);
  const large = sketchCity(
    [{ id: "plant" }],
    ids.map((id) => ({ id, stationId: "plant" })),
  );
  const many = ids.flatMap((id) =>
    (["stage", "rise"] as const).map(
      (rule): PossibleAlarm => ({
        alarmKey: `${rule}|${id}` as AlarmKey,
        ruleId: rule as string as RuleId,
        hazard: "river-flood",
        target: { kind: "gauge", gaugeId: id as GaugeId, stationId: "plant" as never },
      }),
    ),
  );
  const oneWay = [inhibition("a", { rules: ["stage"] }, { rules: ["rise"] })];
  expect(findInhibitionLoops(oneWay, large, many)).toEqual([]);
  const round = [...oneWay, inhibition("b", { rules: ["rise"] }, { rules: ["stage"] })];
  expect(findInhibitionLoops(round, large, many)).toHaveLength(1);
});
