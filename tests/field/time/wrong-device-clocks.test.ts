import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

interface Kept {
  readonly value: number;
  readonly flag: number;
  readonly checks: readonly string[];
  readonly observedAt: string;
  readonly receivedAt: string;
}

interface Transition {
  readonly to: string | null;
  readonly isLate: boolean;
}

let hub: RunningHub;
let station = -1;
let device: MqttClient;

beforeAll(async () => {
  hub = await runHub({
    city: { stations: 12, gaugesPerDevice: 1 },
    settings: { ingest: { archiveOnlyAfterMs: 72 * hourMs } },
  });
});
afterAll(() => hub.close());

/** Each test has a device that the hub has never heard. */
beforeEach(async () => {
  station += 1;
  device = await hub.device(station);
});

/** Publishes a reading and waits until it shows: the device's pace is that of the answers. */
async function publish(t: number | string, depth: number): Promise<readonly Kept[]> {
  const before = (await kept()).length;
  await device.publishAsync(`v1/devices/d${station}/readings`, JSON.stringify({ t, values: { c0: depth } }), {
    qos: 1,
  });
  return until("the reading to be kept", async () => {
    const rows = await kept();
    return rows.length > before ? rows : null;
  });
}

async function kept(): Promise<readonly Kept[]> {
  const iso = (at: number) => encodeURIComponent(new Date(at).toISOString());
  const path = `/api/v1/gauges/s${station}-c0/observations?from=${iso(0)}&to=${iso(Date.now() + minuteMs)}&limit=1000`;
  const { rows } = await hub.get<Rows<Kept>>(path);
  return rows.toSorted((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt));
}

async function transitions(): Promise<readonly Transition[]> {
  return (await hub.get<Rows<Transition>>(`/api/v1/alarms/transitions?stationId=s${station}`)).rows;
}

async function liveRed(): Promise<void> {
  await until("red, and not late", async () => (await transitions()).some(({ to, isLate }) => to === "red" && !isLate));
}

async function clock(): Promise<{ readonly kind: string; readonly offsetMs: number } | null> {
  return (await hub.get<{ clock: { kind: string; offsetMs: number } | null }>(`/api/v1/devices/d${station}`)).clock;
}

describe("a clock that is years behind", () => {
  it("and says one moment again and again: judged under our time at once, flagged and named", async () => {
    const t = "2020-01-01T01:11:00Z";
    const [first] = await publish(t, 0.9);
    expect(first).toMatchObject({ flag: 3, checks: ["clockWrong"] });
    expect(Date.parse(first!.receivedAt) - Date.parse(first!.observedAt)).toBe(0);
    await liveRed();
    expect(await clock()).toMatchObject({ kind: "behind" });
    const metrics = await (await hub.fetch("/metrics")).text();
    expect(metrics).toMatch(/guanlan_ingest_wrong_clocks [1-9]/);
    expect(metrics).toMatch(/guanlan_ingest_wrong_clocks_by_kind\{kind="behind"\} [1-9]/);
    const { gauges } = await hub.get<{ gauges: { clock: object }[] }>(`/api/v1/stations/s${station}`);
    expect(gauges).toMatchObject([{ clock: { kind: "behind" } }]);
  });

  it("as of a box that boots in 1970: every reading is kept and judged", async () => {
    const bootedAt = Date.now();
    for (const depth of [0.05, 0.2, 0.9]) await publish(Date.now() - bootedAt + 5_000, depth);
    expect((await kept()).map(({ flag, checks }) => [flag, ...checks])).toEqual([1, 2, 3].map(() => [3, "clockWrong"]));
    await liveRed();
    expect((await transitions()).every(({ isLate }) => !isLate)).toBe(true);
  });
});

describe("a clock some hours behind", () => {
  it.each([1, 8])("%i: the second reading shows it, and what follows is live", async (hours) => {
    const lags = async () =>
      (await kept()).map(({ receivedAt, observedAt }) => Date.parse(receivedAt) - Date.parse(observedAt));
    await publish(Date.now() - hours * hourMs, 0.02);
    expect(await lags()).toEqual([expect.closeTo(hours * hourMs, -5)]);
    // Readings milliseconds apart take more than two where the machine is busy.
    await until("the clock to be known", async () => {
      await publish(Date.now() - hours * hourMs, 0.05 + Math.random() / 100);
      return (await lags()).at(-1)! < minuteMs;
    });
    for (const depth of [0.15, 0.3, 0.6]) await publish(Date.now() - hours * hourMs, depth);
    expect(Math.max(...(await lags()).slice(-3))).toBeLessThan(minuteMs);
    await liveRed();
    expect(await clock()).toMatchObject({ kind: "zone-behind" });
  });
});

describe("a clock that stands still", () => {
  it("20 s ago: each value is kept and judged, the later ones under our time", async () => {
    const t = Date.now() - 20_000;
    for (const depth of [0.02, 0.1, 0.3, 0.6, 0.9]) await publish(t, depth);
    const rows = await kept();
    expect(rows.map(({ value }) => value)).toEqual([0.02, 0.1, 0.3, 0.6, 0.9]);
    expect(rows[0]).toMatchObject({ flag: 1, checks: [] });
    for (const row of rows.slice(1)) {
      expect(row).toMatchObject({ flag: 3, checks: expect.arrayContaining(["sameMoment"]) });
    }
    await liveRed();
    expect((await hub.get<Rows<unknown>>(`/api/v1/rejects?deviceId=d${station}`)).rows).toEqual([]);
    const name = await until("the clock to be named", async () => {
      await publish(t, Math.random());
      const { kind } = (await clock())!;
      return kind !== "right" && kind;
    });
    expect(name).toBe("stands-still");
  });
});
