import { connect, type Socket } from "node:net";
import { generate } from "mqtt-packet";
import type { PublishSlots } from "./publish-slots.ts";
import type { LoadDevice } from "./run-load.ts";
import { SlotWindow } from "./slot-window.ts";

export interface LoadListener {
  /** Once for each data event with PUBACKs in it. `sentAt` holds, slot by slot, when each was sent. */
  acknowledged(connection: LoadConnection, slots: Uint16Array, count: number, sentAt: Float64Array): void;
  /** `inFlight` publishes went down with it: nobody will acknowledge them. */
  lost(why: string, inFlight: number): void;
}

/** Connections share it: a data event is over before the next begins. */
const readBuffer = Buffer.alloc(65_536);
const ackedSlots = new Uint16Array(65_536 / 4 + 1);

export interface LoadConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly device: LoadDevice;
  readonly slots: PublishSlots;
  /** Publishes in flight at most. */
  readonly window: number;
  readonly listener: LoadListener;
}

/** Signs a device in. @throws {Error} what kept it from signing in */
export function openLoadConnection(options: LoadConnectionOptions): Promise<LoadConnection> {
  return new LoadConnection(options).signedIn;
}

/**
 * A device of the load: sends slots, hears PUBACKs. Raw TCP with the least there can be between it and the broker. Only
 * CONNACK and PUBACK are understood, four bytes each; anything else ends the connection with its first byte as the
 * reason.
 */
export class LoadConnection {
  readonly #slots: PublishSlots;
  readonly #listener: LoadListener;
  readonly #window: SlotWindow;
  readonly #socket: Socket;
  readonly #signIn = Promise.withResolvers<LoadConnection>();
  /** The packet that is coming in. */
  readonly #packet = new Uint8Array(4);
  #packetLength = 0;
  #isSignedIn = false;
  #isClosed = false;

  constructor({ host, port, device, slots, window, listener }: LoadConnectionOptions) {
    this.#slots = slots;
    this.#listener = listener;
    this.#window = new SlotWindow(window);
    const onread = { buffer: readBuffer, callback: (length: number) => this.#receive(length) };
    this.#socket = connect({ host, port, noDelay: true, onread });
    this.#socket.on("error", (error: NodeJS.ErrnoException) => this.#fail(error.code ?? error.message));
    this.#socket.on("close", () => this.#fail("closed by the broker"));
    this.#socket.write(connectPacket(device));
  }

  get signedIn(): Promise<LoadConnection> {
    return this.#signIn.promise;
  }

  /** Slots that may go out. */
  get free(): number {
    return this.#isClosed ? 0 : this.#window.free;
  }

  /** Sends up to `most` free slots in as few writes as it can; returns how many. */
  send(most: number, nowMs: number, wallClock: number): number {
    if (this.#isClosed) return 0;
    return this.#window.send(most, nowMs, (first, count) => {
      this.#socket.write(this.#slots.fill(first, count, wallClock));
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#socket.end(Buffer.from([0xe0, 0x00]));
  }

  /** Reads `length` bytes of the shared buffer. @returns whether to read on */
  #receive(length: number): boolean {
    let acked = 0;
    let fault: string | null = null;
    for (let i = 0; i < length && fault === null; i++) {
      this.#packet[this.#packetLength++] = readBuffer[i]!;
      if (this.#packetLength < 4) continue;
      this.#packetLength = 0;
      const slot = this.#packet[2]! * 256 + this.#packet[3]! - 1;
      if (this.#packet[0] === 0x40 && this.#window.acknowledge(slot)) ackedSlots[acked++] = slot;
      else if (!this.#accepts(this.#packet)) fault = faultOf(this.#packet);
    }
    // Before the connection may fail, so that what it had in flight is written off without these.
    if (acked > 0) this.#listener.acknowledged(this, ackedSlots, acked, this.#window.sentAt);
    if (fault !== null) this.#fail(fault);
    return fault === null;
  }

  /** True for the CONNACK that signs it in. */
  #accepts(packet: Uint8Array): boolean {
    if (packet[0] !== 0x20 || packet[3] !== 0 || this.#isSignedIn) return false;
    this.#isSignedIn = true;
    this.#signIn.resolve(this);
    return true;
  }

  #fail(why: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.destroy();
    if (this.#isSignedIn) this.#listener.lost(why, this.#window.size - this.#window.free);
    else this.#signIn.reject(new Error(why));
  }
}

function connectPacket(device: LoadDevice): Buffer {
  return generate({
    cmd: "connect",
    protocolId: "MQTT",
    protocolVersion: 4,
    clean: true,
    clientId: device.id,
    keepalive: 300,
    username: device.id,
    password: Buffer.from(device.token),
  });
}

function faultOf(packet: Uint8Array): string {
  if (packet[0] === 0x20) return `refused with CONNACK ${packet[3]}`;
  return packet[0] === 0x40 ? "PUBACK for nothing in flight" : `unexpected packet ${packet.join(" ")}`;
}
