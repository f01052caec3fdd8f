import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { loadCity } from "../../city/load-city.ts";
import type { City, Gauge } from "../../domain/city/city.ts";
import { conversionFor } from "../../domain/city/units.ts";
import { minuteMs, systemClock } from "../../domain/clock.ts";
import { openCommandStore } from "../../store/sqlite/command-store.ts";
import { testSecret } from "../support/city-folder.ts";
import { type Influxd, startInfluxd, testDatabase } from "../support/influx/influxd.ts";
import { freePorts, HubProcess } from "../support/processes/hub-process.ts";
import { until } from "../support/until.ts";

/** The demonstration city in a storm: a hub, and all it wrote to a real InfluxDB. */
export interface StormyHub {
  readonly city: City;
  readonly influxd: Influxd;
  /** GET on the API; the parsed answer. */
  get<T>(path: string): Promise<T>;
  remove(): Promise<void>;
}

/** Highest canonical value each gauge comes to; calm before, and after where it also falls. Gauges left out say nothing. */
const storm: Readonly<Record<string, { readonly calm: number; readonly peak: number; readonly falls?: true }>> = {
  "wl-jingguang-n.depth-north": { calm: 0, peak: 0.55 },
  "wl-jingguang-n.depth-south": { calm: 0, peak: 0.5 },
  "wl-zhongyuan-rail.depth": { calm: 0, peak: 0.3, falls: true },
  "wl-zhongyuan-rail.supply": { calm: 24, peak: 24 },
  "wl-heyi.depth": { calm: 0, peak: 0.44 },
  "wl-longzihu.depth": { calm: 0, peak: 0.55 },
  "rv-jinshui-beizhakou.stage": { calm: 1.1, peak: 3.4 },
  "rv-xionger-yufeng.stage": { calm: 0.8, peak: 1.2 },
  "rv-dongfengqu-beichen.stage": { calm: 0.6, peak: 0.9 },
  "rv-jialu-zhongmu.stage": { calm: 71.5, peak: 72.5 },
  "rv-jialu-zhongmu.flow": { calm: 60, peak: 110 },
  "rn-miaoli.rain": { calm: 0.2, peak: 3 },
  "rn-zhongyuan.rain": { calm: 0.4, peak: 1.2 },
  "mh-nongye-sewer.o2": { calm: 20.9, peak: 20.6 },
  "mh-nongye-sewer.ch4": { calm: 1, peak: 4 },
  "mh-nongye-sewer.h2s": { calm: 0.5, peak: 2 },
  "mh-nongye-sewer.co": { calm: 2, peak: 5 },
  "mh-erqi-gas.ch4": { calm: 1, peak: 6 },
  "mh-erqi-gas.o2": { calm: 20.9, peak: 20.8 },
  "ps-jingguang.sump": { calm: 1.2, peak: 2.4 },
  "ps-jingguang.pump-1": { calm: 1, peak: 1 },
};

/** Two hours of readings, two minutes apart. */
const count = 60;
const stepMs = 2 * minuteMs;

/** Starts both, lets the storm pass over the city, and waits until InfluxDB holds what came of it. */
export async function startStormyHub(): Promise<StormyHub> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-storm-"));
  const { city } = loadCity("cities/zhengzhou");
  const influxd = await startInfluxd();
  const store = openCommandStore(join(folder, "data"), systemClock);
  const ids = [...city.devices.keys()];
  const tokens = store.devices.replaceAll(ids);
  const { token } = store.tokens.create("test", "operator");
  store.close();
  const [mqttPort = 0, apiPort = 0] = await freePorts(2);
  const hub = new HubProcess({
    folder,
    mqttPort,
    apiPort,
    env: { GUANLAN_DISPATCH_SECRET: testSecret },
    settings: {
      hub: { city: "cities/zhengzhou", language: "en", logLevel: "warn" },
      influx: {
        enabled: true,
        url: influxd.url,
        database: testDatabase,
        sampleMs: 500,
        deviceSampleMs: 1000,
        pollMs: 50,
      },
    },
  });
  await hub.start();
  const clients: MqttClient[] = [];
  for (const [index, id] of ids.entries()) {
    const gauges = [...city.gauges.values()].filter((gauge) => gauge.deviceId === id && storm[gauge.id] !== undefined);
    if (gauges.length === 0) continue;
    const client = await connectAsync({ port: mqttPort, clientId: id, username: id, password: tokens[index] ?? "" });
    client.on("error", () => {});
    clients.push(client);
    await client.publishAsync(`v1/devices/${id}/readings`, JSON.stringify(readingsOf(gauges)), { qos: 1 });
  }
  await closeOne(`http://127.0.0.1:${apiPort}/api/v1/cases`, token);
  await decide(`http://127.0.0.1:${apiPort}/api/v1`, token);
  const openCases = await countOpen(`http://127.0.0.1:${apiPort}/api/v1/cases`, token);
  await until("the storm to be in InfluxDB", () => isWhole(influxd, openCases));
  return {
    city,
    influxd,
    async get<T>(path: string): Promise<T> {
      const response = await fetch(`http://127.0.0.1:${apiPort}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return (await response.json()) as T;
    },
    async remove() {
      await Promise.all(clients.map((client) => client.endAsync(true)));
      await hub.kill();
      await influxd.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readingsOf(gauges: readonly Gauge[]): readonly object[] {
  const now = systemClock();
  const readings: object[] = Array.from({ length: count }, (_, index) => ({
    t: now - (count - 1 - index) * stepMs,
    values: Object.fromEntries(gauges.map((gauge) => [gauge.channel, sent(gauge, valueAt(gauge, index))])),
  }));
  // Beyond the instrument's range, and from a clock an hour ahead: what the quality panels are for.
  if (gauges.some(({ id }) => id === "wl-jingguang-n.depth-north")) {
    readings.push({ t: now - 30_000, values: { depth: 2000 } }, { t: now + 60 * minuteMs, values: { depth: 55 } });
  }
  return readings;
}

/** Rises over the third quarter of the storm, so slowly that no check doubts it; what falls does so before. */
function valueAt(gauge: Gauge, index: number): number {
  const { calm, peak, falls = false } = storm[gauge.id]!;
  const share = falls ? Math.min(index / 10, Math.max(0, (35 - index) / 10)) : (index - 30) / 15;
  return calm + (peak - calm) * Math.min(1, Math.max(0, share));
}

function sent(gauge: Gauge, value: number): number {
  const { scale, offset } = conversionFor(gauge.property, gauge.unit)!;
  return (value - gauge.datumOffset - offset) / scale;
}

/** The city closes by evidence, and nobody is there to give feedback: a case whose water is gone is closed by hand. */
async function closeOne(cases: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const over = await until("a case whose hazard is over", async () => {
    const { rows } = (await (await fetch(cases, { headers })).json()) as {
      readonly rows: readonly { readonly id: string; readonly hazardOverAt?: string }[];
    };
    return rows.find(({ hazardOverAt }) => hazardOverAt !== undefined);
  });
  const body = JSON.stringify({ do: "close", reason: "seen to be dry" });
  const closed = await fetch(`${cases}/${over.id}/actions`, { method: "POST", headers, body });
  if (!closed.ok) throw new Error(`closing a case: ${closed.status} ${await closed.text()}`);
}

/** A warning is issued and a response started, as a duty room and a headquarters do. */
async function decide(api: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const post = async (path: string, body: object): Promise<number> =>
    (await fetch(`${api}${path}`, { method: "POST", headers, body: JSON.stringify(body) })).status;
  const { rows } = (await (await fetch(`${api}/warnings`, { headers })).json()) as { rows: readonly { id: string }[] };
  const issued = await Promise.all(rows.map(({ id }) => post(`/warnings/${id}/actions`, { do: "issue" })));
  if (!issued.includes(200)) throw new Error(`no warning could be issued: ${issued}`);
  const start = { do: "start", areaCode: "410100", level: "IV", reason: "water at many places", warningIds: [] };
  const started = await post("/responses", start);
  if (started !== 200) throw new Error(`starting a response: ${started}`);
}

async function countOpen(cases: string, token: string): Promise<number> {
  const response = await fetch(`${cases}?limit=1&counts=true`, { headers: { authorization: `Bearer ${token}` } });
  const { counts } = (await response.json()) as { readonly counts: { readonly open: number } };
  return counts.open;
}

/** A case of each level is open, one has closed, and devices and limits have been sampled. */
async function isWhole(influxd: Influxd, openCases: number): Promise<boolean> {
  const levels = await influxd.series('SELECT last("level") FROM "case_open" GROUP BY "station", "hazard"');
  const open = new Set(levels.map(({ values }) => values[0]?.[1]));
  const closed = await influxd.query('SELECT count("revision") FROM "case_state" WHERE "open" = 0');
  const devices = await influxd.query('SELECT count("online") FROM "device_health"');
  const decided = await influxd.query('SELECT count("active") FROM "response_state"');
  const inForce = await influxd.query('SELECT last("inForce") FROM "warning_open" WHERE "inForce" = 1');
  const sampled = await influxd.query('SELECT last("openCases") FROM "hub_health"');
  const spool = await influxd.query('SELECT last("spoolRows") FROM "hub_health"');
  return (
    [1, 2, 3, 4].every((level) => open.has(level)) &&
    closed.length > 0 &&
    devices.length > 0 &&
    decided.length > 0 &&
    inForce.length > 0 &&
    // The sample that the wall shows is of after the closing.
    Number(sampled[0]?.[1]) === openCases &&
    spool[0]?.[1] === 0
  );
}
