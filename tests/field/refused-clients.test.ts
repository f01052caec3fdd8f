import { connectAsync } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

interface RejectRow {
  readonly rejectId: number;
  readonly reason: string;
  readonly detail: { readonly zh: string; readonly en: string };
  readonly deviceId: string;
}

let hub: RunningHub;
beforeAll(async () => {
  hub = await runHub({
    city: { stations: 4 },
    settings: { broker: { publishesPerSecond: 10, publishBurst: 100, connectsPerMinute: 15 } },
  });
});
afterAll(() => hub.close());

const topic = (station: number) => `v1/devices/d${station}/readings`;

test("a retained publish, one too large and a wrong token are named: a reject each, a line in the hub's log", async () => {
  const retaining = await once(0);
  retaining.publish(topic(0), '{"values":{"c0":0.1}}', { qos: 1, retain: true });
  await until("the reject of the retained publish", async () => (await rejectsOf("d0"))[0]);
  const large = await once(1);
  large.publish(topic(1), Buffer.alloc(223_000, " "), { qos: 1 });
  await until("the reject of the large packet", async () => (await rejectsOf("d1"))[0]);
  await expect(once(2, "wrong")).rejects.toMatchObject({ code: 4 });
  await until("the reject of the wrong token", async () => (await rejectsOf("d2"))[0]);
  const reasons = await Promise.all(["d0", "d1", "d2"].map(async (id) => (await rejectsOf(id))[0]?.reason));
  expect(reasons).toEqual(["mqtt.retain_not_allowed", "mqtt.frame_too_large", "mqtt.wrong_token"]);
  for (const reason of ["retain_not_allowed", "frame_too_large", "wrong_token"]) {
    expect(hub.process.output).toContain(reason);
  }
  for (const client of [retaining, large]) await client.endAsync(true);
});

test("a maker reads what was refused of his own device with its token, whole, and of no other's", async () => {
  const device = await hub.device(3);
  const payload = `{"values":{"c0":"0.3 m"},"note":"${"x".repeat(2_000)}"}`;
  await device.publishAsync(topic(3), payload, { qos: 1 });
  const authorization = `Bearer ${hub.tokens[3]}`;
  const own = await hub.fetch("/api/v1/devices/d3/rejects", { headers: { authorization } });
  const { rows } = (await own.json()) as { rows: readonly RejectRow[] };
  expect(rows).toMatchObject([
    {
      reason: "value.not_a_number",
      detail: { en: expect.stringContaining("without unit"), zh: expect.stringContaining("单位") },
    },
  ]);
  const one = await hub.fetch(`/api/v1/devices/d3/rejects/${rows[0]!.rejectId}`, { headers: { authorization } });
  expect(await one.json()).toMatchObject({ payloadText: payload, payloadBytes: payload.length });
  const refused = [
    "/api/v1/devices/d0/rejects",
    "/api/v1/rejects",
    "/api/v1/devices/d3",
    `/api/v1/rejects/${rows[0]!.rejectId}`,
  ];
  for (const path of refused) expect((await hub.fetch(path, { headers: { authorization } })).status, path).toBe(401);
  const [foreign] = await rejectsOf("d0");
  const across = await hub.fetch(`/api/v1/devices/d3/rejects/${foreign!.rejectId}`, { headers: { authorization } });
  expect(across.status).toBe(404);
});

test("two clients with one id: named at once, neither locked out, and every reading arrives", async () => {
  const [one, other] = [await hub.device(1), await hub.device(1, { isTwin: true })];
  const kept = await Promise.all(
    [one, other].map((client, n) =>
      client.publishAsync(topic(1), JSON.stringify({ t: Date.now() - n, values: { c0: 0.1 } }), { qos: 1 }),
    ),
  );
  expect(kept).toHaveLength(2);
  await until("the twins to be named", async () =>
    (await rejectsOf("d1")).find(({ reason }) => reason === "mqtt.two_clients"),
  );
  await Promise.all([one, other].map((client) => client.endAsync(true)));
  const after = await hub.device(1);
  await after.publishAsync(topic(1), JSON.stringify({ t: Date.now(), values: { c0: 0.2 } }), { qos: 1 });
});

async function once(station: number, password = hub.tokens[station]!) {
  const id = `d${station}`;
  const client = await connectAsync({
    ...{
      port: hub.process.options.mqttPort,
      protocol: "mqtt",
      clientId: id,
      username: id,
      password,
      reconnectPeriod: 0,
    },
  });
  client.on("error", () => {});
  return client;
}

async function rejectsOf(deviceId: string): Promise<readonly RejectRow[]> {
  return (await hub.get<{ rows: readonly RejectRow[] }>(`/api/v1/rejects?deviceId=${deviceId}`)).rows;
}
