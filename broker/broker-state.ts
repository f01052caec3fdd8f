import type { Client } from "aedes";
import type { Clock } from "../domain/clock.ts";
import type { DeviceId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import type { Credentials } from "../store/ports.ts";
import type { BrokerCounts, ConnectionCloseReason, RefusalReason, SignInRefusal } from "./broker-counts.ts";
import { DeviceQuota } from "./devices/device-quota.ts";
import type { DeviceSessions } from "./devices/device-sessions.ts";
import { connackCodes } from "./devices/sign-in.ts";
import type { MqttConnection } from "./listeners/mqtt-connection.ts";
import type { AcceptReadings, AcceptReport, OnRefused, ReadingsKept } from "./ports.ts";
import { statusReport } from "./publish/device-report.ts";
import type { BrokerSettings } from "./settings.ts";

export interface BrokerDeps {
  readonly credentials: Credentials;
  readonly acceptReadings: AcceptReadings;
  readonly acceptReport: AcceptReport;
  /** Whether other devices are behind this one, so that it may publish for them. */
  readonly isGateway: (deviceId: string) => boolean;
  readonly onRefused: OnRefused;
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
  /** Publishes and wills handed over to be kept, and not yet called back. */
  publishesInFlight = 0;
  onIdle: (() => void) | null = null;
  isStopping = false;
  /** Sends a codec's reply to a device that listens for it; null while the broker does not run. */
  sendReply: ((deviceId: string, reply: Uint8Array) => void) | null = null;
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

  /** The connection is gone: forget it, and report its will unless a newer connection of the device is there. */
  forgetConnection(connection: MqttConnection): void {
    this.connections.delete(connection.client);
    connection.release();
    const reason: ConnectionCloseReason = connection.closeReason ?? "gone";
    this.counts.closes[reason]++;
    const deviceId = connection.device?.id;
    if (deviceId === undefined || this.connectionsByDevice.get(deviceId) !== connection) return;
    this.connectionsByDevice.delete(deviceId);
    if (reason !== "disconnected") this.#reportWill(connection);
  }

  /**
   * Hands something of a device's over to be kept. `ended` is called once, whatever the acceptor does; one that throws
   * has kept nothing.
   */
  keep(deviceId: DeviceId, accept: (done: ReadingsKept) => void, ended: ReadingsKept): void {
    let isOver = false;
    const done: ReadingsKept = (error, reply) => {
      if (isOver) return;
      isOver = true;
      this.publishesInFlight--;
      ended(error, reply);
      if (this.publishesInFlight === 0) this.onIdle?.();
    };
    this.publishesInFlight++;
    try {
      accept(done);
    } catch (error) {
      this.deps.log.error({ err: error, deviceId }, "accepting what a device sent threw; it counts as not kept");
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** The status a device left for when it goes without DISCONNECT [MQTT-3.1.2-8]; none while the hub itself stops. */
  #reportWill({ device, will }: MqttConnection): void {
    if (device === null || will === null || this.isStopping) return;
    this.keep(
      device.id,
      (done) => this.deps.acceptReport(statusReport(device.id, will.payload), done),
      (error) => {
        if (error !== null) this.deps.log.error({ err: error, deviceId: device.id }, "a device's will was not kept");
      },
    );
  }
}
