import type { Client } from "aedes";
import type { Clock } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import type { Credentials } from "../store/ports.ts";
import type { BrokerCounts, ConnectionCloseReason, RefusalReason, SignInRefusal } from "./broker-counts.ts";
import { DeviceQuota } from "./devices/device-quota.ts";
import type { DeviceSessions } from "./devices/device-sessions.ts";
import { connackCodes } from "./devices/sign-in.ts";
import type { MqttConnection } from "./listeners/mqtt-connection.ts";
import type { AcceptReadings } from "./ports.ts";
import type { BrokerSettings } from "./settings.ts";

export interface BrokerDeps {
  readonly credentials: Credentials;
  readonly acceptReadings: AcceptReadings;
  /** A device came or went, as its connection shows; nothing is told while the hub itself stops. */
  readonly onStatus?: (deviceId: string, status: "online" | "offline", at: number) => void;
  /** What a device answered to a command. */
  readonly onCommandAck?: (deviceId: string, payload: Uint8Array, at: number) => void;
  readonly log: Log;
  readonly clock: Clock;
}

/** What the broker knows while it runs; shared by its hooks. */
export class BrokerState {
  readonly settings: BrokerSettings;
  readonly deps: BrokerDeps;
  readonly counts: BrokerCounts;
  readonly sessions: DeviceSessions;
  /** Every connection, signed in or not. Aedes' own count drifts and its list can lose a client taken over. */
  readonly connections = new Map<Client, MqttConnection>();
  readonly connectionsByDevice = new Map<string, MqttConnection>();
  /** Publishes handed to `take` and not yet called back. */
  publishesInFlight = 0;
  onIdle: (() => void) | null = null;
  isStopping = false;
  readonly monotonic: Clock = () => performance.now();
  readonly #quotas = new Map<string, DeviceQuota>();

  constructor(settings: BrokerSettings, deps: BrokerDeps, counts: BrokerCounts, sessions: DeviceSessions) {
    this.settings = settings;
    this.deps = deps;
    this.counts = counts;
    this.sessions = sessions;
  }

  /** The same for all connections of a device. Devices are few and known, so none is ever dropped. */
  quotaOf(deviceId: string): DeviceQuota {
    const known = this.#quotas.get(deviceId);
    if (known !== undefined) return known;
    const quota = new DeviceQuota(this.settings, this.monotonic());
    this.#quotas.set(deviceId, quota);
    return quota;
  }

  refuse(connection: MqttConnection, reason: RefusalReason): void {
    this.counts.refusals[reason]++;
    this.deps.log.debug({ deviceId: connection.device?.id ?? null, reason }, "packet refused, connection closed");
    connection.close("refused");
  }

  refuseSignIn(connection: MqttConnection, reason: SignInRefusal): void {
    this.counts.signIns[reason]++;
    this.deps.log.debug({ reason, returnCode: connackCodes[reason] }, "sign-in refused");
    connection.refuseConnect(connackCodes[reason], "sign_in_refused");
  }

  /** The connection is gone: forget it, and say so of its device unless a newer connection has taken its place. */
  forgetConnection(connection: MqttConnection): void {
    this.connections.delete(connection.client);
    connection.release();
    const reason: ConnectionCloseReason = connection.closeReason ?? "gone";
    this.counts.closes[reason]++;
    const deviceId = connection.device?.id;
    if (deviceId === undefined || this.connectionsByDevice.get(deviceId) !== connection) return;
    this.connectionsByDevice.delete(deviceId);
    this.emitStatus(deviceId, "offline");
  }

  emitStatus(deviceId: string, status: "online" | "offline"): void {
    if (this.isStopping) return;
    try {
      this.deps.onStatus?.(deviceId, status, this.deps.clock());
    } catch (error) {
      this.deps.log.error({ err: error, deviceId, status }, "device status was not taken");
    }
  }
}
