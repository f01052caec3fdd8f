import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { hasInfluxd, type Influxd, startInfluxd } from "../../support/influxd.ts";
import { type RunningHub, type RunningHubOptions, runHub } from "../../support/running-hub.ts";
import { until } from "../../support/until.ts";

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
    const hub = await run({});
    const device = await hub.device(0);
    for (const depth of [0.1, 0.3, 1.2, 1.3]) {
      await device.publishAsync("v1/devices/d0/readings", JSON.stringify({ values: { c0: depth } }), { qos: 1 });
    }
    const measured = async (): Promise<readonly unknown[]> => (await influxd.query("SHOW MEASUREMENTS")).flat();
    const all = ["alarm", "case_open", "case_state", "device_health", "district_state", "hub_health", "observation"];
    const rest = ["station_state", "warning_open", "warning_state"];
    await until("every measurement", async () => (await measured()).length >= all.length + rest.length);
    expect(await measured()).toEqual([...all, ...rest]);
    const latest = async (fields: string, from: string) =>
      (await influxd.query(`SELECT ${fields} FROM ${from} ORDER BY time DESC LIMIT 1`))[0]?.slice(1);
    await until(
      "the state of the station",
      async () => ((await latest('"state"', `"station_state" WHERE "station" = 's0'`)) ?? [0])[0] === 4,
    );
    // The other station has said nothing since the hub began: not known is not dry.
    expect(await latest('"state", "silentGauges"', `"station_state" WHERE "station" = 's1'`)).toEqual([-1, 2]);
    expect(await latest('"level", "openCases", "openWarnings", "unknownStations"', '"district_state"')).toEqual([
      4, 1, 1, 1,
    ]);
    expect(await latest('"online"', `"device_health" WHERE "device" = 'd0'`)).toEqual([1]);
    expect(await latest('"online"', `"device_health" WHERE "device" = 'd1'`)).toEqual([0]);
    const health = () => latest('"spoolRows", "onlineDevices", "openCases"', '"hub_health"');
    await until("the copy to be level", async () => (await health())?.[0] === 0);
    expect(await health()).toEqual([0, 1, 1]);
    const { checks } = await hub.get<{ checks: { name: string; isOk: boolean }[] }>("/ready");
    expect(checks.find(({ name }) => name === "influx")).toMatchObject({ isOk: true });
    const metrics = async () => (await hub.fetch("/metrics")).text();
    await until("the metrics", async () => /guanlan_influx_lines_total [1-9]/.test(await metrics()));
    expect(await metrics()).toMatch(/guanlan_influx_spool_rows \d/);
    const { rows } = await hub.get<{ rows: object[] }>("/api/v1/gauges/s0-c0/observations");
    expect(rows).toHaveLength(4);
  });
});
