import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { HubProcess } from "../support/processes/hub-process.ts";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

let hub: RunningHub;

afterEach(() => hub?.close());

const flood = (t: number, depth: number): string => JSON.stringify({ t, values: { c0: depth } });

it("a second hub on the same data folder is refused, with the process that holds it and the fix", async () => {
  hub = await runHub();
  const second = new HubProcess({ ...hub.process.options, mqttPort: 0, apiPort: 0 });
  await expect(second.start()).rejects.toThrow(new RegExp(`store.folder_in_use.*${hub.process.pid}`, "s"));
});

it("a data folder that cannot be written is refused before anything listens", async () => {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-file-"));
  try {
    // A file where the folder should be: refused even to root, whom no permission stops.
    writeFileSync(join(folder, "data"), "");
    const { code, err } = await runGuanlan(["start"], {
      GUANLAN_STORE__FOLDER: join(folder, "data"),
      GUANLAN_DISPATCH_SECRET: `whsec_${Buffer.alloc(32, 1).toString("base64")}`,
    });
    expect(code).toBe(1);
    expect(err).toMatch(/error store\.\w+: .*data/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("a full journal acknowledges nothing more, keeps all it acknowledged, turns readiness red, and goes on once there is room", async () => {
  hub = await runHub({ settings: { store: { maxBytes: 400_000 } } });
  const device = await hub.device(0);
  const acknowledged = new Set<number>();
  let next = Date.now() - 50_000_000;
  const fill = async (): Promise<boolean> => {
    const array = Array.from({ length: 200 }, () => ({ t: next++, values: { c1: 0.01 } }));
    const times = array.map(({ t }) => t);
    const kept = await Promise.race([
      device.publishAsync("v1/devices/d0/readings", JSON.stringify(array), { qos: 1 }).then(() => true),
      new Promise<boolean>((resolveClosed) => device.once("close", () => resolveClosed(false))),
    ]);
    if (kept) for (const t of times) acknowledged.add(t);
    return kept;
  };
  let isFull = false;
  for (let turn = 0; turn < 200 && !isFull; turn++) isFull = !(await fill());
  expect(isFull).toBe(true);
  await until("readiness to say so", async () => (await hub.fetch("/ready")).status === 503);
  await device.endAsync(true);

  const { options } = hub.process;
  await hub.process.stop();
  const roomy = new HubProcess({
    ...options,
    settings: { ...options.settings, store: { folder: join(hub.folder, "data") } },
  });
  try {
    await roomy.start();
    const rows = await stored("s0-c1");
    for (const t of acknowledged) expect(rows.has(t)).toBe(true);
    const again = await hub.device(0);
    await again.publishAsync("v1/devices/d0/readings", flood(Date.now(), 0.01), { qos: 1 });
    await until("readiness to be green again", async () => (await hub.fetch("/ready")).status === 200);
  } finally {
    await roomy.kill();
  }
});

it("a dispatch platform that is down, slow or failing delays nothing else and gets every event in the end, in order", async () => {
  hub = await runHub({ settings: { webhooks: { timeoutMs: 1_000, breakerOpensAfter: 3, breakerProbeMs: 200 } } });
  const bad = [
    { kind: "hang" },
    { kind: "status", status: 500 },
    { kind: "status", status: 429, retryAfter: "1" },
    { kind: "redirect", to: "http://169.254.169.254/" },
    { kind: "reset-after-body" },
    { kind: "endless-body", status: 503 },
  ] as const;
  hub.platform.setBehaviour(({ count }) => bad[count - 1] ?? { kind: "ok" });
  const device = await hub.device(0);
  const start = Date.now() - 60_000;
  for (const [index, depth] of [0.16, 0.3, 0.45, 0].entries()) {
    await device.publishAsync("v1/devices/d0/readings", flood(start + index * 1000, depth), { qos: 1 });
  }
  await until("every event to arrive", () => hub.platform.received.some(({ type }) => type.includes("case.closed")));
  const revisions = hub.platform.received
    .filter(({ type }) => type.includes("case."))
    .map(({ event }) => (event.data as { case: { revision: number } }).case.revision);
  expect([...new Set(revisions)]).toEqual([1, 2, 3, 4]);
});

it("a refusal for good becomes a dead letter that the command line replays", async () => {
  hub = await runHub();
  hub.platform.setBehaviour({ kind: "status", status: 400 });
  const device = await hub.device(0);
  await device.publishAsync("v1/devices/d0/readings", flood(Date.now() - 5_000, 0.16), { qos: 1 });
  const dead = () => hub.get<Rows<unknown>>("/api/v1/deliveries?state=dead");
  await until("both deliveries to be dead letters", async () => (await dead()).rows.length === 2);
  hub.platform.setBehaviour({ kind: "ok" });
  const { settingsFile } = hub.process;
  const env = { GUANLAN_TEST_SECRET: "unused" };
  expect((await runGuanlan(["deliveries", "replay", "--settings", settingsFile], env)).out).toContain("2 deliveries");
  await until("both to arrive", () => hub.platform.received.length === 2);
});

it("a city with mistakes ends the start with code 2 and names every one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-city-"));
  try {
    writeFileSync(join(folder, "city.yaml"), "code: 1\n");
    const { code, err } = await runGuanlan(["start"], { GUANLAN_HUB__CITY: folder });
    expect(code).toBe(2);
    expect(err).toMatch(/hub\.bad_city.*city\.yaml:1.*areas\.yaml/s);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function stored(gauge: string): Promise<ReadonlySet<number>> {
  const from = encodeURIComponent(new Date(Date.now() - 100_000_000).toISOString());
  const to = encodeURIComponent(new Date().toISOString());
  type Row = { observedAt: string };
  const path = `/api/v1/gauges/${gauge}/observations?from=${from}&to=${to}&limit=10000`;
  const { rows } = await hub.get<Rows<Row>>(path);
  return new Set(rows.map(({ observedAt }) => Date.parse(observedAt)));
}
