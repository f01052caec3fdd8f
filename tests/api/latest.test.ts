import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { latest, latestList } from "../../api/schemas/observation.ts";
import type { City, Gauge } from "../../domain/city/city.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { gauge, smallCity } from "../support/alarm-builders.ts";
import { gaugeOrder, InMemoryApiPorts, observationOf, testNow } from "../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "./start-api.ts";

let running: RunningApi;
beforeAll(async () => {
  running = await startApi();
});
afterAll(() => running.api.stop());

async function latestOf(more: Parameters<typeof observationOf>[2] | null) {
  const id = gaugeOrder[0] as GaugeId;
  running.ports.observations.set(id, more === null ? [] : [observationOf(0, 1, more)]);
  return latest.parse(await (await running.get("/api/v1/gauges/tunnel%2Fdepth/latest")).json());
}

describe("latest", () => {
  it("is live within the expected intervals, then stale: what it had is no current value", async () => {
    expect(await latestOf({ observedAt: testNow - 180_000 })).toMatchObject({ state: "live", value: 0.25 });
    const stale = { state: "stale", value: null, lastValue: 0.25 };
    expect(await latestOf({ observedAt: testNow - 180_001 })).toMatchObject(stale);
  });

  it("is silent once nothing was heard for long, and says what it last had", async () => {
    const heard = { observedAt: testNow - 300_000, receivedAt: testNow - 300_000 };
    expect(await latestOf(heard)).toMatchObject({ state: "silent", value: null, lastValue: 0.25 });
  });

  it("of a gauge never heard is null, not 0", async () => {
    expect(await latestOf(null)).toMatchObject({ state: "silent", value: null, lastValue: null, observedAt: null });
  });

  it("that failed its checks is withheld, and says which", async () => {
    const answer = await latestOf({ value: 0, flag: 4, checks: 1 | 128 });
    expect(answer).toMatchObject({
      state: "unusable",
      value: null,
      lastValue: null,
      flag: 4,
      checks: ["grossRange", "jump"],
    });
  });

  it("keeps every digit, negative zero and tiny values being plain JSON", async () => {
    for (const value of [-0, 1e-7, 1.7976931348623157e308, -0.1, 123456789.123456]) {
      expect((await latestOf({ value })).value).toBe(value === 0 ? 0 : value);
    }
    expect((await latestOf({ value: Number.NaN })).value, "NaN is no JSON").toBe(null);
  });

  it("of one station leaves the others out", async () => {
    const { rows } = latestList.parse(await (await running.get("/api/v1/latest?stationId=road")).json());
    expect(rows.map(({ gaugeId }) => gaugeId)).toEqual(["road/depth"]);
  });

  it("gives 10,000 gauges in one answer, each once, whatever their ids hold", async () => {
    const ports = new InMemoryApiPorts();
    ports.city = cityOf(10_000);
    const large = await startApi({}, ports);
    for (const id of ports.city.gauges.keys()) ports.observations.set(id, [observationOf(0, 1)]);
    const { rows } = latestList.parse(await (await large.get("/api/v1/latest")).json());
    await large.api.stop();
    expect(rows.map(({ gaugeId }) => gaugeId)).toEqual([...ports.city.gauges.keys()]);
    expect(rows.every(({ state }) => state === "live")).toBe(true);
  });
});

function cityOf(count: number): City {
  const gauges = Array.from(
    { length: count },
    (_, index): Gauge => gauge({ id: `tunnel/"depth"-${index}\u202e井` as GaugeId }),
  );
  return { ...smallCity(), gauges: new Map(gauges.map((each) => [each.id, each])) };
}
