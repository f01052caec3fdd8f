import type { CommandPort } from "../api/ports.ts";
import type { Broker, CommandOutcome } from "../broker/broker.ts";
import { HubError } from "../domain/errors.ts";
import type { Refusal } from "../domain/governance/refusal.ts";
import type { DeviceId } from "../domain/ids.ts";
import { brokerTexts } from "../locales/devices/broker.ts";
import { fill } from "../locales/fill.ts";

/**
 * Sends what people command over the broker. A command may be as long as a packet of a device.
 *
 * @throws {HubError} `broker.not_running`, from `send`
 */
export function sendCommandsBy(
  broker: Pick<Broker, "isConnected" | "sendCommand">,
  { maxFrameBytes }: { readonly maxFrameBytes: number },
): CommandPort {
  return {
    maxBytes: maxFrameBytes,
    isConnected: (deviceId) => broker.isConnected(deviceId),
    async send(deviceId, payload) {
      try {
        return refusalOf(deviceId, await broker.sendCommand(deviceId, payload));
      } catch (error) {
        if (error instanceof HubError && error.code === "broker.command_queue_full")
          return { code: error.code, words: error.words };
        throw error;
      }
    },
  };
}

function refusalOf(device: DeviceId, outcome: CommandOutcome): Refusal | null {
  switch (outcome) {
    case "sent":
    case "queued":
      return null;
    case "not_subscribed":
      return { code: "broker.not_subscribed", words: fill(brokerTexts["not-subscribed"], { device }) };
  }
}
