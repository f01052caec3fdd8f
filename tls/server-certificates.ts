import { randomBytes } from "node:crypto";
import type { Server, TlsOptions } from "node:tls";
import type { Clock } from "../domain/clock.ts";
import type { HubError } from "../domain/errors.ts";
import type { Log } from "../domain/log.ts";
import { type CertificateBundle, readCertificates } from "./certificate-files.ts";
import type { DeviceTrust, ServerCertificates } from "./ports.ts";
import type { TlsSettings } from "./settings.ts";
import { keepTicketKeys, type TicketKeys, ticketKeysLiveMs } from "./ticket-keys.ts";

export interface CertificateParts {
  readonly folder: string;
  readonly settings: Pick<TlsSettings, "minVersion" | "reloadCheckMs">;
  readonly log: Log;
  readonly clock: Clock;
}

/** A session may be resumed for so long after its last full handshake, s. */
const sessionTimeoutS = 86_400;

/** What is known of the hub's certificate. */
export interface CertificateStatus {
  /** ms since 1970. */
  readonly expiresAt: number;
  /** Why the files that are there now are not used; null when they are. */
  readonly failure: HubError["words"] | null;
}

/** The hub's certificates, kept up to date with their files while it runs. */
export class RunningCertificates implements ServerCertificates {
  readonly #parts: CertificateParts;
  readonly #servers = new Set<Server>();
  readonly #trustListeners: ((trust: DeviceTrust) => void)[] = [];
  #bundle: CertificateBundle;
  #tickets: TicketKeys;
  #failure: HubError | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** @throws {HubError} `tls.file_unreadable`, `tls.not_usable` */
  constructor(parts: CertificateParts) {
    this.#parts = parts;
    this.#bundle = readCertificates(parts.folder);
    this.#tickets = this.#keepTickets();
  }

  status(): CertificateStatus {
    return { expiresAt: this.#bundle.expiresAt, failure: this.#failure?.words ?? null };
  }

  options(asksClients: boolean): TlsOptions {
    return {
      ...this.#context(),
      minVersion: this.#parts.settings.minVersion,
      // Tokens and certificates are alternatives: whoever shows none signs in with a token, and a wrong one is refused at sign-in.
      requestCert: asksClients && this.#bundle.deviceAuthority !== null,
      rejectUnauthorized: false,
      sessionTimeout: sessionTimeoutS,
      // Made of the command line by default, so that another start could not resume.
      sessionIdContext: "guanlan",
    };
  }

  renewIn(server: Server): void {
    this.#servers.add(server);
    server.once("close", () => this.#servers.delete(server));
  }

  onTrustChange(listener: (trust: DeviceTrust) => void): void {
    this.#trustListeners.push(listener);
  }

  start(): void {
    this.#timer = setInterval(() => this.checkNow(), this.#parts.settings.reloadCheckMs);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Looks at the files now. What cannot be used leaves the old in place, said once. */
  checkNow(): void {
    const { folder, log, clock } = this.#parts;
    try {
      const bundle = readCertificates(folder, this.#bundle);
      this.#failure = null;
      const isNew = bundle !== this.#bundle;
      if (!isNew && clock() - this.#tickets.madeAt < ticketKeysLiveMs) return;
      const before = this.#bundle;
      this.#bundle = bundle;
      this.#tickets = this.#keepTickets();
      for (const server of this.#servers) this.#renew(server);
      if (bundle.trustDigest !== before.trustDigest) void this.#announceTrust(before.deviceAuthority, bundle);
      if (isNew) log.info({ expiresAt: new Date(bundle.expiresAt).toISOString() }, "a new certificate took over");
    } catch (error) {
      if (this.#failure === null) log.error({ err: error }, "new certificates cannot be used; the old ones stay");
      this.#failure = error as HubError;
    }
  }

  async #announceTrust(
    authorityBefore: string | null,
    { deviceAuthority, deviceRevocations }: CertificateBundle,
  ): Promise<void> {
    // X.509 is loaded where a list is read: most hubs never have one.
    const { normalSerial, revokedSerials } = await import("./revoked-serials.ts");
    const revoked = revokedSerials(deviceRevocations);
    const isSameAuthority = deviceAuthority === authorityBefore;
    const trust: DeviceTrust = { isTrusted: (serial) => isSameAuthority && !revoked.has(normalSerial(serial)) };
    for (const listener of this.#trustListeners) listener(trust);
  }

  #renew(server: Server): void {
    server.setSecureContext({
      ...this.#context(),
      minVersion: this.#parts.settings.minVersion,
      sessionIdContext: "guanlan",
    });
    server.setTicketKeys(this.#tickets.keys);
  }

  #context(): TlsOptions {
    const { certificate, key, deviceAuthority, deviceRevocations } = this.#bundle;
    return {
      cert: certificate,
      key,
      ticketKeys: this.#tickets.keys,
      ...(deviceAuthority === null ? {} : { ca: deviceAuthority }),
      ...(deviceRevocations === null ? {} : { crl: deviceRevocations }),
    };
  }

  #keepTickets(): TicketKeys {
    const { folder, clock } = this.#parts;
    return keepTicketKeys(folder, this.#bundle.trustDigest, { now: clock(), random: randomBytes });
  }
}
