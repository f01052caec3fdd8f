import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import type { DeviceId, StationId } from "../../domain/ids.ts";
import { checksIn } from "../../domain/observations/quality.ts";
import { createIngest } from "../../ingest/ingest.ts";
import { ingestSettings } from "../../ingest/settings.ts";
import { surgeAt, surgeSum } from "../../simulators/models/surge.ts";
import { demonstrationStorm } from "../../simulators/scenarios.ts";
import { valuesByDevice } from "../../simulators/start-simulated-city.ts";
import { cityOf, keysOf } from "../ingest/ingest-city.ts";

const startsAt = Date.UTC(2026, 6, 20, 8);
const underpassLimits = [0.15, 0.2, 0.27, 0.4];
const depth = { channel: "depth", property: "depth", range: { min: 0, max: 4 } } as const;

const city = cityOf([
  { ...depth, device: "road", unit: "m", importance: 1, limits: [0.2, 0.27, 0.4] },
  { ...depth, device: "underpass", unit: "cm", importance: 3, limits: underpassLimits },
  {
    device: "river",
    kind: "river",
    channel: "z",
    property: "stage",
    unit: "m",
    datumOffset: 70,
    range: { min: 70, max: 85 },
    limits: [74, 76, 78],
  },
  { device: "rain", kind: "rain", channel: "r", property: "rain", unit: "mm", range: { min: 0, max: 50 } },
  { device: "hole", kind: "manhole", channel: "o2", property: "oxygen", unit: "%vol", range: { min: 0, max: 30 } },
  { device: "hole", kind: "manhole", channel: "ch4", property: "methane", unit: "%lel", range: { min: 0, max: 100 } },
  {
    device: "hole",
    kind: "manhole",
    channel: "h2s",
    property: "hydrogenSulfide",
    unit: "mg/m3",
    range: { min: 0, max: 100 },
  },
  {
    device: "hole",
    kind: "manhole",
    channel: "co",
    property: "carbonMonoxide",
    unit: "mg/m3",
    range: { min: 0, max: 500 },
  },
  { device: "pump", kind: "pump-station", channel: "run", property: "running", unit: "1", range: { min: 0, max: 1 } },
  {
    device: "dam",
    kind: "rubber-dam",
    channel: "bladder",
    property: "pressure",
    unit: "kPa",
    range: { min: 0, max: 500 },
  },
]);

/** What a device sends on a channel at each whole second of the first `seconds`. */
function series(device: string, channel: string, seconds: number, seed = "a"): readonly number[] {
  const water = valuesByDevice(city, demonstrationStorm({ startsAt, seed, intervalMs: 1000 })).get(device as DeviceId);
  return Array.from({ length: seconds + 1 }, (_, second) => water?.(startsAt + second * 1000)[channel] ?? Number.NaN);
}

describe("demonstrationStorm()", () => {
  test.each(["a", "b", "guanlan"])(
    "brings the underpass over 0.15, 0.20, 0.27 and 0.40 m in turn within 40 s (seed %s)",
    (seed) => {
      const depths = series("underpass", "depth", 40, seed).map((cm) => cm / 100);
      expect(depths[0]).toBe(0);
      const passed = underpassLimits.map((limit) => depths.findIndex((depthM) => depthM >= limit));
      expect(passed.every((second, i) => second > (passed[i - 1] ?? 0))).toBe(true);
      expect(passed.at(-1)).toBeLessThan(40);
      expect(depths.slice((passed.at(-1) ?? 0) + 5).every((depthM) => depthM > 0.4)).toBe(true);
    },
  );

  test("drains it after a few minutes, to dry", () => {
    const depths = series("underpass", "depth", 1199);
    expect(depths[100]).toBeGreaterThan(40);
    expect(depths[240]).toBeLessThan(15);
    expect(depths.slice(301).every((cm) => cm === 0)).toBe(true);
  });

  test("comes again every 20 minutes", () => {
    const depths = series("underpass", "depth", 1240);
    expect(depths[1240]).toBe(depths[40]);
  });

  test("hits the less important road less", () => {
    expect(Math.max(...series("road", "depth", 600))).toBeLessThan(0.31);
  });

  test("lifts the river over its first limit and not its last, with the datum taken off", () => {
    const stages = series("river", "z", 900).map((m) => m + 70);
    expect(stages[0]).toBeCloseTo(72.5, 1);
    expect(Math.max(...stages)).toBeGreaterThan(74.5);
    expect(Math.max(...stages)).toBeLessThan(78);
  });

  test("rains in whole tips, at most as hard as 201.9 mm an hour, and none is lost between intervals", () => {
    const tips = series("rain", "r", 600);
    expect(tips.every((mm) => mm >= 0 && Math.abs(mm * 10 - Math.round(mm * 10)) < 1e-9)).toBe(true);
    const total = tips.reduce((sum, mm) => sum + mm, 0);
    // 10 s of ramp, 160 s at full rate and 120 s of ramp: 290 s at 201.9 mm/h.
    expect(total).toBeGreaterThan((290 * 201.9) / 3600 - 0.11);
    expect(total).toBeLessThanOrEqual((290 * 201.9) / 3600);
  });

  test("brings manhole gas past 25 %LEL and 10 mg/m3 with oxygen below 19.5 %, and clears it", () => {
    expect(Math.max(...series("hole", "ch4", 120))).toBeGreaterThan(25);
    expect(Math.max(...series("hole", "h2s", 120))).toBeGreaterThan(10);
    expect(Math.min(...series("hole", "o2", 120))).toBeLessThan(19.5);
    expect(series("hole", "ch4", 500)[500]).toBeLessThan(5);
    expect(series("hole", "o2", 500)[500]).toBeGreaterThan(20.5);
  });

  test("gives the same water for the same seed and start, and other noise for another seed", () => {
    expect(series("underpass", "depth", 60)).toEqual(series("underpass", "depth", 60));
    expect(series("underpass", "depth", 60)).not.toEqual(series("underpass", "depth", 60, "b"));
  });

  test("sends nothing that ingest rejects or flags, from any device, over a whole storm", () => {
    const ingest = createIngest(city, keysOf(city), ingestSettings.parse({}));
    const waters = valuesByDevice(city, demonstrationStorm({ startsAt }));
    expect(waters.size).toBe(city.devices.size);
    for (let at = startsAt; at < startsAt + 1_300_000; at += 10_000) {
      for (const [deviceId, water] of waters) {
        const payload = Buffer.from(JSON.stringify({ t: at, values: water(at) }));
        const taken = ingest.decode({ deviceId, codec: "json", topic: "t", payload, receivedAt: at });
        expect(taken.rejects).toEqual([]);
        for (const { flag, checks } of taken.observations) expect([flag, checksIn(checks)]).toEqual([1, []]);
      }
    }
    expect(ingest.counts.observations).toBe(130 * city.gauges.size);
  });
});

test("surgeSum() is the area under surgeAt()", () => {
  const surge = { risesAt: 3, peaksAt: 11, fallsAt: 20, endsAt: 47 };
  for (const end of [0, 5, 11, 15, 33, 47, 60]) {
    let area = 0;
    for (let step = 0; step < end * 100; step++) area += surgeAt(surge, (step + 0.5) / 100) / 100;
    expect(surgeSum(surge, end)).toBeCloseTo(area, 2);
  }
});

test("valuesByDevice() leaves out a station that a person speaks for and those of drills, and no other", () => {
  const { city: zhengzhou } = loadCity(join(import.meta.dirname, "..", "..", "cities", "zhengzhou"));
  const simulated = valuesByDevice(zhengzhou, demonstrationStorm({ startsAt }));
  const silent = [...zhengzhou.devices.values()].filter(({ id }) => !simulated.has(id));
  const isExercise = ({ stationId }: { readonly stationId: StationId }) =>
    zhengzhou.stations.get(stationId)?.isExercise === true;
  expect(silent.filter((device) => !isExercise(device)).map(({ id }) => id)).toEqual(["wl-yours-1"]);
  expect(silent.filter(isExercise).length).toBe([...zhengzhou.devices.values()].filter(isExercise).length);
});
