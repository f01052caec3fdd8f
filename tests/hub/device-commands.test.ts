import { expect, test } from "vitest";
import type { DeviceId } from "../../domain/ids.ts";
import { sendCommandsBy } from "../../hub/device-commands.ts";
import { runBroker } from "../broker/running-broker.ts";
import { until } from "../support/until.ts";

const deviceId = "device-1" as DeviceId;

test("sendCommandsBy() lets commands wait for a device that is away, and says why one is not sent", async () => {
  const { broker, device } = await runBroker();
  const commands = sendCommandsBy(broker, { maxFrameBytes: 1000 });
  expect(await commands.send(deviceId, "lost")).toMatchObject({ code: "broker.not_subscribed" });

  const client = await device("device-1", { clean: false });
  client.send({
    cmd: "subscribe",
    messageId: 1,
    subscriptions: [{ topic: "v1/devices/device-1/commands", qos: 1 }],
  });
  await client.answered("suback");
  expect(commands.isConnected(deviceId)).toBe(true);
  client.end();
  await until("gone", () => !commands.isConnected(deviceId));

  for (let n = 0; n < 100; n++) expect(await commands.send(deviceId, `${n}`)).toBeNull();
  expect(await commands.send(deviceId, "101st")).toMatchObject({
    code: "broker.command_queue_full",
    words: { zh: expect.stringContaining("最多等待 100 条"), en: expect.stringContaining("at most 100 wait") },
  });
  await broker.stop();
  await expect(commands.send(deviceId, "late")).rejects.toMatchObject({
    code: "broker.not_running",
    isRetryable: true,
  });
});
