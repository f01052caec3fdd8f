import { describe, expect, it } from "vitest";
import type { BlindSpot, DeviceRow, HubFlow } from "../../console/api/wire.ts";
import { blindGroups, inOrder } from "../../console/screens/blind-spots/blind-groups.ts";
import {
  type DeviceFacts,
  districtOf,
  intervalsAgo,
  isLate,
  sharesBy,
  silentTogether,
} from "../../console/screens/devices/device-facts.ts";
import { filtered, noFilter } from "../../console/screens/devices/device-filter.ts";
import { ratesOf, withSample } from "../../console/screens/hub/flow-rates.ts";
import { minuteMs } from "../../domain/clock.ts";

const now = Date.parse("2026-07-20T08:00:00.000Z");

type Given = Partial<Omit<DeviceFacts, "row">> & Partial<Pick<DeviceRow, "gatewayId" | "isOnline">>;

function facts(id: string, { gatewayId = null, isOnline = true, ...of }: Given = {}): DeviceFacts {
  const row = {
    ...{ deviceId: id, stationId: `at-${id}`, gatewayId, isOnline, lastSeenAt: null },
    ...{ gauges: { all: 1, live: 1 }, clock: null, status: null, lastRefusal: null, hints: 0 },
  };
  const usual = { kind: "river", district: "d", isDrill: false, volts: null, isVoltageLow: false } as const;
  return { row, ...usual, intervalMs: minuteMs, seenAt: now, ...of };
}

describe("devices", () => {
  it("is late above two intervals, and nobody knows of one that never reported", () => {
    const late = facts("a", { seenAt: now - 3 * minuteMs });
    expect([intervalsAgo(late, now), isLate(late, now)]).toEqual([3, true]);
    expect(isLate(facts("b", { seenAt: null }), now)).toBe(false);
  });

  it("counts shares from the rows, the worst first", () => {
    const rows = [facts("a", { district: "x" }), facts("b"), facts("c", { isOnline: false })];
    expect(sharesBy(rows, ({ district }) => district)).toEqual([
      { key: "d", all: 2, online: 1 },
      { key: "x", all: 1, online: 1 },
    ]);
  });

  it("puts together what is away behind one gateway, or fell silent at one moment", () => {
    const hourAgo = now - 60 * minuteMs;
    const rows = [
      ...["a", "b"].map((id) => facts(id, { gatewayId: "g", isOnline: false, seenAt: now - 9 * minuteMs })),
      ...["c", "d", "e"].map((id, i) => facts(id, { isOnline: false, seenAt: hourAgo + i * 30_000 })),
      facts("f", { isOnline: false, seenAt: hourAgo + 30 * minuteMs }),
      facts("drill", { isDrill: true, isOnline: false, seenAt: hourAgo }),
    ];
    expect(silentTogether(rows, now).map(({ gatewayId, at, ids }) => [gatewayId, at, [...ids]])).toEqual([
      [null, hourAgo, ["c", "d", "e"]],
      ["g", now - 9 * minuteMs, ["a", "b"]],
    ]);
  });

  it("shows what is away first, and devices of drills only where they are asked for", () => {
    const rows = [facts("a"), facts("b", { isOnline: false }), facts("drill", { isDrill: true, isOnline: false })];
    const ids = (words: readonly ("offline" | "drills")[], text = "") =>
      filtered(rows, { ...noFilter, words: new Set(words), text }, { now, maintained: new Set() }, () => "").map(
        ({ row }) => row.deviceId,
      );
    expect([ids([]), ids(["offline"]), ids(["drills"]), ids([], "A")]).toEqual([["b", "a"], ["b"], ["drill"], ["a"]]);
  });

  it("knows the district around a street, and stays where there is none", () => {
    const name = { zh: "", en: "" };
    const areas = [
      { code: "city", kind: "city" as const, name, parent: null },
      { code: "district", kind: "district" as const, name, parent: "city" },
      { code: "street", kind: "street" as const, name, parent: "district" },
    ];
    expect(["street", "city"].map((code) => districtOf(code, { areas }))).toEqual(["district", "city"]);
  });
});

describe("blind spots", () => {
  it("puts those in the rain first and those that are worked on last, each in the hub's order", () => {
    const usual = { stationId: "s", areaCode: "a", property: "depth", unusable: null, importance: 1 } as const;
    const rain = { rainGaugeId: null, rainDistanceM: null, proxy: null, heardAt: null } as const;
    const spot = (gaugeId: string, of: Partial<BlindSpot>): BlindSpot => {
      return { gaugeId, ...usual, ...rain, alarmLevel: null, rainMm: 0, state: "silent", ...of };
    };
    const rows = [
      spot("dry", {}),
      spot("mended", { state: "maintenance", rainMm: 9 }),
      spot("wet", { rainMm: 3 }),
      spot("alarm", { alarmLevel: "red" }),
    ];
    expect(inOrder(blindGroups(rows)).map(({ gaugeId }) => gaugeId)).toEqual(["wet", "alarm", "dry", "mended"]);
  });
});

describe("rates of the path of a reading", () => {
  const none = { connections: 0, publishes: 0, rejects: 0, duplicates: 0, commitMs: null, walBytes: 0, lagRows: 0 };
  const sample = (seconds: number, values: number) => {
    const flow: HubFlow = { ...none, values, kept: values, transitions: 0, attempts: 0, pending: 0 };
    return { at: now + seconds * 1_000, flow, rulesSeq: values };
  };

  it("are of the span between samples, and not told from one alone", () => {
    expect(ratesOf([sample(0, 5)])).toBeNull();
    const samples = withSample([sample(0, 0)], sample(10, 50));
    expect(ratesOf(samples)).toMatchObject({ spanMs: 10_000, values: 5, judged: 5 });
  });

  it("begin anew where the hub started anew, and forget what is over a minute old", () => {
    expect(withSample([sample(0, 90)], sample(5, 3))).toHaveLength(1);
    expect(withSample([sample(0, 0), sample(30, 1)], sample(65, 2))).toHaveLength(2);
  });
});
