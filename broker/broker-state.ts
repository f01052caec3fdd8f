import type { Client } from "aedes";
import type { Clock } from "../domain/clock.ts";
import type { DeviceId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import type { PacketRefusal, SignInRefusal } from "../domain/observations/refused-client.ts";
import type { Credentials } from "../store/ports.ts";
import type { ServerCertificates } from "../tls/ports.ts";
import type { BrokerCounts, ConnectionCloseReason } from "./broker-counts.ts";
import { DeviceQuota } from "./devices/device-quota.ts";
import type { DeviceSessions } from "./devices/device-sessions.ts";
import { RefusalPace } from "./devices/refusal-pace.ts";
import { RefusalReports } from "./devices/refusal-reports.ts";
import { connackCodes } from "./devices/sign-in.ts";
import { SignInPace, type SignInPaceResult } from "./devices/sign-in-pace.ts";
import type { MqttConnection } from "./listeners/mqtt-connection.ts";
import type { AcceptReadings, AcceptReport, IsLive, OnRefused, ReadingsKept } from "./ports.ts";
import { statusReport } from "./publish/device-report.ts";
import { WaitingBytes } from "./publish/read-ahead.ts";
import { SpareCapacity } from "./publish/spare-capacity.ts";
import type { BrokerSettings } from "./settings.ts";

export interface BrokerDeps {
  readonly credentials: Credentials;
  readonly acceptReadings: AcceptReadings;
  readonly acceptReport: AcceptReport;
  /** Whether other devices are behind this one, so that it may publish for them. */
  readonly isGateway: (deviceId: string) => boolean;
  /** Whether the city has the device: a certificate alone lets no stranger in. */
  readonly isKnownDevice: (deviceId: string) => boolean;
  /** For listeners that speak TLS; null where there is none. */
  readonly certificates: ServerCertificates | null;
  /** Whether tokens are taken from other machines without TLS. */
  readonly allowCleartextTokens: boolean;
  /** Whether a payload that has to wait tells of now, and not of a past that was kept back. */
  readonly isLive: IsLive;
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
  readonly spare: SpareCapacity;
  readonly waitingBytes = new WaitingBytes();
  readonly refusals: RefusalReports;
  readonly #quotas = new Map<string, DeviceQuota>();
  readonly #signInPaces = new Map<string, SignInPace>();
  readonly #refusalPace = new RefusalPace();

  constructor(settings: BrokerSettings, deps: BrokerDeps, counts: BrokerCounts, sessions: DeviceSessions) {
    this.settings = settings;
    this.deps = deps;
    this.counts = counts;
    this.sessions = sessions;
    this.spare = new SpareCapacity(settings, this.monotonic);
    this.refusals = new RefusalReports({ ...deps, monotonic: this.monotonic });
  }

  /** The same for all connections of a device. Devices are few and known, so none is ever dropped. */
  quotaOf(deviceId: string): DeviceQuota {
    const known = this.#quotas.get(deviceId);
    if (known !== undefined) return known;
    const quota = new DeviceQuota(this.settings, this.monotonic());
    this.#quotas.set(deviceId, quota);
    return quota;
  }

  /** Judges how often a device signs in, once its right to is known. */
  paceSignIn(deviceId: string): SignInPaceResult {
    const known = this.#signInPaces.get(deviceId);
    const pace = known ?? new SignInPace(this.settings);
    if (known === undefined) this.#signInPaces.set(deviceId, pace);
    const now = this.monotonic();
    const result = pace.judge(now, this.#heardMsAgo(deviceId, now));
    const trouble = result === "accepted" ? pace.trouble() : null;
    if (trouble !== null) this.refusals.report(deviceId, trouble);
    return result;
  }

  refuse(connection: MqttConnection, reason: PacketRefusal): void {
    this.#countRefusal(connection, reason);
    connection.close("refused");
  }

  /** Answers a subscription with 0x80; the connection stays. */
  refuseFilter(connection: MqttConnection): void {
    this.#countRefusal(connection, "filter_not_allowed");
  }

  /** @param claimedId the device that the client says it is; empty where it says nothing that could be one */
  refuseSignIn(connection: MqttConnection, reason: SignInRefusal, claimedId: string): void {
    this.counts.signIns[reason]++;
    this.refusals.report(claimedId, reason);
    const afterMs = this.#refusalPace.delayMs(this.monotonic());
    connection.refuseConnect(connackCodes[reason], { reason: "sign_in_refused", afterMs });
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

  #countRefusal(connection: MqttConnection, reason: PacketRefusal): void {
    this.counts.refusals[reason]++;
    this.refusals.report(connection.device?.id ?? "", reason);
  }

  /** When a device's connection was last heard; null where it has none. One that is kept from being read counts as heard. */
  #heardMsAgo(deviceId: string, now: number): number | null {
    const connection = this.connectionsByDevice.get(deviceId);
    if (connection === undefined || connection.conn.destroyed) return null;
    return connection.reading.isHeld ? 0 : now - connection.heardAt;
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
