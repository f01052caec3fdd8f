import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

let hub: RunningHub;

beforeAll(async () => {
  hub = await runHub();
});
afterAll(() => hub.close());

it("a reading travels from a device to a signed webhook, and the API shows every step", async () => {
  const stream = new AbortController();
  const events = readEvents(await hub.fetch("/api/v1/stream?topics=events", { signal: stream.signal }));
  const device = await hub.device(0);
  const topic = "v1/devices/d0/readings";
  const start = Date.now() - 60_000;
  const steps: readonly [number, string, string | null][] = [
    [0.05, "dry", null],
    [0.16, "case.opened", "blue"],
    [0.45, "case.updated", "red"],
    [0.22, "case.updated", "yellow"],
    [0, "case.closed", null],
  ];
  for (const [index, [depth]] of steps.entries()) {
    const payload = JSON.stringify({ t: start + index * 10_000, values: { c0: depth }, seq: index });
    await device.publishAsync(topic, payload, { qos: 1 });
  }
  const { platform } = hub;
  await until("the case to be closed at the dispatch platform", () =>
    platform.received.some(({ type }) => type.includes("case.closed")),
  );
  const caseEvents = platform.received.filter(({ type }) => type.includes("case."));
  expect(
    caseEvents.map(({ type, event }) => [type, (event.data as { case: { level: string | null } }).case.level]),
  ).toEqual(steps.slice(1).map(([, type, level]) => [`cn.guanlan.${type}.v1`, level]));

  const cases = await hub.get<Rows<Record<string, unknown>>>("/api/v1/cases");
  expect(cases.rows).toHaveLength(1);
  expect(cases.rows[0]).toMatchObject({ state: "closed", peakLevel: "red", stationId: "s0", hazard: "waterlogging" });
  const warnings = await hub.get<Rows<Record<string, unknown>>>("/api/v1/warnings");
  expect(warnings.rows[0]).toMatchObject({ state: "lifted", areaCode: "410105" });
  const transitions = await hub.get<Rows<{ to: string | null }>>("/api/v1/alarms/transitions");
  expect(transitions.rows.map(({ to }) => to).reverse()).toEqual(["blue", "red", "yellow", null]);
  const history = await hub.get<Rows<{ value: number }>>(
    `/api/v1/gauges/s0-c0/observations?from=${iso(start - 1)}&to=${iso(Date.now())}`,
  );
  expect(history.rows.map(({ value }) => value)).toEqual(steps.map(([depth]) => depth));
  await until("every delivery to be recorded as delivered", async () => {
    const { rows } = await hub.get<Rows<{ state: string }>>("/api/v1/deliveries");
    return rows.length > 0 && rows.every(({ state }) => state === "delivered");
  });
  await until("the live stream to have sent the closing", () => events.text().includes("case.closed"));
  stream.abort();
});

it("a reading sent twice is kept once and has no effect", async () => {
  const device = await hub.device(1);
  const reading = JSON.stringify({ t: Date.now() - 5_000, values: { c1: 0.01 }, seq: 7 });
  for (let copy = 0; copy < 3; copy++) await device.publishAsync("v1/devices/d1/readings", reading, { qos: 1 });
  const history = await hub.get<Rows<unknown>>(
    `/api/v1/gauges/s1-c1/observations?from=${iso(Date.now() - 60_000)}&to=${iso(Date.now())}`,
  );
  expect(history.rows).toHaveLength(1);
});

it("metrics count what happened and name no device", async () => {
  const text = await (await hub.fetch("/metrics")).text();
  expect(text).toMatch(/guanlan_ingest_observations_total [1-9]/);
  expect(text).toMatch(/guanlan_mqtt_sign_ins_total\{outcome="accepted"\} [1-9]/);
  expect(text).not.toContain("d0");
});

it("SIGTERM ends it cleanly within seconds", async () => {
  expect(await hub.process.stop()).toBe(0);
});

function iso(at: number): string {
  return encodeURIComponent(new Date(at).toISOString());
}

function readEvents(response: Response): { text(): string } {
  let text = "";
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(chunk);
  })().catch(() => {});
  return { text: () => text };
}
