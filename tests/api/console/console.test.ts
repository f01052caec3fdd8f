import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { catalogue as catalogueSchema } from "../../../api/schemas/console/catalogue.ts";
import { devicesPage } from "../../../api/schemas/console/devices.ts";
import { hubStatus } from "../../../api/schemas/console/hub.ts";
import { limitsAnswer } from "../../../api/schemas/console/limits.ts";
import { searchAnswer } from "../../../api/schemas/console/search.ts";
import { forecastAnswer, seriesAnswer } from "../../../api/schemas/console/series.ts";
import { stateAnswer } from "../../../api/schemas/console/state.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { GaugeId, RuleId } from "../../../domain/ids.ts";
import { smallCity } from "../../support/alarm-builders.ts";
import {
  gaugeOrder,
  InMemoryApiPorts,
  observationOf,
  readerToken,
  testNow,
} from "../../support/in-memory-api-ports.ts";

import { type RunningApi, startApi } from "../start-api.ts";
import { getUndecoded } from "./undecoded.ts";

const started: RunningApi[] = [];
afterEach(async () => {
  for (const { api } of started.splice(0)) await api.stop();
});

async function start(ports?: InMemoryApiPorts): Promise<RunningApi> {
  const running = await startApi({}, ports);
  started.push(running);
  return running;
}

async function answer<Of>(running: RunningApi, path: string, schema: { parse(value: unknown): Of }): Promise<Of> {
  const response = await running.get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return schema.parse(await response.json());
}

describe("GET /state", () => {
  it("has every gauge in the order of the catalogue, with a place in the stream from which nothing is missed", async () => {
    const running = await start();
    const catalogue = await answer(running, "/api/v1/catalogue", catalogueSchema);
    const state = await answer(running, "/api/v1/state", stateAnswer);
    expect(state.catalogue).toBe(catalogue.digest);
    expect(catalogue.gauges.map(({ gaugeId }) => gaugeId)).toEqual(gaugeOrder);
    expect(state.states).toHaveLength(catalogue.gauges.length);
    expect(state.stationLevels).toHaveLength(catalogue.stations.length);
    expect(state.position).toBe(`e${running.ports.events.length}-j0`);
    expect(state.ages).toEqual([0, 0]);
  });

  it("says what a gauge that is not live last said apart from values, which tell of now", async () => {
    const running = await start();
    running.ports.now = testNow + 60 * minuteMs;
    const state = await answer(running, "/api/v1/state", stateAnswer);
    expect(state.values).toEqual([null, null]);
    expect(state.lastValues).toEqual([
      [0, 0.49],
      [1, 0.49],
    ]);
  });

  it("answers 304 to its own tag, and in full once a row came or a gauge fell silent", async () => {
    const running = await start();
    const first = await running.get("/api/v1/state");
    const tag = { "if-none-match": first.headers.get("etag") ?? "" };
    expect((await running.get("/api/v1/state", tag)).status).toBe(304);
    running.ports.live.publishObservations([observationOf(0, 99)]);
    const second = await running.get("/api/v1/state", tag);
    expect(second.status).toBe(200);
    running.ports.now = testNow + 60 * minuteMs;
    const silent = await running.get("/api/v1/state", { "if-none-match": second.headers.get("etag") ?? "" });
    expect(silent.status).toBe(200);
  });

  it("tells of a time that has passed from what is kept: value and alarm as they were then", async () => {
    const running = await start();
    const { gauges } = await answer(running, "/api/v1/catalogue", catalogueSchema);
    const raised = running.ports.transitions[1];
    if (raised === undefined) throw new Error("the seed has no second transition");
    running.ports.observations.set(gaugeOrder[0] as never, [
      observationOf(0, 1, { observedAt: raised.at - 30_000, value: 0.61 }),
    ]);
    const then = await answer(running, `/api/v1/state?at=${raised.at + 1_000}`, stateAnswer);
    const at = gauges.findIndex(({ gaugeId }) => gaugeId === "tunnel/depth");
    expect([then.states[at], then.levels[at], then.values[at], then.ages[at]]).toEqual(["0", "4", 0.61, 31]);
    // Nothing of the other gauge is kept from then: it is not shown as dry.
    expect([then.states[1 - at], then.values[1 - at], then.position]).toEqual(["2", null, null]);
    const ahead = await running.get(`/api/v1/state?at=${testNow + minuteMs}`);
    expect([ahead.status, JSON.stringify(await ahead.json())]).toEqual([
      400,
      expect.stringContaining("已经过去的时刻"),
    ]);
  });
});

describe("compressed answers", () => {
  it.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ] as const)("go out as %s where the caller takes it, the same to the last byte", async (encoding, unpacked) => {
    const running = await start();
    const plain = await getUndecoded(running, "/api/v1/openapi.json", { "accept-encoding": "identity" });
    const packed = await getUndecoded(running, "/api/v1/openapi.json", { "accept-encoding": encoding });
    expect([plain.headers["content-encoding"], packed.headers["content-encoding"]]).toEqual([undefined, encoding]);
    expect(packed.body.length).toBeLessThan(plain.body.length / 4);
    expect(unpacked(packed.body).equals(plain.body)).toBe(true);
    expect(packed.headers.vary).toContain("Accept-Encoding");
  });

  it("short ones go out as they are, and CSV streams compressed to its last row", async () => {
    const running = await start();
    const short = await getUndecoded(running, "/api/v1/mode", { "accept-encoding": "gzip" });
    expect(short.headers["content-encoding"]).toBeUndefined();
    const path = "/api/v1/gauges/tunnel%2Fdepth/observations?format=csv";
    const plain = await getUndecoded(running, path, {});
    const packed = await getUndecoded(running, path, { "accept-encoding": "gzip" });
    expect(packed.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    expect(plain.body.toString().trim().split("\n")).toHaveLength(50);
  });
});

describe("GET /series", () => {
  it("keeps the peak of each bucket, leaves a gap a gap, and tells the worst flag", async () => {
    const running = await start();
    const rows = [
      [0, 0.1, 1],
      [1, 0.9, 1],
      [2, 0.2, 3],
      // Failed: no depth, but its flag is told.
      [30, 4.9, 4],
    ] as const;
    running.ports.observations.set(
      gaugeOrder[0] as never,
      rows.map(([minute, value, flag], index) =>
        observationOf(0, index + 1, { observedAt: testNow - 60 * minuteMs + minute * minuteMs, value, flag }),
      ),
    );
    const path = `/api/v1/series?gauges=tunnel%2Fdepth,road%2Fdepth&from=${testNow - 60 * minuteMs}&to=${testNow}&points=6`;
    const { rows: charts, bucketMs } = await answer(running, path, seriesAnswer);
    expect(bucketMs).toBe(10 * minuteMs);
    expect(charts[0]).toMatchObject({
      gaugeId: "tunnel/depth",
      source: "observations",
      at: [testNow - 60 * minuteMs, testNow - 30 * minuteMs],
      count: [3, 1],
      min: [0.1, null],
      max: [0.9, null],
      sum: [expect.closeTo(1.2), null],
      last: [0.2, null],
      flag: [3, 4],
    });
  });
});

describe("GET /gauges/{id}/forecast", () => {
  it("tells chances and minutes of marks that are not reached, and says which are", async () => {
    const ports = new InMemoryApiPorts();
    const city = smallCity();
    const tunnel = [...city.gauges.values()][0];
    if (tunnel === undefined) throw new Error("the small city has no gauge");
    const limit = (value: number) => ({ value, source: "a test", isDemonstration: true });
    const thresholds = { low: limit(0.1), closing: limit(0.27) };
    ports.city = smallCity({ gauges: new Map([...city.gauges, [tunnel.id, { ...tunnel, thresholds }]]) });
    const running = await start(ports);
    ports.observations.set(
      tunnel.id,
      Array.from({ length: 90 }, (_, minute) =>
        observationOf(0, minute + 1, {
          observedAt: testNow - (89 - minute) * minuteMs,
          value: minute < 60 ? 0.01 : 0.01 + (minute - 60) * 0.008,
        }),
      ),
    );
    const { marks, issuedAt, spans } = await answer(running, "/api/v1/gauges/tunnel%2Fdepth/forecast", forecastAnswer);
    expect(issuedAt).toBe(new Date(testNow).toISOString());
    expect(marks.map(({ name, isReached }) => [name, isReached])).toEqual([
      ["low", true],
      ["closing", false],
    ]);
    const closing = marks[1];
    expect(closing?.minutes).toBeGreaterThan(2);
    const chances = closing?.chances.map(({ chance }) => chance ?? 0) ?? [];
    expect(chances).toEqual(chances.toSorted((a, b) => a - b));
    expect(chances.at(-1)).toBeGreaterThan(0.5);
    const highs = spans.map(({ high }) => high);
    expect(highs).toHaveLength(5);
    expect(highs).toEqual(highs.toSorted((a, b) => a - b));
    for (const { low, high } of spans) expect(high).toBeGreaterThanOrEqual(low);
  });
});

describe("GET /limits", () => {
  it("has what gauges in reach are held against, mildest first, with what to do there", async () => {
    const ports = new InMemoryApiPorts();
    const advice = { red: { zh: "封闭", en: "close it" }, blue: { zh: "关注", en: "watch it" } };
    const limits = {
      ruleId: "depth" as RuleId,
      direction: "above",
      raiseAt: { red: 0.4, blue: 0.15 },
      advice,
    } as const;
    ports.limits.push({ ...limits, gaugeId: "tunnel/depth" as GaugeId, isDemonstration: true });
    ports.limits.push({ ...limits, gaugeId: "nowhere/depth" as GaugeId, isDemonstration: true });
    const { mode, rows } = await answer(await start(ports), "/api/v1/limits?stationId=tunnel", limitsAnswer);
    expect(mode).toBe("daily");
    expect(rows).toHaveLength(1);
    expect(rows[0]?.levels).toEqual([
      { level: "blue", raiseAt: 0.15, advice: advice.blue },
      { level: "red", raiseAt: 0.4, advice: advice.red },
    ]);
  });
});

describe("GET /search", () => {
  it.each([
    ["站点tun", "station", "tunnel"],
    ["ZZS", "area", "410100"],
    ["jinsh", "area", "410105"],
    ["psc", "unit", "drainage"],
    ["tunnel/de", "gauge", "tunnel/depth"],
  ])("finds by %s the %s %s", async (text, kind, id) => {
    const running = await start();
    const { rows } = await answer(running, `/api/v1/search?q=${encodeURIComponent(text)}`, searchAnswer);
    expect(rows[0]).toMatchObject({ kind, id });
  });
});

describe("GET /devices", () => {
  it("lists devices with what is known of each, narrowed to those online, in pages", async () => {
    const ports = new InMemoryApiPorts();
    const running = await start(ports);
    ports.connected.add("tunnel-1" as never);
    const all = await answer(running, "/api/v1/devices?limit=1", devicesPage);
    expect(all).toMatchObject({ counts: { all: 2, online: 1 }, next: "road-1" });
    const rest = await answer(running, `/api/v1/devices?limit=1&after=${all.next}`, devicesPage);
    expect(rest.rows.map(({ deviceId, isOnline }) => [deviceId, isOnline])).toEqual([["tunnel-1", true]]);
    expect(rest.next).toBeNull();
    const online = await answer(running, "/api/v1/devices?online=true", devicesPage);
    expect(online.rows.map(({ deviceId }) => deviceId)).toEqual(["tunnel-1"]);
  });
});

it("GET /hub says how the hub is doing in one answer", async () => {
  const running = await start();
  const status = await answer(running, "/api/v1/hub", hubStatus);
  expect(status).toMatchObject({ isReady: true, mode: "daily", devices: { all: 2, online: 0 } });
});

it("none of it is told without a token", async () => {
  const running = await start();
  for (const path of ["catalogue", "state", "search?q=a", "devices", "hub", "ponding", "map"]) {
    expect([path, (await fetch(`${running.url}/api/v1/${path}`)).status]).toEqual([path, 401]);
  }
  expect(readerToken).not.toBe("");
});
