import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "../../domain/clock.ts";
import { openCommandStore } from "../../store/sqlite/command-store.ts";
import { testSecret } from "../support/city-folder.ts";
import { freePorts } from "../support/processes/hub-process.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { hangMs, until } from "../support/until.ts";

const receiverScript = join(import.meta.dirname, "..", "..", "examples", "receiver.ts");

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end();
});

const caseList = z.object({ rows: z.array(z.object({ id: z.string(), state: z.string(), revision: z.int() })) });

const timeline = z.object({
  state: z.string(),
  timeline: z.array(z.object({ kind: z.string(), by: z.string().optional(), part: z.string().optional() })),
});

/** `node examples/receiver.ts`, with its output. */
function runReceiver(env: Readonly<Record<string, string>>): { readonly child: ChildProcess; output(): string } {
  const child = spawn(process.execPath, [receiverScript], { env: { ...process.env, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text: Buffer) => {
      output += text;
    });
  }
  ended.push(async () => void child.kill());
  return { child, output: () => output };
}

async function runLoopedHub(endpointPort: number): Promise<RunningHub> {
  const hub = await runHub({
    city: { endpointUrl: `http://127.0.0.1:${endpointPort}/events` },
    settings: { webhooks: { allowedTargets: [`127.0.0.1:${endpointPort}`] } },
    rewriteCity: (folder) =>
      writeFileSync(join(folder, "case-policy.yaml"), "registration: at-once\ndispatch: at-once\nclosing: evidence\n"),
  });
  ended.push(() => hub.close());
  return hub;
}

async function isOpen(port: number): Promise<boolean> {
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => resolve(true));
  });
  await new Promise((resolve) => server.close(resolve));
  return !isFree;
}

it("the example takes a real hub's events and takes its cases on, each once", { timeout: hangMs * 3 }, async () => {
  const [port = 0] = await freePorts(1);
  const hub = await runLoopedHub(port);
  const store = openCommandStore(join(hub.folder, "data"), systemClock);
  const { token } = store.tokens.create("example platform", "operator");
  store.close();
  const receiver = runReceiver({
    WEBHOOK_SECRET: testSecret,
    GUANLAN_API_TOKEN: token,
    GUANLAN_API: hub.api,
    PORT: String(port),
  });
  await until("the receiver to listen", () => isOpen(port));
  const device = await hub.device(0);
  const readings = JSON.stringify({ values: { c0: 0.9 } });
  await device.publishAsync("v1/devices/d0/readings", readings, { qos: 1 });
  const isTakenOn = async () => {
    const { rows } = caseList.parse(await hub.get("/api/v1/cases"));
    return rows.length > 0 && rows.every(({ state }) => state === "handling");
  };
  await until("the case to be taken on", isTakenOn);
  const [found] = caseList.parse(await hub.get("/api/v1/cases")).rows;
  const { timeline: lines } = timeline.parse(await hub.get(`/api/v1/cases/${found?.id}`));
  expect(lines.filter(({ kind }) => kind === "accepted")).toMatchObject([{ by: "example platform", part: "platform" }]);
  await until("the answer to be told", () => receiver.output().includes("accept case-"));

  // The same event again, as after a crash of the hub: taken with a good answer, and nothing is done twice.
  const event = { id: "event-again", type: "cn.guanlan.case.updated.v1", subject: found?.id, data: {} };
  const again = () => post(port, { ...event, data: { change: { entry: { kind: "dispatched" } } } });
  expect([await again(), await again()]).toEqual([204, 204]);
  await until("the second accept to be answered", () => receiver.output().includes("409"));
  expect(receiver.output().match(/409/g)).toHaveLength(1);
  expect(await post(port, event, `whsec_${Buffer.alloc(32, 9).toString("base64")}`)).toBe(401);
});

async function post(
  port: number,
  event: { readonly id: string; readonly data: object },
  secret = testSecret,
): Promise<number> {
  const body = JSON.stringify(event);
  const at = new Date();
  const headers = {
    "webhook-id": event.id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(event.id, at, body),
  };
  return (await fetch(`http://127.0.0.1:${port}/events`, { method: "POST", headers, body })).status;
}
