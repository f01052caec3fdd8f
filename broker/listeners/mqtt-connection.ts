import type { Duplex } from "node:stream";
import type { PublishPacket } from "aedes";
import type { DeviceId } from "../../domain/ids.ts";
import type { AedesClient, PublishDone } from "../aedes-internals.ts";
import type { ConnectionCloseReason } from "../broker-counts.ts";
import type { WillPacket } from "../packets/packet-fault.ts";
import type { PublishQueue } from "../publish/publish-queue.ts";
import type { Publisher, PublishRoute } from "../topics.ts";
import type { Peer } from "./peer.ts";
import { SocketReading } from "./socket-reading.ts";

/** A publish that is allowed, with where it goes and how Aedes hears the end of it. */
export interface PublishJob {
  readonly packet: PublishPacket;
  readonly route: PublishRoute;
  readonly callback: PublishDone;
}

/** What a connection knows of the device behind it. */
export interface SignedInDevice extends Publisher {
  readonly id: DeviceId;
  /** Our clock, ms since 1970. */
  readonly signedInAt: number;
  readonly publishQueue: PublishQueue<PublishJob>;
  /** Topic of its last publish and where that went: devices publish on one topic. */
  lastTopic: string;
  lastRoute: PublishRoute;
}

/** How a CONNECT is refused: the answer may wait. */
export interface RefusedConnect {
  readonly reason: ConnectionCloseReason;
  readonly afterMs: number;
}

/** How long a connection that was sent why it is refused may stay open, ms. */
const hangUpMs = 500;

/** One connection from accept to close. `device` is null until sign-in has succeeded, and that is what every hook asks. */
export class MqttConnection {
  device: SignedInDevice | null = null;
  hasConnected = false;
  closeReason: ConnectionCloseReason | null = null;
  will: WillPacket | null = null;
  readonly client: AedesClient;
  readonly conn: Duplex;
  readonly peer: Peer;
  readonly reading: SocketReading;
  /** When anything was last read of it, monotonic ms. */
  heardAt = 0;
  #hangUpTimer: NodeJS.Timeout | null = null;

  constructor(client: AedesClient, peer: Peer) {
    this.client = client;
    this.peer = peer;
    this.conn = client.conn;
    this.reading = new SocketReading(client);
  }

  /** Ends the connection; the first reason stands. */
  close(reason: ConnectionCloseReason): void {
    this.closeReason ??= reason;
    this.device?.publishQueue.close();
    this.client.close();
    this.conn.destroy();
  }

  /**
   * Answers CONNECT with a return code and hangs up. The socket is read on into nothing for a moment: closing it with
   * bytes unread resets it, and a small TCP stack then throws the code away. [MQTT-3.2.2-5]
   */
  refuseConnect(returnCode: number, { reason, afterMs }: RefusedConnect): void {
    this.closeReason ??= reason;
    this.stopReading();
    this.#hangUpTimer = setTimeout(() => {
      this.conn.end(connack(returnCode));
      this.conn.resume();
      this.#hangUpTimer = setTimeout(() => this.conn.destroy(), hangUpMs);
    }, afterMs);
  }

  /** Lets no further packet reach Aedes. */
  stopReading(): void {
    this.client.pause();
    this.client._parser.removeAllListeners("packet");
    this.conn.removeAllListeners("readable");
  }

  /** To be called once the connection has closed. */
  release(): void {
    this.device?.publishQueue.close();
    if (this.#hangUpTimer !== null) clearTimeout(this.#hangUpTimer);
  }
}

/** CONNACK of MQTT 3.1.1, no session present. */
export function connack(returnCode: number): Buffer {
  return Buffer.from([0x20, 0x02, 0x00, returnCode]);
}
