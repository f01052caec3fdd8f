import type { MqttClient } from "mqtt";
import { afterEach, expect, it } from "vitest";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

let hub: RunningHub;

afterEach(async () => {
  await hub.close();
});

interface Answered {
  readonly lastAnswer: { readonly commandId: string; readonly answer: string } | null;
}

function send(body: object): Promise<Response> {
  return hub.fetch("/api/v1/devices/d0/commands", {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": "en" },
    body: JSON.stringify(body),
  });
}

async function answersOf(device: MqttClient, answer: string): Promise<string[]> {
  const received: string[] = [];
  device.on("message", (_topic, payload) => {
    received.push(payload.toString());
    const { id } = JSON.parse(payload.toString()) as { id: string };
    device.publish("v1/devices/d0/commands/ack", JSON.stringify({ id, answer }), { qos: 1 });
  });
  await device.subscribeAsync("v1/devices/d0/commands", { qos: 1 });
  return received;
}

it("a device gets an operator's command, and its answer is shown; one that does not listen gets none, and 409 says so", async () => {
  hub = await runHub();
  const command = { id: "interval-7", command: { interval: 60 } };
  const early = await send(command);
  expect([early.status, await early.json()]).toMatchObject([409, { refusal: "broker.not_subscribed" }]);

  const received = await answersOf(await hub.device(0), "done");
  const sent = await send(command);
  expect([sent.status, await sent.json()]).toEqual([
    202,
    { deviceId: "d0", commandId: "interval-7", isConnected: true },
  ]);
  const shown = (): Promise<Answered> => hub.get<Answered>("/api/v1/devices/d0");
  await until("the answer to be shown", async () => (await shown()).lastAnswer !== null);
  expect((await shown()).lastAnswer).toMatchObject({ commandId: "interval-7", answer: "done" });
  expect(received).toEqual([JSON.stringify(command)]);
});
