import { setTimeout as wait } from "node:timers/promises";
import type { DeviceId } from "../../../domain/ids.ts";
import { openReplayClient, type ReplayClient } from "../../../simulators/replay-client.ts";
import type { CommandStore } from "../../../store/sqlite/command-store.ts";
import type { DrillScript, ScriptedReading } from "./drill-script.ts";

export interface Playing {
  readonly store: Pick<CommandStore, "devices">;
  /** The hub's MQTT listener, `mqtt://host:port`. */
  readonly url: string;
  onReading(reading: ScriptedReading): void;
}

/** Longest wait for the hub to let a device in, ms. */
const giveUpMs = 30_000;

/** Speaks for the gauges of a drill over MQTT, each reading at its time. Resolves when the hub has taken them all. */
export async function playDrill({ readings }: DrillScript, { store, url, onReading }: Playing): Promise<void> {
  const deviceIds = [...new Set(readings.map(({ gauge }) => gauge.deviceId))];
  const tokens = store.devices.replaceSimulated(deviceIds);
  const clients = new Map<DeviceId, ReplayClient>();
  try {
    for (const [index, deviceId] of deviceIds.entries()) {
      clients.set(deviceId, await openReplayClient({ url, deviceId, token: tokens[index] ?? "" }, 8, giveUpMs));
    }
    const startedAt = Date.now();
    for (const reading of readings) {
      await wait(Math.max(0, startedAt + reading.afterMs - Date.now()));
      onReading(reading);
      const { channel, deviceId } = reading.gauge;
      const payload = JSON.stringify({ t: Date.now(), values: { [channel]: reading.value } });
      await clients.get(deviceId)?.publish(payload, 1);
    }
    await Promise.all([...clients.values()].map((client) => client.drained()));
  } finally {
    await Promise.all([...clients.values()].map((client) => client.close()));
  }
}
