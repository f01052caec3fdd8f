import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface ShownCase {
  readonly id: string;
  readonly state: string;
  readonly due?: { readonly stage: string; readonly dueAt: string; readonly overdueAt?: string };
  readonly stages?: readonly { readonly stage: string; readonly to: string; readonly overMs: number }[];
  readonly supervised?: { readonly by: string };
  readonly timeline: readonly { readonly kind: string; readonly words: { readonly zh: string } }[];
}

interface ShownEvent {
  readonly id: string;
  readonly type: string;
  readonly isUrgent: boolean;
  readonly data: {
    readonly change: { readonly entry: { readonly kind: string } };
    readonly message?: { readonly zh: string };
  };
}

const policy = { registration: "at-once", dispatch: "at-once", closing: "evidence", holdClear: "1s" };

/** 0.001 of an hour: 3.6 s. */
const classes = { limits: { handle: "0.001紧急工作时" }, overdue: { supervise: true } };

let hub: RunningHub;
let device: MqttClient;

beforeAll(async () => {
  hub = await runHub({
    city: { stations: 1 },
    rewriteCity(folder) {
      writeFileSync(join(folder, "case-policy.yaml"), JSON.stringify(policy));
      writeFileSync(join(folder, "case-classes.yaml"), JSON.stringify(classes));
    },
  });
  device = await hub.device(0);
});
afterAll(() => hub.close());

async function read(depth: number): Promise<void> {
  const payload = JSON.stringify({ t: Date.now(), values: { c0: depth } });
  await device.publishAsync("v1/devices/d0/readings", payload, { qos: 1 });
}

const kindsOf = ({ timeline }: ShownCase): readonly string[] => timeline.map(({ kind }) => kind);

it("a case whose limit ends while the hub is down is found overdue once, told as urgent, supervised, and evaluated as it closes", async () => {
  await read(0.16);
  const opened = await until("the case to be dispatched with its limit", async () => {
    const { rows } = await hub.get<{ rows: ShownCase[] }>("/api/v1/cases?state=dispatched");
    return rows[0]?.due === undefined ? null : rows[0];
  });
  const path = `/api/v1/cases/${opened.id}`;
  const dueAt = Date.parse(opened.due?.dueAt ?? "");
  await hub.process.kill();
  await until("the limit to end", () => Date.now() > dueAt);
  await hub.process.start();
  const overdue = await until("the case to be overdue and supervised", async () => {
    const found = await hub.get<ShownCase>(path);
    return found.due?.overdueAt !== undefined && found.supervised !== undefined ? found : null;
  });
  expect(Date.parse(overdue.due?.overdueAt ?? "")).toBeGreaterThan(dueAt);
  expect(overdue.supervised?.by).toBe("rule");
  const events = await until("the event of it to be delivered", async () => {
    const { rows } = await hub.get<{ rows: ShownEvent[] }>(`/api/v1/events?subject=${opened.id}`);
    const found = rows.find(({ data }) => data.change.entry.kind === "overdue");
    const isThere = found !== undefined && hub.platform.received.some(({ id }) => id === found.id);
    return isThere ? rows : null;
  });
  const overdueEvents = events.filter(({ data }) => data.change.entry.kind === "overdue");
  expect(overdueEvents.map(({ isUrgent, type }) => [isUrgent, type])).toEqual([[true, "case.updated"]]);
  expect(overdueEvents[0]?.data.message?.zh).toContain("处置超期：应于 ");
  await hub.process.kill();
  await hub.process.start();
  device = await hub.device(0);
  for (const action of [{ do: "accept" }, { do: "feedback", text: "pumped" }]) {
    const answer = await hub.fetch(`${path}/actions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(action),
    });
    expect(answer.status).toBe(200);
  }
  await read(0);
  const closed = await until("the case to be closed and evaluated", async () => {
    const found = await hub.get<ShownCase>(path);
    return kindsOf(found).includes("evaluated") ? found : null;
  });
  expect(kindsOf(closed).filter((kind) => kind === "overdue" || kind === "supervised")).toEqual([
    "overdue",
    "supervised",
  ]);
  expect(closed.stages).toMatchObject([{ stage: "handle", to: "handled" }]);
  expect(closed.stages?.[0]?.overMs).toBeGreaterThan(0);
  expect(closed.timeline.at(-1)?.words.zh).toContain("综合评价：超期。处置超期 ");
  expect(closed.due).toBeUndefined();
  const { total, rows } = await hub.get<{ total: { indicators: object }; rows: { key: string }[] }>(
    "/api/v1/evaluation?by=unit",
  );
  expect(rows).toHaveLength(1);
  expect(total.indicators).toMatchObject({
    registered: { numerator: 1, denominator: 1, percent: 100 },
    "handled-in-time": { numerator: 0, denominator: 1, percent: 0 },
    "closed-in-time": { numerator: 0, denominator: 1 },
    closed: { numerator: 1, denominator: 1 },
  });
  const behind = await hub.get<{ rows: ShownCase[] }>("/api/v1/evaluation/cases?indicator=overdue&counted=numerator");
  expect(behind.rows.map(({ id }) => id)).toEqual([closed.id]);
});
