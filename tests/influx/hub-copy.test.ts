import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { hasInfluxd, type Influxd, startInfluxd, testDatabase } from "../support/influx/influxd.ts";
import { NetworkFaultProxy } from "../support/processes/network-fault-proxy.ts";
import { type RunningHub, type RunningHubOptions, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

describe.runIf(hasInfluxd())("a whole hub with InfluxDB", () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd.remove());

  const run = async (influx: object): Promise<RunningHub> => {
    const settings = {
      influx: { enabled: true, url: influxd.url, pollMs: 20, sampleMs: 100, deviceSampleMs: 100, ...influx },
    };
    const hub = await runHub({ settings } as RunningHubOptions);
    onTestFinished(() => hub.close());
    return hub;
  };

  test("readings, alarms, cases, warnings, stations, districts, devices and the hub itself arrive", async () => {
    // So few lines that every sample goes in several requests.
    const hub = await run({ maxLines: 5 });
    const device = await hub.device(0);
    for (const depth of [0.1, 0.3, 1.2, 1.3]) {
      await device.publishAsync("v1/devices/d0/readings", JSON.stringify({ values: { c0: depth } }), { qos: 1 });
    }
    const measured = async (): Promise<readonly unknown[]> => (await influxd.query("SHOW MEASUREMENTS")).flat();
    const all = ["alarm", "case_open", "case_state", "device_health", "district_state", "gauge_state", "hub_health"];
    const rest = ["observation", "rule_limit", "station_state", "warning_open", "warning_state"];
    await until("every measurement", async () => (await measured()).length >= all.length + rest.length);
    expect(await measured()).toEqual([...all, ...rest]);
    const latest = async (fields: string, from: string) =>
      (await influxd.query(`SELECT ${fields} FROM ${from} ORDER BY time DESC LIMIT 1`))[0]?.slice(1);
    await until(
      "the state of the station",
      async () => ((await latest('"state"', `"station_state" WHERE "station" = 's0'`)) ?? [0])[0] === 4,
    );
    // A sample goes in several requests, so that the newest of one measurement may be of the sample before.
    const samples: readonly (readonly [fields: string, from: string, wanted: readonly number[]])[] = [
      // The other station has said nothing since the hub began: not known is not dry.
      ['"state", "silentGauges"', `"station_state" WHERE "station" = 's1'`, [0.5, 2]],
      ['"known"', `"gauge_state" WHERE "gauge" = 's1-c0'`, [0]],
      ['"known", "value"', `"gauge_state" WHERE "gauge" = 's0-c0'`, [1, 1.3]],
      ['"level", "openCases", "openWarnings", "unknownStations"', '"district_state"', [4, 1, 1, 1]],
      ['"online"', `"device_health" WHERE "device" = 'd0'`, [1]],
      ['"online"', `"device_health" WHERE "device" = 'd1'`, [0]],
      ['"yellow", "red", "direction"', `"rule_limit" WHERE "gauge" = 's0-c0'`, [0.2, 0.4, 1]],
      ['"spoolRows", "onlineDevices", "openCases"', '"hub_health"', [0, 1, 1]],
    ];
    for (const [fields, from, wanted] of samples) {
      await until(`${wanted} for ${fields} of ${from}`, async () =>
        isDeepStrictEqual(await latest(fields, from), wanted),
      );
    }
    await until("readiness", async () => {
      const { checks } = await hub.get<{ checks: { name: string; isOk: boolean }[] }>("/ready");
      return checks.find(({ name }) => name === "influx")?.isOk;
    });
    const metrics = async () => (await hub.fetch("/metrics")).text();
    await until("the metrics", async () => /guanlan_influx_lines_total [1-9]/.test(await metrics()));
    expect(await metrics()).toMatch(/guanlan_influx_spool_rows \d/);
    const { rows } = await hub.get<{ rows: object[] }>("/api/v1/gauges/s0-c0/observations");
    expect(rows).toHaveLength(4);
  });

  test.each(["closed", "silent"] as const)(
    "G9: while InfluxDB is %s every reading is acknowledged, judged and shown, and arrives afterwards",
    async (mode) => {
      await influxd.query(`DROP DATABASE ${testDatabase}`);
      await influxd.query(`CREATE DATABASE ${testDatabase}`);
      const proxy = await NetworkFaultProxy.before(() => influxd.port);
      onTestFinished(() => proxy.close());
      proxy.turn(mode);
      const hub = await run({ url: proxy.url, timeoutMs: 2_000, retryMs: 50, maxRetryMs: 100, lateAfterMs: 1_000 });
      const device = await hub.device(0);
      const base = Date.now() - 600_000;
      const depths = Array.from({ length: 200 }, (_, n) => (n < 199 ? n / 1_000 : 1.2));
      await Promise.all(
        depths.map((c0, n) =>
          device.publishAsync("v1/devices/d0/readings", JSON.stringify({ t: base + n, values: { c0 } }), { qos: 1 }),
        ),
      );
      await until("the case", async () => (await hub.get<{ rows: object[] }>("/api/v1/cases")).rows.length === 1);
      const from = encodeURIComponent(new Date(base).toISOString());
      const shown = await hub.get<{ rows: object[] }>(`/api/v1/gauges/s0-c0/observations?from=${from}&limit=500`);
      expect(shown.rows).toHaveLength(200);
      const copyCheck = async () => {
        const response = await hub.fetch("/ready");
        const { checks } = (await response.json()) as { checks: { name: string; isOk: boolean; behindRows: number }[] };
        return checks.find(({ name }) => name === "influx");
      };
      await until("readiness to say so", async () => {
        const check = await copyCheck();
        return check?.isOk === false && check.behindRows === 200;
      });
      proxy.turn("open");
      await until(
        "all of them",
        async () => (await influxd.query('SELECT count("value") FROM "observation"'))[0]?.[1] === 200,
      );
      await until("readiness to be well again", async () => (await copyCheck())?.isOk === true);
    },
  );
});
