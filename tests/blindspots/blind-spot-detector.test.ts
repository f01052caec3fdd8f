import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gaugeStateAt } from "../../blindspots/gauge-state.ts";
import { blindSpotSettings } from "../../blindspots/settings.ts";
import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { DeviceId, GaugeId, GaugeKey, StationId } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import { unusableReason } from "../../domain/observations/usable.ts";
import type { SavedEntry } from "../../store/ports.ts";
import type { SuppressionOutcome } from "../../suppression/suppression-control.ts";
import { memoryJournal, observationOf } from "../support/worlds/rules-world.ts";
import { type SuppressionRun, suppressionOver } from "../support/worlds/suppression.ts";
import { maintenanceOrder, minute, sketchCity, startsAt } from "../support/worlds/suppression-world.ts";

/** An important tunnel, its neighbours at 1, 2 and 3 km, rain 2 km away and rain out of reach. */
const city = sketchCity(
  [
    { id: "tunnel", importance: 3 },
    { id: "underpass", importance: 2, northM: 1000 },
    { id: "lane", importance: 1, northM: 2000 },
    { id: "far", importance: 3, northM: 30_000 },
    { id: "sky", kind: "rain", northM: 2000 },
    { id: "hills", kind: "rain", northM: 12_000 },
  ],
  [
    { id: "tunnel/depth", stationId: "tunnel", deviceId: "t1" },
    { id: "tunnel/supply", stationId: "tunnel", deviceId: "t2", property: "voltage" },
    { id: "underpass/depth", stationId: "underpass", deviceId: "u1" },
    { id: "lane/depth", stationId: "lane", deviceId: "l1" },
    { id: "far/depth", stationId: "far", deviceId: "f1" },
    { id: "sky/rain", stationId: "sky", property: "rain" },
    { id: "hills/rain", stationId: "hills", property: "rain" },
  ],
);

const keys = new Map([...city.gauges.keys()].map((id, index): [GaugeId, GaugeKey] => [id, index as GaugeKey]));

type Heard = readonly [at: number, gauge: string, value: number, flag?: 1 | 4];

function rowOf([at, gauge, value, flag = 1]: Heard, index: number): JournalledObservation {
  const key = keys.get(gauge as GaugeId) as number;
  return observationOf({ gauge: key, observedAt: minute(at), value, flag, journalSeq: index + 1 });
}

/** `minute station from>to`. */
function line({ alarmKey, from, to, at }: AlarmTransition): string {
  return `${(at - startsAt) / minuteMs} ${alarmKey.split("|")[1]} ${from ?? "-"}>${to ?? "-"}`;
}

function linesOf(outcomes: readonly SuppressionOutcome[]): readonly string[] {
  return outcomes.flatMap(({ notified }) => notified.map(line));
}

function started(): SuppressionRun {
  const suppression = suppressionOver(city);
  suppression.start(startsAt);
  return suppression;
}

function live(suppression: SuppressionRun, heard: readonly Heard[], until: number): readonly string[] {
  return linesOf([
    ...heard.map((each, index) => suppression.read(rowOf(each, index))),
    suppression.advance(minute(until)),
  ]);
}

describe("a silent gauge at an important station in the rain", () => {
  it("is an alarm as soon as it is silent, when the rain came before", () => {
    expect(
      live(
        started(),
        [
          [0, "tunnel/depth", 0],
          [2, "sky/rain", 12],
        ],
        4.9,
      ),
    ).toEqual([]);
    const told = live(
      started(),
      [
        [0, "tunnel/depth", 0],
        [2, "sky/rain", 12],
      ],
      10,
    );
    expect(told).toEqual(["5 tunnel ->orange", "5 underpass ->yellow"]);
  });

  it("is an alarm with the rain that comes after, and one level graver when it is heavy", () => {
    const suppression = started();
    const told = live(
      suppression,
      [
        [0, "underpass/depth", 0],
        [10, "sky/rain", 11],
        [20, "sky/rain", 25],
      ],
      30,
    );
    expect(told).toEqual([
      "10 tunnel ->orange",
      "10 underpass ->yellow",
      "20 tunnel orange>red",
      "20 underpass yellow>orange",
    ]);
  });

  it("carries the nearest live reading of the same property in words and data", () => {
    const suppression = started();
    const heard: readonly Heard[] = [
      [4, "lane/depth", 0.3],
      [4, "underpass/depth", 9, 4],
      [4.5, "tunnel/supply", 24],
      [5, "sky/rain", 12],
    ];
    const outcomes = heard.map((each, index) => suppression.read(rowOf(each, index)));
    const [alarm] = outcomes.flatMap(({ notified }) => notified);
    expect(alarm?.blindSpot).toMatchObject({
      gaugeIds: ["tunnel/depth"],
      importance: 3,
      rainMm: 12,
      rainGaugeId: "sky/rain",
      rainDistanceM: 2000,
      proxy: { gaugeId: "lane/depth", distanceM: 2000, value: 0.3, unit: "m", ageMs: minuteMs },
    });
    expect(alarm?.reason?.en).toContain("nearest live gauge lane/depth (2 km): water depth 30 cm, 1 min ago");
    expect(alarm?.reason?.zh).toContain("最近的可用测点 lane/depth（2 公里）积水深度30厘米，1分钟前");
  });

  it("says so when nothing can stand in", () => {
    const [alarm] = started().read(rowOf([10, "sky/rain", 12], 0)).notified;
    expect(alarm?.blindSpot?.proxy).toBeNull();
    expect(alarm?.reason?.en).toContain("no gauge can stand in: send someone");
  });

  it("ends when the gauge is heard, not when the rain stops", () => {
    const told = live(
      started(),
      [
        [0, "underpass/depth", 0],
        [10, "sky/rain", 12],
        [200, "sky/rain", 0],
        [201, "tunnel/depth", 0],
      ],
      204,
    );
    expect(told.filter((each) => each.includes("tunnel"))).toEqual(["10 tunnel ->orange", "201 tunnel orange>-"]);
  });

  it.each<[string, readonly Heard[]]>([
    [
      "an ordinary station",
      [
        [9, "tunnel/depth", 0],
        [9, "underpass/depth", 0],
        [10, "sky/rain", 12],
      ],
    ],
    ["rain too far away", [[10, "hills/rain", 90]]],
    ["too little rain", [[10, "sky/rain", 9.9]]],
    [
      "rain of more than an hour ago",
      [
        [0, "sky/rain", 6],
        [61, "sky/rain", 6],
      ],
    ],
    ["rain that failed its checks", [[10, "sky/rain", 200, 4]]],
  ])("is none for %s", (_name, heard) => {
    expect(live(started(), heard, (heard.at(-1) as Heard)[0] + 0.5)).toEqual([]);
  });

  it("adds the last hour up from the readings, whatever their order", () => {
    const suppression = started();
    for (const [index, at] of [10, 50, 30, 40, 20].entries()) {
      const row = rowOf([at, "sky/rain", 2], index);
      suppression.read({ ...row, receivedAt: minute(51) });
    }
    expect(suppression.detector.rainNear("tunnel" as StationId, minute(51))).toMatchObject({ rainMm: 10 });
    expect(suppression.detector.rainNear("tunnel" as StationId, minute(75))).toMatchObject({ rainMm: 8 });
    expect(suppression.detector.rainNear("far" as StationId, minute(51))).toMatchObject({
      rainMm: 0,
      rainGaugeId: null,
    });
  });

  it("waits afresh after the hub was away: its absence is nobody's silence", () => {
    const suppression = started();
    live(
      suppression,
      [
        [0, "tunnel/depth", 0],
        [0, "underpass/depth", 0],
        [2, "sky/rain", 12],
      ],
      3,
    );
    suppression.start(minute(20));
    expect(linesOf([suppression.advance(minute(24.9))])).toEqual([]);
    expect(linesOf([suppression.advance(minute(25))])).toEqual(["25 tunnel ->orange", "25 underpass ->yellow"]);
  });

  it("leaves out a device under maintenance, and counts it again when that ends", () => {
    const suppression = started();
    suppression.applyOrder(maintenanceOrder("t1", 1, 30), minute(1));
    expect(
      live(
        suppression,
        [
          [20, "underpass/depth", 0],
          [20, "sky/rain", 12],
        ],
        24,
      ),
    ).toEqual([]);
    const told = live(
      suppression,
      [
        [24.5, "underpass/depth", 0],
        [29, "underpass/depth", 0],
      ],
      31,
    );
    expect(told).toEqual(["30 tunnel ->orange"]);
  });
});

describe("a gauge that is heard and says nothing usable, at an important station in the rain", () => {
  const dry: readonly Heard[] = [
    [0, "tunnel/depth", 0],
    [0, "underpass/depth", 0],
    [1, "sky/rain", 12],
  ];

  /** One reading a minute of the tunnel from minute 2 to 9, each made by `of`; the underpass is well. */
  function rubbish(of: (row: JournalledObservation) => Partial<JournalledObservation>): {
    readonly told: readonly string[];
    readonly suppression: SuppressionRun;
  } {
    const suppression = started();
    const before = live(suppression, dry, 1.5);
    const told: string[] = [];
    for (let at = 2; at < 10; at++) {
      const row = rowOf([at, "tunnel/depth", 0], 2 * at);
      told.push(...linesOf([suppression.read({ ...row, ...of(row) })]));
      told.push(...linesOf([suppression.read(rowOf([at, "underpass/depth", 0], 2 * at + 1))]));
    }
    return { told: [...before, ...told, ...linesOf([suppression.advance(minute(10))])], suppression };
  }

  it.each<[string, string, (row: JournalledObservation) => Partial<JournalledObservation>]>([
    ["out of span", "out-of-span", () => ({ flag: 4, checks: checks.grossRange })],
    ["too old to be judged", "too-old", () => ({ flag: 2, checks: checks.tooOld, observedAt: minute(-90_000) })],
    ["too old to be live", "too-old", ({ receivedAt }) => ({ observedAt: receivedAt - 16 * minuteMs })],
    ["failed by its checks", "failed-checks", () => ({ flag: 4, checks: checks.spike })],
    ["marked missing", "set-aside", () => ({ flag: 9 })],
  ])("is an alarm as its silence would be: %s", (_name, reason, of) => {
    const { told, suppression } = rubbish(of);
    expect(told).toEqual(["5 tunnel ->orange"]);
    expect(suppression.detector.unusableOf("tunnel/depth" as GaugeId, minute(10))?.reason).toBe(reason);
  });

  it("says what is heard and why that is of no use", () => {
    const suppression = started();
    const rows = [...dry, [3, "underpass/depth", 0] as const, [4.5, "tunnel/depth", -999, 4] as const];
    for (const [index, each] of rows.entries()) suppression.read({ ...rowOf(each, index), checks: checks.grossRange });
    const [alarm] = suppression.advance(minute(5)).notified;
    expect(alarm?.reason?.en).toContain("tunnel/depth heard, but its readings are out of the instrument's span while");
    expect(alarm?.reason?.zh).toContain("tunnel/depth有上报但读数超出仪器量程，附近");
    expect(alarm?.blindSpot?.unusable).toMatchObject([{ gaugeId: "tunnel/depth", reason: "out-of-span" }]);
  });

  it("ends with the first usable reading, and with no other", () => {
    const { suppression } = rubbish(() => ({ flag: 4, checks: checks.grossRange }));
    expect(linesOf([suppression.read(rowOf([11, "tunnel/depth", 99, 4], 50))])).toEqual([]);
    expect(linesOf([suppression.read(rowOf([12, "tunnel/depth", 0], 51))])).toEqual(["12 tunnel orange>-"]);
  });

  it("says who refused it and why, and is taken for heard by that", () => {
    const suppression = started();
    live(suppression, [...dry, [4, "underpass/depth", 0]], 4);
    const detail = { zh: "不接受保留消息", en: "retained messages are not taken" };
    const refused = {
      kind: "readings-refused",
      deviceId: "t1" as DeviceId,
      reason: "retain_not_allowed",
      detail,
    } as const;
    suppression.enter({ ...refused, count: 1 }, minute(4.5));
    const [alarm] = suppression.advance(minute(5)).notified;
    expect(alarm?.reason?.en).toContain(
      "tunnel/depth heard, but refused: retain_not_allowed, retained messages are not taken while",
    );
    const signs = suppression.detector.stateInputsOf("tunnel/depth" as GaugeId, minute(5));
    expect(signs === null ? null : gaugeStateAt(signs, blindSpotSettings.parse({}), minute(5))).toBe("unusable");
  });

  it("is heard by a reading that is there already, and blind as nothing new came", () => {
    const suppression = started();
    live(suppression, [...dry, [4, "underpass/depth", 0]], 4);
    const gaugeIds = ["tunnel/depth" as GaugeId];
    suppression.enter({ kind: "readings-repeated", deviceId: "t1" as DeviceId, gaugeIds }, minute(4.5));
    const [alarm] = suppression.advance(minute(5)).notified;
    expect(alarm?.reason?.en).toContain("heard, but it only sends readings again that are there already while");
    expect(suppression.detector.heardAt("tunnel/depth" as GaugeId)).toBe(minute(4.5));
    const signs = suppression.detector.stateInputsOf("tunnel/depth" as GaugeId, minute(5));
    expect(signs === null ? null : gaugeStateAt(signs, blindSpotSettings.parse({}), minute(5))).toBe("unusable");
  });

  it("is blind from the last usable reading when a person sets aside those after it", () => {
    const suppression = started();
    const good: readonly Heard[] = [2, 3, 4, 5, 6].map((at) => [at, "tunnel/depth", 0.1]);
    live(suppression, [...dry, ...good, [6.5, "underpass/depth", 0]], 7);
    const by = "Wang Fang";
    const outcomes = [6, 5, 4, 3, 2].map((at) => {
      const flag = {
        kind: "flag-set",
        gaugeId: "tunnel/depth" as GaugeId,
        observedAt: minute(at),
        flag: 4,
        by,
      } as const;
      return suppression.enter(flag, minute(7));
    });
    expect(linesOf(outcomes)).toEqual(["7 tunnel ->orange"]);
    const [alarm] = outcomes.flatMap(({ notified }) => notified);
    expect(alarm?.reason?.en).toContain("its readings were set aside");
    expect(JSON.stringify(outcomes)).not.toContain(by);
  });

  it("takes a depth that stands still for stuck in the rain, and a stage never", () => {
    const flat = { flag: 3, checks: checks.flatLine } as const;
    const { told, suppression } = rubbish(() => flat);
    expect(told).toEqual(["5 tunnel ->orange"]);
    expect(suppression.detector.unusableOf("tunnel/depth" as GaugeId, minute(10))?.reason).toBe("stuck");
    expect(linesOf([suppression.read(rowOf([11, "tunnel/depth", 0.2], 60))])).toEqual(["11 tunnel orange>-"]);
    expect(unusableReason(flat)).toBeNull();
  });
});

it("counts from the last usable reading after a restart that finds nothing but rubbish behind it", async () => {
  const rubbish = Array.from({ length: 20 }, (_, index): Heard => [8.1 + index / 10, "tunnel/depth", -9, 4]);
  const heard: readonly Heard[] = [[8, "tunnel/depth", 0], ...rubbish, [10.5, "sky/rain", 12]];
  const rows = heard.map(rowOf);
  const first = started();
  for (const row of rows) first.read(row);
  const second = suppressionOver(city);
  const journal = memoryJournal(rows, [{ journalSeq: 0, startedAt: startsAt }]);
  const saved = first.drainChanges().filter(({ state }) => state !== null);
  await second.restore(saved, [], { journal, row: rows.length, clock: minute(10.5) });
  const ofTunnel = (outcome: SuppressionOutcome) => linesOf([outcome]).filter((each) => each.includes("tunnel"));
  expect(ofTunnel(second.advance(minute(12.9)))).toEqual([]);
  expect(ofTunnel(second.advance(minute(13)))).toEqual(["13 tunnel ->orange"]);
});

const someRow: fc.Arbitrary<Heard> = fc.tuple(
  fc.constant(0),
  fc.constantFrom(
    "tunnel/depth",
    "tunnel/depth",
    "tunnel/depth",
    "underpass/depth",
    "lane/depth",
    "sky/rain",
    "hills/rain",
  ),
  fc.constantFrom(0, 3, 6, 12, 31),
  fc.constantFrom(1 as const, 4 as const, 4 as const, 4 as const),
);

/** How long after it was observed a reading comes, minutes. */
const someLag = fc.constantFrom(0, 0, 0, 2, 20);

/** With its reason: what is said of a gauge must be the same as well. */
function linesWithReasons(outcomes: readonly SuppressionOutcome[]): readonly string[] {
  return outcomes.flatMap(({ notified }) => notified.map((each) => `${line(each)} ${each.reason?.en}`));
}

it("live, looked at every minute, restarted anywhere and replayed from the rows alone give the same alarms", async () => {
  // Readings that come much faster than expected, too: more of them than are looked at lie within one silence.
  const someGap = fc.constantFrom(0.1, 0.1, 0.3, 1, 4);
  const storm = fc.array(fc.tuple(someGap, someRow, someLag), { minLength: 2, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(storm, fc.nat(80), async (gaps, cut) => {
      let at = 0;
      const come = gaps.map(([gap, heard, lag]) => {
        at += gap;
        const row = rowOf([at - lag, heard[1], heard[2], heard[3] ?? 1], 0);
        return { ...row, receivedAt: minute(at), checks: heard[3] === 4 && lag > 0 ? checks.grossRange : 0 };
      });
      // Of a gauge and a moment the journal has one row.
      const byMoment = Map.groupBy(come, ({ gauge, observedAt }) => `${gauge} ${observedAt}`);
      const rows = [...byMoment.values()].map(([first], index) => ({ ...first!, journalSeq: index + 1 }));
      const end = minute(at + 15);
      const replayed = started();
      const wanted = linesWithReasons([...rows.map((row) => replayed.read(row)), replayed.advance(end)]);

      const ticking = started();
      const ticked = rows.flatMap((row) => {
        const ticks = Array.from({ length: 9 }, (_, tick) => ticking.advance(row.receivedAt - (9 - tick) * minuteMs));
        return [...ticks, ticking.read(row)];
      });
      expect(linesWithReasons([...ticked, ticking.advance(end)])).toEqual(wanted);

      const first = started();
      const early = rows.slice(0, cut).map((row) => first.read(row));
      const clock = rows[Math.min(cut, rows.length) - 1]?.receivedAt ?? startsAt;
      const saved = JSON.parse(JSON.stringify(first.drainChanges())) as readonly SavedEntry[];
      const second = suppressionOver(city);
      const journal = memoryJournal(rows, [{ journalSeq: 0, startedAt: startsAt }]);
      const kept = saved.filter(({ state }) => state !== null);
      await second.restore(kept, [], { journal, row: Math.min(cut, rows.length), clock });
      const late = rows.slice(cut).map((row) => second.read(row));
      expect(linesWithReasons([...early, ...late, second.advance(end)])).toEqual(wanted);
    }),
    { numRuns: 300 },
  );
});
