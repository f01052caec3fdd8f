import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCity } from "../../../city/load-city.ts";
import type { City } from "../../../domain/city/city.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { GaugeId } from "../../../domain/ids.ts";
import { silentLog } from "../../../domain/log.ts";
import { checksIn } from "../../../domain/observations/quality.ts";
import { createIngest } from "../../../ingest/ingest.ts";
import { ingestSettings } from "../../../ingest/settings.ts";
import { clientsOf } from "../../../simulators/clients-of.ts";
import {
  demonstrationFleet,
  demonstrationWater,
  squeeze,
  startDemonstration,
} from "../../../simulators/demonstration/start-demonstration.ts";
import { cityOf, keysOf } from "../../ingest/ingest-city.ts";
import { until } from "../../support/until.ts";
import { readingsIn, startTestBroker } from "../test-broker.ts";

const { city } = loadCity(join(import.meta.dirname, "..", "..", "..", "cities", "zhengzhou"));
const startsAt = Date.UTC(2026, 6, 20, 8);

/** What is true of gauges at each whole second of the demonstration, from 0 on. */
function series(gauges: readonly string[], seconds: number): readonly (readonly number[])[] {
  const water = demonstrationWater(city);
  const indexes = gauges.map((id) => water.gaugeIds.indexOf(id as GaugeId));
  const rows = Array.from({ length: seconds + 1 }, (_, second) => {
    water.advanceTo(second * squeeze);
    const values = water.trueValues();
    return indexes.map((index) => values[index] ?? Number.NaN);
  });
  return gauges.map((_, gauge) => rows.map((row) => row[gauge] ?? Number.NaN));
}

const first = (values: readonly number[], isSo: (value: number) => boolean): number => values.findIndex(isSo);

describe("the water of the demonstration", () => {
  test("stands over the highest limit of the worst underpass within 40 s, and is gone after 5 min", () => {
    const [depth = []] = series(["wl-jingguang-n.depth-north"], 1_199);
    expect(depth[0]).toBe(0);
    expect(first(depth, (value) => value > 0.4)).toBeGreaterThan(2);
    expect(first(depth, (value) => value > 0.4)).toBeLessThan(40);
    expect(depth.slice(300).every((value) => value < 0.001)).toBe(true);
  });

  test("comes again every 20 minutes, and its rain is summed on", () => {
    const [depth = [], rain = []] = series(["wl-jingguang-n.depth-north", "rn-miaoli.rain"], 1_240);
    expect(depth[1_240]).toBe(depth[40]);
    expect(rain.every((value, second) => value >= (rain[second - 1] ?? 0))).toBe(true);
    expect(rain[1_240]).toBeCloseTo((rain[1_199] ?? 0) + (rain[40] ?? 0), 6);
  });

  test("lets a lamp leak past 100 mA and cuts it off within half a minute", () => {
    const [current = []] = series(["el-longhai-lamps.leakage"], 120);
    expect(Math.max(...current.slice(0, 28))).toBeGreaterThan(100);
    expect(current.slice(28).every((value) => value === 0)).toBe(true);
  });

  test("brings manhole gas past 25 %LEL and 10 mg/m3 (7.1 ppm) with oxygen below 19.5 %, and clears it", () => {
    const names = ["mh-nongye-sewer.ch4", "mh-nongye-sewer.h2s", "mh-nongye-sewer.o2"];
    const [methane = [], sulfide = [], oxygen = []] = series(names, 600);
    expect(Math.max(...methane.slice(0, 120))).toBeGreaterThan(25);
    expect(first(sulfide, (value) => value > 7.1)).toBeLessThan(60);
    expect(Math.min(...oxygen.slice(0, 120))).toBeLessThan(19.5);
    expect([methane[600]! < 5, sulfide[600]! < 5, oxygen[600]! > 20.5]).toEqual([true, true, true]);
  });

  test("lifts the urban rivers over a limit, and keeps what is behind rubber dams as it is", () => {
    const [river = [], dam = []] = series(["rv-jinshui-beizhakou.stage", "rd-xionger-1.upstream"], 300);
    expect(Math.max(...river)).toBeGreaterThan(2.5);
    expect(new Set(dam).size).toBe(1);
  });
});

describe("the devices of the demonstration", () => {
  const options = { city, seed: "guanlan", intervalMs: 2_000, startsAt };

  test("say nothing that ingest rejects or flags, over a whole storm", () => {
    const ingest = createIngest(city, keysOf(city), ingestSettings.parse({}));
    const fleet = demonstrationFleet(options);
    let values = 0;
    for (let at = startsAt; at < startsAt + 10 * minuteMs; at += 1_000) {
      for (const act of fleet.advance(at)) {
        if (act.kind !== "publish") continue;
        const payload = Buffer.from(act.payload);
        const taken = ingest.decode({ deviceId: act.client, codec: "json", topic: "t", payload, receivedAt: at });
        expect(taken.rejects).toEqual([]);
        for (const { flag, checks } of taken.observations) expect([flag, checksIn(checks)]).toEqual([1, []]);
        values += taken.observations.length;
      }
    }
    expect(values).toBeGreaterThan(9_000);
  });

  test("are the same for the same seed, and others for another", () => {
    const acts = (seed: string) =>
      JSON.stringify(demonstrationFleet({ ...options, seed }).advance(startsAt + minuteMs));
    expect(acts("a")).toBe(acts("a"));
    expect(acts("a")).not.toBe(acts("b"));
  });

  test("are all but those at stations that a person speaks for and those of drills", () => {
    const fleet = demonstrationFleet(options);
    const silent = clientsOf(city).filter((id) => !fleet.clients.includes(id));
    const isOfDrills = (id: string): boolean => id.startsWith("drill-");
    expect(silent.filter((id) => !isOfDrills(id))).toEqual(["wl-yours-1"]);
    expect(silent.filter(isOfDrills).length).toBe(clientsOf(city).filter(isOfDrills).length);
  });

  test("run over real MQTT, each under its own id and token, until they are stopped; also in a city without the places of the storm", async () => {
    const small: City = cityOf([
      { device: "a", channel: "depth", property: "depth", unit: "m" },
      { device: "b", kind: "manhole", channel: "o2", property: "oxygen", unit: "%vol" },
      { device: "b", kind: "manhole", channel: "ch4", property: "methane", unit: "%lel" },
      { device: "c", kind: "river", channel: "z", property: "stage", unit: "m" },
    ]);
    const broker = await startTestBroker({ tokens: { a: "token-a", b: "token-b", c: "token-c" } });
    const running = startDemonstration({
      ...{ url: broker.url, city: small, seed: "a", intervalMs: 50, log: silentLog, clock: Date.now },
      tokenOf: (deviceId) => `token-${deviceId}`,
    });
    await until("15 acknowledged readings", () => running.counts.acknowledged >= 15);
    await running.stop();
    const { published, acknowledged } = running.counts;
    await broker.stop();
    expect(acknowledged).toBe(published);
    expect(readingsIn(broker.received).length).toBe(published);
    const channels = broker.received
      .filter(({ topic }) => topic.endsWith("/readings"))
      .map(({ deviceId, text }) => `${deviceId}: ${Object.keys(JSON.parse(text).values)}`);
    expect([...new Set(channels)].sort()).toEqual(["a: depth", "b: o2,ch4", "c: z"]);
  });
});
