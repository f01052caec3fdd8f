import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../domain/clock.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import { DispatchPlatform } from "../../../simulators/dispatch-platform.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { testSecret, testSecretVariable } from "../../support/city-folder.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface DailyReport {
  readonly cases: { readonly opened: number };
  readonly caseList: readonly CaseRow[];
  readonly waters: readonly { readonly stationId: string }[];
}

interface CaseRow {
  readonly id: string;
  readonly stationId: string;
  readonly state: string;
  readonly level: string | null;
  readonly isExercise?: boolean;
  readonly traceId?: string;
}

interface Body {
  readonly type: string;
  readonly exercise?: boolean;
  readonly urgent: boolean;
  readonly traceparent?: string;
  readonly data: { readonly message?: { readonly zh: string }; readonly case?: CaseRow; readonly warning?: CaseRow };
}

let hub: RunningHub;
let drillPlatform: DispatchPlatform;
let device: MqttClient;
let real: MqttClient;

const cases = async (): Promise<readonly CaseRow[]> => (await hub.get<{ rows: CaseRow[] }>("/api/v1/cases")).rows;
const caseAt = async (stationId: string) => (await cases()).find((found) => found.stationId === stationId);
const bodiesOf = (platform: DispatchPlatform) => platform.received.map(({ event }) => event as unknown as Body);

async function say(client: MqttClient, deviceId: string, depth: number): Promise<void> {
  const reading = { t: Date.now(), values: { c0: depth } };
  await client.publishAsync(`v1/devices/${deviceId}/readings`, JSON.stringify(reading), { qos: 1 });
}

async function post(path: string, body: object): Promise<Response> {
  return hub.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Adds a station of drills beside the generated ones, and an endpoint that wants drills. */
function addDrillStation(folder: string, url: string): void {
  const stations = JSON.parse(readFileSync(join(folder, "stations.yaml"), "utf8")) as { stations: object[] };
  const [first] = stations.stations as [Readonly<Record<string, unknown>>];
  const gauge = {
    id: "drill.c0",
    channel: "c0",
    property: "depth",
    unit: "m",
    datum: "none",
    range: { min: -1, max: 20 },
  };
  const devices = [{ id: "drill-1", gauges: [{ ...gauge, expectedInterval: "1min", quality: "off" }] }];
  stations.stations.push({
    ...first,
    id: "drill",
    name: { zh: "演练站", en: "drill station" },
    isExercise: true,
    devices,
  });
  writeFileSync(join(folder, "stations.yaml"), JSON.stringify(stations));
  const { endpoints } = JSON.parse(readFileSync(join(folder, "endpoints.yaml"), "utf8")) as { endpoints: object[] };
  endpoints.push({ id: "rehearsal", url, events: ["*"], secretEnv: testSecretVariable, drills: true });
  writeFileSync(join(folder, "endpoints.yaml"), JSON.stringify({ endpoints }));
}

async function signInDrillDevice(): Promise<MqttClient> {
  const store = openCommandStore(join(hub.folder, "data"), systemClock);
  const [password = ""] = store.devices.replaceAll(["drill-1" as DeviceId]);
  store.close();
  const { mqttPort: port } = hub.process.options;
  const options = {
    port,
    protocol: "mqtt",
    clientId: "drill-1",
    username: "drill-1",
    password,
    reconnectPeriod: 100,
  } as const;
  const client = await connectAsync(options);
  client.on("error", () => {});
  return client;
}

beforeAll(async () => {
  drillPlatform = new DispatchPlatform({ secrets: [testSecret] });
  const url = await drillPlatform.start();
  hub = await runHub({
    city: { stations: 1 },
    settings: { record: { reportCron: "* * * * * *" } },
    moreTargets: [new URL(url).host],
    rewriteCity: (folder) => addDrillStation(folder, url),
  });
  device = await signInDrillDevice();
  real = await hub.device(0);
});

afterAll(async () => {
  await device.endAsync(true);
  await hub.close();
  await drillPlatform.stop();
});

describe("a drill beside a real flood", () => {
  it("without a drill nobody is blind at its station, which was never heard", async () => {
    const { rows } = await hub.get<{ rows: { stationId: string }[] }>("/api/v1/blind-spots");
    expect(rows.map(({ stationId }) => stationId)).not.toContain("drill");
  });

  it("without a drill its station opens nothing", async () => {
    await say(device, "drill-1", 0.5);
    await until("the reading to be judged", async () => {
      const { rows } = await hub.get<{ rows: { to: string }[] }>("/api/v1/alarms/transitions?stationId=drill");
      return rows.length > 0;
    });
    await say(device, "drill-1", 0);
    await until("the alarm to clear", async () => {
      const { rows } = await hub.get<{ rows: { to: string | null }[] }>("/api/v1/alarms/transitions?stationId=drill");
      return rows[0]?.to === null;
    });
    expect(await cases()).toEqual([]);
  });

  it("is refused where no station is for drills, where it would be over, and under a name that was used", async () => {
    const until = Date.now() + 3_600_000;
    const start = { drillId: "autumn", title: "秋季演练", areaCodes: ["410105"], until: String(until) };
    expect((await post("/api/v1/drills", { ...start, areaCodes: ["999999"] })).status).toBe(409);
    expect((await post("/api/v1/drills", { ...start, until: String(Date.now() - 1_000) })).status).toBe(409);
    expect((await post("/api/v1/drills", start)).status).toBe(200);
    expect((await post("/api/v1/drills", start)).status).toBe(409);
    expect((await post("/api/v1/drills/spring/end", {})).status).toBe(409);
  });

  it("marks its case and warning, tells those alone who want drills, and is apart from a real flood meanwhile", async () => {
    await say(device, "drill-1", 0.45);
    await until("the drill's case", async () => (await caseAt("drill")) !== undefined);
    await say(real, "d0", 0.45);
    await until("the real case", async () => (await caseAt("s0")) !== undefined);
    expect(await caseAt("drill")).toMatchObject({ isExercise: true, level: "red" });
    expect(await caseAt("s0")).not.toHaveProperty("isExercise");
    await until("both platforms to hear of theirs", () => {
      const heard = bodiesOf(drillPlatform).filter(({ type }) => type.includes("opened") || type.includes("drafted"));
      return heard.length === 4 && bodiesOf(hub.platform).some(({ type }) => type.includes("drafted"));
    });
    const { rows: warnings } = await hub.get<{ rows: CaseRow[] }>("/api/v1/warnings");
    expect(warnings.map(({ isExercise = false }) => isExercise).toSorted()).toEqual([false, true]);
    expect(
      bodiesOf(hub.platform).every(({ data, exercise }) => exercise === undefined && data.case?.isExercise !== true),
    ).toBe(true);
    const paged = bodiesOf(hub.platform).filter(({ type, urgent }) => type.endsWith("case.opened.v1") && urgent);
    expect(paged.map(({ data }) => data.case?.stationId)).toEqual(["s0"]);
    const rehearsed = bodiesOf(drillPlatform).filter(({ exercise }) => exercise === true);
    for (const { data } of rehearsed) expect(data.message?.zh).toMatch(/^【演练】/);
    expect(rehearsed.map(({ type }) => type).toSorted()).toEqual([
      "cn.guanlan.case.opened.v1",
      "cn.guanlan.warning.drafted.v1",
    ]);
  });

  it("goes on over kill -9, and after its end until its water is gone; nothing new opens then", async () => {
    await hub.process.kill();
    await hub.process.start();
    await until("the device to be back", () => device.connected);
    await say(device, "drill-1", 0.3);
    await until("the case to fall", async () => (await caseAt("drill"))?.level === "orange");
    expect((await post("/api/v1/drills/autumn/end", {})).status).toBe(200);
    await hub.process.kill();
    await hub.process.start();
    await until("the device to be back", () => device.connected);
    await say(device, "drill-1", 0);
    await until("the case to close", async () => (await caseAt("drill"))?.state === "closed");
    const before = (await cases()).length;
    await say(device, "drill-1", 0.5);
    await until("the alarm to be up", async () => {
      const { rows } = await hub.get<{ rows: { to: string | null }[] }>("/api/v1/alarms/transitions?stationId=drill");
      return rows[0]?.to === "red";
    });
    expect((await cases()).length).toBe(before);
  });

  it("has a report with the time of every link", async () => {
    const report = await hub.get<{
      endedBy: string;
      cases: { links: { name: { en: string }; at: string | null }[] }[];
    }>("/api/v1/drills/autumn/report");
    expect(report.endedBy).toBe("test");
    expect(report.cases).toHaveLength(1);
    const there = report.cases[0]!.links.filter(({ at }) => at !== null).map(({ name }) => name.en);
    expect(there).toEqual(["reading", "received", "alarm", "case", "first delivery taken", "closed"]);
    const times = report.cases[0]!.links.flatMap(({ at }) => (at === null ? [] : [Date.parse(at)]));
    expect(times[0]).toBeLessThanOrEqual(times.at(-1)!);
  });

  it("gives the real case one trace, from the reading to the receipt, and the webhook carries it", async () => {
    const { id, traceId = "" } = (await caseAt("s0"))!;
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    const read = () =>
      hub.get<{ caseId: string; links: { kind: string; what: string }[] }>(`/api/v1/traces/${traceId}`);
    // How a delivery ended is in the log within a second.
    const trace = await until("the receipt in the trace", async () => {
      const found = await read();
      return found.links.some(({ kind }) => kind === "receipt") ? found : null;
    });
    expect(trace.caseId).toBe(id);
    const kinds = trace.links.map(({ kind }) => kind);
    expect([...new Set(kinds)].toSorted()).toEqual(["alarm", "case", "delivery", "event", "reading", "receipt"]);
    expect(trace.links[0]).toMatchObject({ kind: "reading", what: "reading" });
    const opened = bodiesOf(hub.platform).find(({ type }) => type.endsWith("case.opened.v1"));
    expect(opened?.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    expect((await hub.fetch(`/api/v1/traces/${"0".repeat(32)}`)).status).toBe(404);
  });

  it("is kept out of the daily report", async () => {
    const date = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const read = () => hub.fetch(`/api/v1/reports/daily/${date}`);
    // Written every second here: the first may be from before the flood.
    const report = await until("a report with a case in it", async () => {
      const response = await read();
      if (response.status !== 200) return null;
      const found = (await response.json()) as DailyReport;
      return found.caseList.length > 0 ? found : null;
    });
    expect(report.caseList.map(({ stationId }) => stationId)).toEqual(["s0"]);
    expect(report.cases.opened).toBe(1);
    expect(report.waters.map(({ stationId }) => stationId)).not.toContain("drill");
    const page = await (await hub.fetch(`/api/v1/reports/daily/${date}?format=html`)).text();
    expect(page).toContain("防汛日报");
    expect(page).not.toContain("<script");
  });
});
