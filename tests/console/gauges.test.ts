import { describe, expect, it } from "vitest";
import type { Catalogue, SearchAnswer, SeriesAnswer } from "../../console/api/wire.ts";
import type { Columns } from "../../console/live/columns.ts";
import { doubtfulMoments, gaugeLines, riseOver } from "../../console/parts/gauges/gauge-lines.ts";
import { plotUnitOf } from "../../console/parts/gauges/plot-units.ts";
import { byGravity, nearestGauge, stationNow } from "../../console/parts/gauges/station-now.ts";
import { expectedUntil } from "../../console/parts/plot/expected-until.ts";
import { spreadOut } from "../../console/parts/plot/spread-out.ts";
import { foundStations } from "../../console/screens/stations/found-stations.ts";
import { minuteMs } from "../../domain/clock.ts";

type Row = SeriesAnswer["rows"][number];

function rowOf(minutes: readonly number[], values: readonly number[], flags: readonly number[] = []): Row {
  const numbers = [...values];
  return {
    ...{ gaugeId: "g", unit: "m", source: "observations", at: minutes.map((minute) => minute * minuteMs) },
    ...{ count: values.map(() => 1), min: numbers, max: numbers, sum: numbers, last: numbers },
    flag: minutes.map((_, place) => flags[place] ?? 1),
  };
}

const drawn = { name: "depth", expectedIntervalMs: minuteMs, scale: 100, live: null } as const;

describe("gaugeLines", () => {
  it("breaks a line where a gauge said nothing for longer than it should, and not where it is on time", () => {
    const { at, lines } = gaugeLines([{ ...drawn, row: rowOf([0, 1, 2, 9, 10], [0.1, 0.2, 0.3, 0.4, 0.5]) }], minuteMs);
    expect(at).toEqual([0, minuteMs, 2 * minuteMs, 2 * minuteMs + 1, 9 * minuteMs, 10 * minuteMs]);
    expect(lines[0]?.values).toEqual([10, 20, 30, null, 40, 50]);
  });

  it("goes on over moments that are of another gauge alone", () => {
    const one = { ...drawn, row: rowOf([0, 2], [1, 2]) };
    const other = { ...drawn, row: rowOf([1], [3]) };
    const { lines } = gaugeLines([one, other], minuteMs);
    expect(lines.map(({ values }) => values)).toEqual([
      [100, undefined, 200],
      [undefined, 300, undefined],
    ]);
  });

  it("ends at the newest reading of the live picture, and never goes back to an older one", () => {
    const row = rowOf([0, 1], [0.1, 0.2]);
    const values = (at: number) => gaugeLines([{ ...drawn, row, live: { at, value: 0.4 } }], minuteMs).lines[0]?.values;
    expect(values(2 * minuteMs)).toEqual([10, 20, 40]);
    expect(values(minuteMs)).toEqual([10, 20]);
  });
});

describe("riseOver", () => {
  it("is the newest value less the one so long before; unknown where nothing is known of then", () => {
    const row = rowOf([0, 3, 5, 6], [0.1, 0.2, 0.3, 0.5]);
    expect(riseOver(row, 5 * minuteMs)).toBeCloseTo(0.4);
    expect(riseOver(row, 10 * minuteMs)).toBeNull();
  });
});

it("doubtful readings are those of flags 3, 4 and 9", () => {
  expect(doubtfulMoments([rowOf([0, 1, 2, 3, 4], [1, 1, 1, 1, 1], [1, 2, 3, 4, 9])])).toEqual(
    [2, 3, 4].map((minute) => minute * minuteMs),
  );
});

it("depth is drawn in centimetres, stage in metres, as people say them", () => {
  expect(plotUnitOf("depth")).toEqual({ scale: 100, words: { zh: "厘米", en: "cm" } });
  expect(plotUnitOf("stage")).toEqual({ scale: 1, words: { zh: "米", en: "m" } });
});

it.each([
  [
    [10, 12, 30],
    [10, 25, 40],
  ],
  [
    [90, 95, 100],
    [70, 85, 100],
  ],
  [[], []],
])("words at %j are moved apart to %j, none below the end", (places, expected) => {
  expect(spreadOut(places, 15, 100)).toEqual(expected);
});

const stations = ["calm", "silent", "red"].map((stationId, place) => ({
  ...{ stationId, kind: "river", importance: 1, areaCode: place === 2 ? "b" : "a" },
  ...{ longitude: 113 + place / 100, latitude: 34 },
}));
const gauges = ["stage", "stage", "rain"].map((property, station) => ({
  ...{ gaugeId: `g${station}`, station, property, deviceId: `d${station}` },
}));
const catalogue = { stations, gauges, states: ["live", "silent"] } as unknown as Catalogue;
const columns: Columns = {
  ...{ version: 0, states: Uint8Array.of(0, 1, 0), levels: Uint8Array.of(0, 0, 4) },
  stationLevels: Uint8Array.of(0, 0, 4),
  values: Float64Array.of(1, Number.NaN, 2),
  observedAt: Float64Array.of(1, Number.NaN, 2),
};

describe("stations", () => {
  it("stand gravest first, what is not known above calm", () => {
    const rows = [0, 1, 2].flatMap((place) => stationNow(catalogue, columns, place) ?? []).sort(byGravity);
    expect(rows.map(({ station }) => station.stationId)).toEqual(["red", "silent", "calm"]);
    expect(rows.map(({ look }) => look.tone)).toEqual(["red", "unknown", "calm"]);
  });

  it("have the nearest gauge of a property within reach, or none", () => {
    expect(nearestGauge(catalogue, 0, { property: "rain", withinM: 5_000 })?.gauge.gaugeId).toBe("g2");
    expect(nearestGauge(catalogue, 0, { property: "rain", withinM: 500 })).toBeNull();
  });

  it("are found by themselves, by their area and by what measures there, within a kind", () => {
    const name = { zh: "", en: "" };
    const found = (kind: SearchAnswer["rows"][number]["kind"], id: string) =>
      foundStations(catalogue, { rows: [{ kind, id, name, areaCode: null }] }, "");
    expect(foundStations(catalogue, null, "")).toEqual([0, 1, 2]);
    expect(found("station", "silent")).toEqual([1]);
    expect(found("area", "a")).toEqual([0, 1]);
    expect(found("device", "d2")).toEqual([2]);
    expect(foundStations(catalogue, null, "rain")).toEqual([]);
  });
});

it("what is expected beyond the picture takes none of its height, but where it stands at its edge does", () => {
  const expected = [
    { at: 0, low: 2, high: 2 },
    { at: 10, low: 2, high: 4 },
    { at: 30, low: 2, high: 8 },
  ];
  expect(expectedUntil(expected, 20)).toEqual([...expected.slice(0, 2), { at: 20, low: 2, high: 6 }]);
  expect(expectedUntil(expected, 40)).toEqual(expected);
  expect(expectedUntil(expected, -1)).toEqual([]);
  expect(expectedUntil([], 5)).toEqual([]);
});
