import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { openRaw, publishPacket, type RawClient } from "./raw-client.ts";
import { byKind, runBroker, tokenOf } from "./running-broker.ts";

/** Publishes as fast as it is answered, 20 at a time, until the connection closes. */
function publishOn(client: RawClient, id: string): void {
  let next = 0;
  const send = (): void =>
    client.send(publishPacket(`v1/devices/${id}/readings`, `${id} ${++next}`, 1, (next % 65_000) + 1));
  client.conn.on("data", () => {
    while (!client.isClosed && next < client.count("puback") + 20) send();
  });
  for (let n = 0; n < 20; n++) send();
}

describe.concurrent("stop()", () => {
  test("under load acknowledges all that was kept and nothing else, then closes", async () => {
    let kept = 0;
    const { broker, at, device } = await runBroker(
      {},
      {
        acceptReadings: (_published, done) =>
          void setTimeout(() => {
            kept++;
            done(null);
          }, 15),
      },
    );
    const clients = await Promise.all(Array.from({ length: 20 }, (_, n) => device(`device-${n}`)));
    for (const [n, client] of clients.entries()) publishOn(client, `device-${n}`);
    await until("load", () => kept > 500);
    const startedAt = performance.now();
    await broker.stop();
    // Sooner than it gives up on publishes under way
    expect(performance.now() - startedAt).toBeLessThan(8000);
    await Promise.all(clients.map((client) => client.closed()));
    const acknowledged = clients.reduce((sum, client) => sum + client.count("puback"), 0);
    expect(acknowledged).toBe(kept);
    expect(broker.counts).toMatchObject({ connections: 0, closes: { stopped: 20 }, publishes: { readings: kept } });
    await expect(openRaw(at.tcp)).rejects.toThrow("ECONNREFUSED");
    await expect(openRaw(at.ws!, "ws")).rejects.toThrow();
  });

  test("waits no more than 10 s for an acceptor that never calls back", async () => {
    const { broker, device } = await runBroker({}, { acceptReadings: () => {} });
    const client = await device("device-1");
    client.send(publishPacket("v1/devices/device-1/readings"));
    await client.isServed();
    const startedAt = performance.now();
    await broker.stop();
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(client.count("puback")).toBe(0);
  });

  test("leaves the broker ready to start again; starting twice and stopping twice are told apart", async () => {
    const { broker, device } = await runBroker();
    await device("device-1");
    await expect(broker.start()).rejects.toMatchObject({ code: "broker.already_started" });
    await broker.stop();
    await broker.stop();
    const again = await broker.start();
    const client = await openRaw(byKind(again).tcp);
    expect(await client.signIn("device-1", { password: tokenOf("device-1") })).toBe(0);
    await broker.stop();
  });

  test("start() names the listener that cannot be opened, and leaves nothing open", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    await expect(runBroker({ tcp: { port } })).rejects.toMatchObject({ code: "broker.listen_failed" });
    await expect(runBroker({ ws: { port } })).rejects.toThrow(
      `Cannot listen for MQTT (ws) on 127.0.0.1:${port}: the port is taken at 127.0.0.1:${port} (EADDRINUSE)`,
    );
    taken.close();
  });
});
