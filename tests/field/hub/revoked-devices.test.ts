import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import type { MqttClient } from "mqtt";
import { afterEach, expect, it } from "vitest";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

let hub: RunningHub;

afterEach(async () => {
  await hub.close();
});

/** How often a client was cut off and refused. */
function countCuts(client: MqttClient): { closes: number; refusals: number } {
  const seen = { closes: 0, refusals: 0 };
  client.on("close", () => {
    seen.closes += 1;
  });
  client.on("error", () => {
    seen.refusals += 1;
  });
  return seen;
}

const command = (...args: readonly string[]) => runGuanlan([...args, "--settings", hub.process.settingsFile]);

it("a connected device whose token is revoked is cut off within two seconds and not let in again; others stay", async () => {
  hub = await runHub();
  const revoked = countCuts(await hub.device(0));
  const other = countCuts(await hub.device(1));
  expect((await command("device", "revoke", "d0")).code).toBe(0);
  const revokedAt = performance.now();
  await until("the connection to be cut", () => revoked.closes > 0);
  expect(performance.now() - revokedAt).toBeLessThan(2_000);
  await until("the next sign-in to be refused", () => revoked.refusals > 0);
  expect(other).toEqual({ closes: 0, refusals: 0 });
  const isAudited = async () =>
    (await hub.get<{ rows: { kind: string; subject: string }[] }>("/api/v1/audit")).rows.some(
      ({ kind, subject }) => kind === "device-action" && subject === "d0",
    );
  await until("the audit trail to say so", isAudited);
});

it("an open live stream ends within two seconds of its token being revoked; one of another token stays", async () => {
  hub = await runHub();
  const open = async (token: string) => {
    const stream = { isOver: false };
    const { port, headers } = {
      port: new URL((await hub.fetch("/ready")).url).port,
      headers: { authorization: `Bearer ${token}` },
    };
    const request = get({ host: "127.0.0.1", port, path: "/api/v1/stream", headers });
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response
      .on("error", () => {})
      .on("close", () => {
        stream.isOver = true;
      });
    await once(response, "data");
    return stream;
  };
  const tokenOf = async (name: string) => (await command("token", "create", name)).out.trim();
  const [wall, second] = [await tokenOf("wall"), await tokenOf("second")];
  const revoked = await open(wall);
  const other = await open(second);
  const [, tokenId = ""] = /^gl_([0-9a-f]{12})_/.exec(wall) ?? [];
  expect((await command("token", "revoke", tokenId)).code).toBe(0);
  const revokedAt = performance.now();
  await until("the stream to end", () => revoked.isOver);
  expect(performance.now() - revokedAt).toBeLessThan(2_000);
  expect(other.isOver).toBe(false);
});

it("a device whose token is replaced is cut off too, and one that gets a second token is not", async () => {
  hub = await runHub();
  const replaced = countCuts(await hub.device(0));
  const added = countCuts(await hub.device(1));
  expect((await command("device", "add", "d1")).code).toBe(0);
  expect((await command("device", "add", "d0", "--replace")).code).toBe(0);
  await until("the old token to be refused", () => replaced.closes > 0 && replaced.refusals > 0);
  expect(added).toEqual({ closes: 0, refusals: 0 });
});
