import type { MqttClient } from "mqtt";
import type { DeviceId } from "../domain/ids.ts";
import { openDeviceClient, statusTopic } from "../simulators/device-client.ts";
import type { DeviceAct } from "../simulators/fleet/device-act.ts";

/** Counts of messages. */
export interface FleetCounts {
  readonly published: number;
  readonly acknowledged: number;
}

export interface FleetLinkOptions {
  readonly url: string;
  readonly tokenOf: (deviceId: DeviceId) => string;
}

/** Performs acts over one connection a client. */
export function openFleetLink({ url, tokenOf }: FleetLinkOptions) {
  const clients = new Map<DeviceId, MqttClient>();
  const counts = { published: 0, acknowledged: 0 };
  const connect = (id: DeviceId): Promise<void> => {
    const client = openDeviceClient({ url, deviceId: id, token: tokenOf(id), mostBackOffMs: 1_000 });
    clients.set(id, client);
    client.on("error", () => {});
    return new Promise((resolve) => {
      client.once("connect", () => {
        client.publish(statusTopic(id), "online", { qos: 1, retain: true }, () => resolve());
      });
    });
  };
  const publish = ({ client: id, topic, payload }: Extract<DeviceAct, { kind: "publish" }>): Promise<void> => {
    counts.published += 1;
    return new Promise((resolve) => {
      clients.get(id)?.publish(topic, payload, { qos: 1 }, (error) => {
        if (!error) counts.acknowledged += 1;
        resolve();
      });
    });
  };
  return {
    counts: counts as FleetCounts,
    async perform(acts: readonly DeviceAct[]): Promise<void> {
      const underWay: Promise<void>[] = [];
      for (const act of acts) {
        if (act.kind === "publish") underWay.push(publish(act));
        else if (act.kind === "connect") await connect(act.client);
        else {
          await Promise.all(underWay.splice(0));
          await clients.get(act.client)?.endAsync(act.lost);
          clients.delete(act.client);
        }
      }
      await Promise.all(underWay);
    },
    async stop(): Promise<void> {
      await Promise.all([...clients.values()].map((client) => client.endAsync(true)));
    },
  };
}
