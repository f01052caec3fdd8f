import { createHash } from "node:crypto";
import { type Broker, type BrokerAddresses, type BrokerDeps, createBroker } from "../../broker/broker.ts";
import type { AcceptReadings, PublishedReadings } from "../../broker/ports.ts";
import { brokerSettings } from "../../broker/settings.ts";
import { systemClock } from "../../domain/clock.ts";
import { silentLog } from "../../domain/log.ts";
import type { Credentials } from "../../store/ports.ts";
import { type ConnectOptions, openRaw, type RawClient, type Transport } from "./raw-client.ts";

export interface RunningBroker {
  readonly broker: Broker;
  readonly at: BrokerAddresses;
  /** All that `take` was given, in order. */
  readonly accepted: PublishedReadings[];
  readonly statuses: string[];
  address(transport: Transport): { readonly host: string; readonly port: number };
  /** Opens a connection signed in as a device, with its right token. */
  device(id: string, options?: ConnectOptions, transport?: Transport): Promise<RawClient>;
}

/** Devices `device-0` upwards with their tokens; `revoked-0` was one once. */
export const directory: Credentials = {
  async verify(deviceId, token) {
    if (deviceId.startsWith("revoked-")) return "revoked";
    if (!deviceId.startsWith("device-")) return "unknown_device";
    return Buffer.from(token).toString() === tokenOf(deviceId) ? "accepted" : "wrong_token";
  },
};

/** As unlike from device to device as real tokens are: a flipped bit must not make another's. */
export function tokenOf(deviceId: string): string {
  return createHash("sha256").update(deviceId).digest("hex");
}

/** Generous quotas, so that only the tests about quotas meet them. */
export const roomy = { publishesPerSecond: 1e9, publishBurst: 1e9, connectsPerMinute: 1e6 };

/** A broker on free loopback ports whose `take` calls back on the next turn unless given. */
export async function runBroker(
  settings: Record<string, unknown> = {},
  deps: Partial<BrokerDeps> = {},
): Promise<RunningBroker> {
  const taken: PublishedReadings[] = [];
  const statuses: string[] = [];
  const take: AcceptReadings = (published, done) => {
    taken.push(published);
    setImmediate(done, null);
  };
  const broker = createBroker(brokerSettings.parse({ tcp: { port: 0 }, ws: { port: 0 }, ...roomy, ...settings }), {
    credentials: directory,
    acceptReadings: take,
    onStatus: (deviceId, status) => statuses.push(`${deviceId} ${status}`),
    log: silentLog,
    clock: systemClock,
    ...deps,
  });
  const at = await broker.start();
  const address = (transport: Transport) => (transport === "ws" ? at.ws! : at.tcp);
  return {
    broker,
    at,
    accepted: taken,
    statuses,
    address,
    async device(id, options = {}, transport = "tcp") {
      const client = await openRaw(address(transport), transport);
      const code = await client.signIn(id, { password: tokenOf(id), ...options });
      if (code !== 0) throw new Error(`sign-in of ${id} was answered ${code}`);
      return client;
    },
  };
}
