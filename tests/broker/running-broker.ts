import { createHash } from "node:crypto";
import { type Broker, type BrokerDeps, createBroker } from "../../broker/broker.ts";
import type { OpenListener } from "../../broker/listeners/open-listeners.ts";
import type { AcceptReadings, AcceptReport, PublishedReadings, RefusedDevice } from "../../broker/ports.ts";
import { brokerSettings } from "../../broker/settings.ts";
import { systemClock } from "../../domain/clock.ts";
import type { DeviceReported } from "../../domain/inputs/device-reported.ts";
import { silentLog } from "../../domain/log.ts";
import type { Credentials } from "../../store/ports.ts";
import { type ConnectOptions, openRaw, type RawClient, type Transport } from "./raw-client.ts";

/** The first listener of each kind; null where there is none. */
interface Addresses {
  readonly tcp: OpenListener;
  readonly ws: OpenListener | null;
}

export interface RunningBroker {
  readonly broker: Broker;
  readonly listeners: readonly OpenListener[];
  readonly at: Addresses;
  /** All readings that were to be kept, in order. */
  readonly accepted: PublishedReadings[];
  /** All that devices said of themselves, in order. */
  readonly reports: DeviceReported[];
  /** All clients that were refused, in order. */
  readonly refusals: RefusedDevice[];
  address(transport: Transport): { readonly host: string; readonly port: number };
  /** Opens a connection signed in as a device, with its right token. */
  device(id: string, options?: ConnectOptions, transport?: Transport): Promise<RawClient>;
}

/** Devices `device-0` upwards with their tokens; `revoked-0` was one once. */
export const directory: Credentials = {
  isRevoked: async (deviceId) => deviceId.startsWith("revoked-"),
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
const roomy = { publishesPerSecond: 1e9, publishBurst: 1e9, connectsPerMinute: 1e6 };

/** A broker on free loopback ports that has kept all it is sent a moment later, unless given otherwise. */
export async function runBroker(
  settings: Record<string, unknown> = {},
  deps: Partial<BrokerDeps> = {},
): Promise<RunningBroker> {
  const accepted: PublishedReadings[] = [];
  const reports: DeviceReported[] = [];
  const refusals: RefusedDevice[] = [];
  const acceptReadings: AcceptReadings = (published, done) => {
    accepted.push(published);
    setImmediate(done, null);
  };
  const acceptReport: AcceptReport = (report, done) => {
    reports.push(report);
    setImmediate(done, null);
  };
  const broker = createBroker(brokerSettings.parse({ tcp: { port: 0 }, ws: { port: 0 }, ...roomy, ...settings }), {
    credentials: directory,
    acceptReadings,
    acceptReport,
    isGateway: () => false,
    isLive: () => true,
    onRefused: (refused) => refusals.push(refused),
    isKnownDevice: (deviceId) => deviceId.startsWith("device-") || deviceId.startsWith("revoked-"),
    certificates: null,
    allowCleartextTokens: false,
    log: silentLog,
    clock: systemClock,
    ...deps,
  });
  const listeners = await broker.start();
  const at = byKind(listeners);
  const address = (transport: Transport) => (transport === "ws" ? at.ws! : at.tcp);
  return {
    broker,
    listeners,
    at,
    accepted,
    reports,
    refusals,
    address,
    async device(id, options = {}, transport = "tcp") {
      const client = await openRaw(address(transport), transport);
      const code = await client.signIn(id, { password: tokenOf(id), ...options });
      if (code !== 0) throw new Error(`sign-in of ${id} was answered ${code}`);
      return client;
    },
  };
}

/** The first listener of each kind. */
export function byKind(listeners: readonly OpenListener[]): Addresses {
  const [tcp, ws] = ["tcp", "ws"].map((wanted) => listeners.find(({ kind }) => kind === wanted));
  if (tcp === undefined) throw new Error("no listener of kind tcp is open");
  return { tcp, ws: ws ?? null };
}
