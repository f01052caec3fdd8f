import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, it } from "vitest";
import { channelOf, deviceIdOf } from "../../support/city-folder.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

let hub: RunningHub;

afterEach(async () => {
  await hub.close();
});

interface Ready {
  readonly checks: readonly {
    readonly name: string;
    readonly isOk: boolean;
    readonly words: { readonly en: string };
  }[];
}

async function webhooksCheck() {
  const response = await hub.fetch("/ready");
  const { checks } = (await response.json()) as Ready;
  return { status: response.status, words: checks.find(({ name }) => name === "webhooks")?.words.en ?? "" };
}

async function raiseRed(station = 0): Promise<void> {
  const device = await hub.device(station);
  const topic = `v1/devices/${deviceIdOf(station)}/readings`;
  await device.publishAsync(topic, JSON.stringify({ values: { [channelOf(0)]: 0.9 } }), { qos: 1 });
}

const post = (path: string, body?: object) =>
  hub.fetch(path, {
    method: "POST",
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });

const command = (...args: readonly string[]) => runGuanlan([...args, "--settings", hub.process.settingsFile]);

it("a red event that is refused for good turns readiness red at once, until a person acknowledges it", async () => {
  hub = await runHub();
  hub.platform.setBehaviour({ kind: "status", status: 422, body: "unknown field" });
  await raiseRed();
  await until("readiness to be red", async () => (await webhooksCheck()).status === 503);
  // The case and the warning it drafts.
  await until("both events to be refused", () => hub.platform.counts.requests === 2);
  expect((await webhooksCheck()).words).toContain("2 urgent events were refused by collector");
  expect(await (await hub.fetch("/metrics")).text()).toContain(
    'guanlan_webhook_urgent_dead_letters{endpoint="collector"} 2',
  );
  // Counted once it is known, listed once it is committed.
  const rows = await until("both to be listed", async () => {
    const dead = await hub.get<{ rows: { deliveryId: number; isUrgent: boolean }[] }>("/api/v1/deliveries?state=dead");
    return dead.rows.length === 2 ? dead.rows : null;
  });
  expect(rows).toMatchObject([1, 2].map(() => ({ isUrgent: true, acknowledgedAt: null })));

  await hub.process.kill();
  await hub.process.start();
  expect((await webhooksCheck()).status).toBe(503);

  const acknowledged = await command("deliveries", "acknowledge", "--endpoint", "collector", "--by", "Li Wei");
  expect(acknowledged.out).toContain("2 dead letters are acknowledged");
  await until("readiness to be green", async () => (await webhooksCheck()).status === 200);
  const audit = await until("the audit trail to say so", async () => {
    const { rows: lines } = await hub.get<{ rows: { kind: string; by: string }[] }>("/api/v1/audit");
    return lines.find(({ kind }) => kind === "delivery-action");
  });
  expect(audit).toMatchObject({ by: "Li Wei" });
});

it("an urgent event sent again by the API is no longer lost", async () => {
  hub = await runHub();
  hub.platform.setBehaviour({ kind: "status", status: 400 });
  await raiseRed();
  await until("readiness to be red", async () => (await webhooksCheck()).status === 503);
  await until("both events to be given up", async () => {
    const { rows } = await hub.get<{ rows: readonly unknown[] }>("/api/v1/deliveries?state=dead");
    return rows.length === 2;
  });
  hub.platform.setBehaviour({ kind: "ok" });
  expect(await (await post("/api/v1/deliveries/replay", { endpointId: "collector" })).json()).toEqual({ replayed: 2 });
  await until("readiness to be green", async () => (await webhooksCheck()).status === 200);
  expect((await webhooksCheck()).words).toBe("every urgent event has been delivered");
});

it("an end that was written into the database is found also once the hub has entered it, and no replay is", async () => {
  hub = await runHub();
  hub.platform.setBehaviour({ kind: "status", status: 400 });
  await raiseRed();
  const ends = async (kind: string) => {
    const { rows } = await hub.get<{ rows: { kind: string }[] }>("/api/v1/audit");
    return rows.filter((line) => line.kind === kind).length;
  };
  const verify = () => hub.get<{ isSound: boolean; fault: { kind: string } | null }>("/api/v1/audit/verify");
  await until("both to be given up, on the record", async () => (await ends("delivery.dead")) === 2);
  await post("/api/v1/deliveries/replay", { endpointId: "collector" });
  await until("both to be given up once more", async () => (await ends("delivery.dead")) === 4);
  await hub.process.kill();
  await hub.process.start();
  expect(await verify()).toMatchObject({ isSound: true, fault: null });

  await hub.process.kill();
  const database = new DatabaseSync(join(hub.folder, "data", "state.db"));
  database.exec(
    "UPDATE delivery SET state = 'delivered', last_reason = 'accepted', last_status = 200, settled_at = settled_at + 1 WHERE delivery_id = 1",
  );
  database.close();
  await hub.process.start();
  await until("the hub to have entered it", async () => (await ends("delivery.delivered")) === 1);
  expect(await verify()).toMatchObject({ isSound: false, fault: { kind: "delivery" } });
});

it("while an urgent event is on its way readiness says so, and red once it has waited too long", async () => {
  hub = await runHub({ settings: { webhooks: { undeliveredAlarmAfterMs: 1_500, breakerProbeMs: 200 } } });
  hub.platform.setBehaviour({ kind: "status", status: 503 });
  await raiseRed();
  await until("the event to be on its way", () => hub.platform.counts.requests > 0);
  expect(await webhooksCheck()).toMatchObject({
    status: 200,
    words: expect.stringContaining("are on their way to collector and have not arrived yet"),
  });
  await until("readiness to be red", async () => (await webhooksCheck()).status === 503);
  hub.platform.setBehaviour({ kind: "ok" });
  await until("readiness to be green", async () => (await webhooksCheck()).status === 200);
});

it("an endpoint that answers 410 turns readiness red at once, and is enabled by the API and by taking an urgent event", async () => {
  hub = await runHub({ city: { stations: 4 }, settings: { webhooks: { retryDelaysMs: [600_000], goneAfter: 2 } } });
  hub.platform.setBehaviour({ kind: "status", status: 410 });
  await raiseRed(0);
  await until("readiness to be red", async () => (await webhooksCheck()).status === 503);
  expect((await webhooksCheck()).words).toContain("collector answers 410 Gone");
  await raiseRed(1);
  const isEnabled = async () =>
    (await hub.get<{ rows: { isEnabled: boolean }[] }>("/api/v1/endpoints")).rows[0]?.isEnabled;
  await until("the endpoint to be disabled", async () => (await isEnabled()) === false);
  expect(await (await hub.fetch("/metrics")).text()).toContain('guanlan_webhook_endpoint_gone{endpoint="collector"} 1');

  hub.platform.setBehaviour({ kind: "ok" });
  expect((await post("/api/v1/endpoints/nowhere/enable")).status).toBe(404);
  expect(await (await post("/api/v1/endpoints/collector/enable")).json()).toEqual({
    endpointId: "collector",
    isEnabled: true,
  });
  await until(
    "both red cases to arrive",
    () => hub.platform.received.filter(({ type }) => type.includes("opened")).length === 2,
  );
  await until("readiness to be green", async () => (await webhooksCheck()).status === 200);
});
