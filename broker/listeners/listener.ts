import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { z } from "zod";
import type { Log } from "../../domain/log.ts";
import type { ServerCertificates } from "../../tls/ports.ts";
import type { BrokerCounts } from "../broker-counts.ts";

/** Where to listen. */
export interface ListenerAddress {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
}

/** What listeners of every kind are given. */
export interface ListenerContext {
  /** Connections at once, over all listeners; see `connectionLimit`. */
  readonly limit: number;
  readonly connectTimeoutMs: number;
  readonly maxFrameBytes: number;
  /** Null where no listener is encrypted. */
  readonly certificates: ServerCertificates | null;
  readonly counts: BrokerCounts;
  readonly log: Log;
  readonly onConnection: (conn: Duplex, request?: IncomingMessage) => void;
}

/** Accepts connections that speak MQTT. */
export interface Listener {
  /** Rejects with the system's error when it cannot be opened, with nothing left open. */
  open(): Promise<ListenerAddress>;
  /** Accepts no more; resolves once every connection is closed. */
  close(): Promise<void>;
}

/** A way in for devices. One of each kind is set by its own group, `broker.<kind>`, and any number in `broker.listeners`. */
export interface ListenerKind {
  readonly kind: string;
  /** Scheme of the address that clients are given, such as `mqtt`. */
  readonly scheme: string;
  readonly description: string;
  /** Whether it speaks TLS, and so needs certificates. */
  readonly isEncrypted: boolean;
  /** Its settings: `listenerGroup` with keys of its own added. */
  readonly group: ReturnType<typeof listenerGroup>;
  /** @param settings what `group` made of the settings */
  create(settings: ListenerAddress, context: ListenerContext): Listener;
}

/** The settings that listeners of every kind have. */
export function listenerGroup(defaults: { readonly isEnabled: boolean; readonly port: number }) {
  return z.strictObject({
    enabled: z.boolean().default(defaults.isEnabled).describe("Whether this listener is opened"),
    host: z.string().default("127.0.0.1").describe("Address the listener binds; loopback until an operator opens it"),
    port: z.number().int().min(0).max(65535).default(defaults.port).describe("TCP port; 0 takes any free one"),
  });
}
