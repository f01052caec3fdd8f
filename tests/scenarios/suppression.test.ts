import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

interface Alarm {
  readonly alarmKey: string;
  readonly to: string;
  readonly toldLevel: string | null;
  readonly flaps: number | null;
  readonly explains: number;
  readonly signal: number;
  readonly suppressedBy: {
    readonly kind: string;
    readonly owner: string | null;
    readonly explainedBy: string | null;
  } | null;
}

interface Case {
  readonly id: string;
  readonly hazard: string;
  readonly stationId: string;
  readonly level: string | null;
  readonly state: string;
  readonly marks?: Readonly<Record<string, { readonly words: { readonly en: string } }>>;
}

interface Order {
  readonly id: string;
  readonly standing: string;
  readonly holds: number;
}

const plantGauges = 200;
let hub: RunningHub;
const devices: MqttClient[] = [];

beforeAll(async () => {
  hub = await runHub({
    city: { stations: 5 },
    settings: {
      rules: { noise: { flapRaises: 3, flapWindowMs: 3_000 }, watch: { silentAfterIntervals: 3 } },
      hub: { checkpointMs: 100 },
    },
    rewriteCity: writeCity,
  });
  for (let station = 0; station < 5; station += 1) devices.push(await hub.device(station));
});
afterAll(() => hub.close());

/** A plant of 200 gauges on one device, a tunnel of importance 3, two lanes and a rain station. */
function writeCity(folder: string): void {
  const kinds = ["pump-station", "waterlogging", "waterlogging", "waterlogging", "rain"];
  const counts = [plantGauges, 1, 1, 1, 1];
  const stations = kinds.map((kind, station) => ({
    id: `s${station}`,
    kind,
    name: { zh: `站点${station}`, en: `station ${station}` },
    area: "410105",
    position: { longitude: 113.6 + station / 1000, latitude: 34.7 },
    importance: station === 1 ? 3 : 1,
    unit: "drainage",
    devices: [
      {
        id: `d${station}`,
        gauges: Array.from({ length: counts[station] as number }, (_, gauge) => ({
          id: `s${station}-c${gauge}`,
          channel: `c${gauge}`,
          property: kind === "rain" ? "rain" : "depth",
          unit: kind === "rain" ? "mm" : "m",
          range: { min: -1, max: 200 },
          expectedInterval: "500ms",
          // These stories jump as no water does.
          quality: "off",
        })),
      },
    ],
  }));
  writeFileSync(join(folder, "stations.yaml"), JSON.stringify({ stations }));
  const rule = (id: string, hazard: string, rest: object) => ({
    id,
    hazard,
    title: { zh: "{station}", en: "{station}" },
    advice: { zh: "巡查", en: "patrol" },
    source: "generated for a test",
    ...rest,
  });
  const depth = rule("depth", "waterlogging", {
    applies: { kind: "waterlogging", property: "depth" },
    condition: { kind: "threshold" },
    unit: "m",
    levels: { blue: { raise: 0.15 }, yellow: { raise: 0.27 }, red: { raise: 0.4 } },
    draftsWarning: false,
  });
  const silence = rule("silence", "blind-spot", {
    applies: { kind: "pump-station" },
    condition: { kind: "silence" },
    levels: { blue: { raise: 4 } },
    draftsWarning: false,
  });
  writeFileSync(join(folder, "rules.yaml"), JSON.stringify({ rules: [depth, silence] }));
}

async function publish(device: number, payload: object): Promise<void> {
  const topic = `v1/devices/d${device}/readings`;
  await (devices[device] as MqttClient).publishAsync(topic, JSON.stringify(payload), { qos: 1 });
}

function say(device: number, values: Readonly<Record<string, number>>): Promise<void> {
  return publish(device, { t: Date.now(), values });
}

async function post<T>(path: string, body: object = {}): Promise<T> {
  const headers = { "content-type": "application/json" };
  const response = await hub.fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

const alarms = async () => (await hub.get<Rows<Alarm>>("/api/v1/alarms")).rows;

const casesAt = async (station: string, hazard = "waterlogging") =>
  (await hub.get<Rows<Case>>(`/api/v1/cases?limit=1000&stationId=${station}&hazard=${hazard}`)).rows;

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

async function restart(): Promise<void> {
  await hub.process.kill();
  await hub.process.start();
  for (const device of devices) await until("devices to be back", () => device.connected);
}

it("a silence holds over a crash, shows what it holds, lets red through, and releases the rest when it ends", async () => {
  const match = { stationIds: ["s2"] };
  await post("/api/v1/silences/preview", { match });
  const silence = await post<Order>("/api/v1/silences", {
    owner: "Li Wei",
    reason: "works",
    match,
    untilAt: inAnHour(),
  });
  expect(silence.standing).toBe("in-force");
  await say(2, { c0: 0.2 });
  const held = await until("the alarm to be up", async () =>
    (await alarms()).find(({ alarmKey }) => alarmKey === "depth|s2-c0"),
  );
  expect(held).toMatchObject({ to: "blue", toldLevel: null, suppressedBy: { kind: "silence", owner: "Li Wei" } });
  expect(await casesAt("s2")).toEqual([]);

  await restart();
  expect((await hub.get<Rows<Order>>("/api/v1/silences")).rows).toMatchObject([{ id: silence.id, holds: 1 }]);
  await say(2, { c0: 0.5 });
  const [red] = await until("the red case", async () => {
    const cases = await casesAt("s2");
    return cases.length > 0 ? cases : null;
  });
  expect(red).toMatchObject({ level: "red", state: "reported" });
  expect(red?.marks?.["depth|s2-c0"]?.words.en).toMatch(
    /^silenced by Li Wei \(entered by test\): works \(until \d{4}-\d\d-\d\d \d\d:\d\d\)$/,
  );
  await until("the platform to be notified", () =>
    hub.platform.received.some(
      ({ subject, event }) => subject === red?.id && JSON.stringify(event).includes("silenced by Li Wei"),
    ),
  );
  await say(2, { c0: 0.2 });
  await say(2, { c0: 0.3 });
  await until("it to have fallen and to stay", async () => (await casesAt("s2"))[0]?.level === "blue");

  const run = await runGuanlan(["silence", "list", "--settings", hub.process.settingsFile]);
  expect(run.out).toContain(silence.id);
  const ended = await runGuanlan(["silence", "end", silence.id, "--settings", hub.process.settingsFile]);
  expect(ended).toMatchObject({ code: 0 });
  await until("what was held to be notified", async () => (await casesAt("s2"))[0]?.level === "yellow");
  const preview = await post<{ recent: { held: number; redsToldAnyway: number } }>("/api/v1/silences/preview", {
    match,
  });
  expect(preview.recent.held).toBeGreaterThanOrEqual(2);
  expect(preview.recent.redsToldAnyway).toBe(1);
  await say(2, { c0: 0 });
});

it("a silence that is too long, empty or names nothing known is refused, by API and command line", async () => {
  const refused = async (body: object): Promise<string> => {
    const headers = { "content-type": "application/json", "accept-language": "en" };
    const response = await hub.fetch("/api/v1/silences", { method: "POST", headers, body: JSON.stringify(body) });
    expect(response.status).toBe(400);
    return response.text();
  };
  const untilAt = inAnHour();
  const tooLong = new Date(Date.now() + 25 * 3_600_000).toISOString();
  expect(await refused({ reason: "r", match: { stationIds: ["s2"] }, untilAt: tooLong })).toContain("24 h at most");
  expect(await refused({ reason: "r", match: {}, untilAt })).toContain("at least one of");
  expect(await refused({ reason: "r", match: { ruleIds: ["dept"] }, untilAt })).toContain("the id of a rule");
  const words = ["--owner", "x", "--reason", "y", "--for", "25h", "--station", "s2"];
  const run = await runGuanlan(["silence", "add", ...words, "--settings", hub.process.settingsFile]);
  expect(run).toMatchObject({ code: 2 });
  expect(run.err).toContain("24 h at most");
});

it("a device under maintenance keeps recording and opens no case; what is still up acts at once when it ends", async () => {
  const order = await post<Order>("/api/v1/maintenance", { deviceId: "d3", reason: "new probe", untilAt: inAnHour() });
  await say(3, { c0: 0.3 });
  await until("the alarm to be up", async () => (await alarms()).some(({ alarmKey }) => alarmKey === "depth|s3-c0"));
  const latest = await hub.get<{ state: string; value: number | null; lastValue: number }>(
    "/api/v1/gauges/s3-c0/latest",
  );
  expect(latest).toMatchObject({ state: "maintenance", value: null, lastValue: 0.3 });
  expect(await casesAt("s3")).toEqual([]);
  await restart();
  expect(await casesAt("s3")).toEqual([]);
  await post(`/api/v1/maintenance/${order.id}/end`);
  const [opened] = await until("the case", async () => {
    const cases = await casesAt("s3");
    return cases.length > 0 ? cases : null;
  });
  expect(opened).toMatchObject({ level: "yellow" });
  await say(3, { c0: 0 });
  await until("it to be closed", async () => (await casesAt("s3"))[0]?.state === "closed");
});

it("a flapping gauge is one case that stays up, marked and counted, until it keeps still", async () => {
  const before = (await casesAt("s3")).length;
  // In one message, so that however slow the machine is they are 10 ms apart.
  const startsAt = Date.now();
  await publish(
    3,
    Array.from({ length: 20 }, (_, turn) => ({ t: startsAt + turn * 10, values: { c0: turn % 2 === 0 ? 0.2 : 0 } })),
  );
  const newest = async () => (await casesAt("s3"))[0];
  await until("it to be unstable", async () => (await newest())?.marks?.["depth|s3-c0"] !== undefined);
  // Three raises are notified as they are; the fourth opens the one that stays.
  expect((await casesAt("s3")).length - before).toBeLessThanOrEqual(4);
  expect(await newest()).toMatchObject({ state: "reported" });
  expect((await newest())?.marks?.["depth|s3-c0"]?.words.en).toContain("unstable");
  await until("it to have kept still", async () => (await casesAt("s3"))[0]?.state === "closed");
});

it("a device that falls silent with its 200 gauges is one alarm and one case", async () => {
  const uplinkAlarm = async () => (await alarms()).find(({ alarmKey }) => alarmKey === "carrier-silent|d0");
  // Never heard until now, it was silent from the start.
  await until("it to be silent", uplinkAlarm);
  const before = await until("the case of that silence", async () => (await casesAt("s0", "blind-spot")).length);
  await say(0, Object.fromEntries(Array.from({ length: plantGauges }, (_, gauge) => [`c${gauge}`, 0.01])));
  await until("another case", async () => (await casesAt("s0", "blind-spot")).length > before);
  const uplink = await until("the device's alarm", uplinkAlarm);
  expect(uplink).toMatchObject({ signal: plantGauges, suppressedBy: null });
  const all = await until("all gauges to be silent", async () => {
    const rows = await alarms();
    return rows.filter(({ alarmKey }) => alarmKey.startsWith("silence|")).length === plantGauges ? rows : null;
  });
  expect(all.filter(({ suppressedBy }) => suppressedBy?.explainedBy === "carrier-silent|d0")).toHaveLength(plantGauges);
  expect(all.find(({ alarmKey }) => alarmKey === "carrier-silent|d0")?.explains).toBe(plantGauges);
  const cases = await casesAt("s0", "blind-spot");
  expect(cases).toHaveLength(before + 1);
  const notified = () => hub.platform.received.filter(({ subject }) => subject === cases[0]?.id);
  await until("the platform to be notified", () => notified().length > 0);
  expect(notified()).toHaveLength(1);
  const { rows } =
    await hub.get<Rows<{ areaCode: string; suppressed: { inhibition: number } }>>("/api/v1/areas/summaries");
  expect(rows.find(({ areaCode }) => areaCode === "410100")?.suppressed.inhibition).toBe(plantGauges);
  await until("the metrics to say so", async () =>
    (await (await hub.fetch("/metrics")).text()).includes(`guanlan_alarms_suppressed{by="inhibition"} ${plantGauges}`),
  );
});

it("a silent gauge in the rain is a ranked blind spot with the nearest reading, and no number is shown as current", async () => {
  await say(1, { c0: 0.02 });
  await say(4, { c0: 20 });
  const proxy = setInterval(() => void say(2, { c0: 0.05 }).catch(() => {}), 200);
  try {
    const [first] = await until("the blind spot, and a live gauge near it", async () => {
      const { rows } = await hub.get<Rows<Record<string, unknown>>>("/api/v1/blind-spots");
      return rows[0]?.alarmLevel != null && rows[0].proxy != null ? rows : null;
    });
    expect(first).toMatchObject({ gaugeId: "s1-c0", state: "silent", importance: 3, rainMm: 20, alarmLevel: "orange" });
    expect(first?.proxy).toMatchObject({ gaugeId: "s2-c0", value: 0.05, unit: "m" });
  } finally {
    clearInterval(proxy);
  }
  const latest = await hub.get<{ state: string; value: number | null; lastValue: number }>(
    "/api/v1/gauges/s1-c0/latest",
  );
  expect(latest).toMatchObject({ state: "silent", value: null, lastValue: 0.02 });
  const { rows } = await hub.get<Rows<{ gaugeId: string; state: string }>>("/api/v1/gauges?stationId=s1");
  expect(rows).toMatchObject([{ gaugeId: "s1-c0", state: "silent" }]);
  const [opened] = await until("its case", async () => {
    const cases = await casesAt("s1", "blind-spot");
    return cases.length > 0 ? cases : null;
  });
  expect(opened).toMatchObject({ level: "orange" });
  await say(1, { c0: 0.02 });
  await until("it to be closed when heard", async () => (await casesAt("s1", "blind-spot"))[0]?.state === "closed");
});
