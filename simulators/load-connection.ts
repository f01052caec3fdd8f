import { connect, type Socket } from "node:net";
import { generate } from "mqtt-packet";
import type { PublishSlots } from "./publish-slots.ts";
import type { LoadDevice } from "./run-load.ts";

/** A signed-in device of the load: sends slots, hears PUBACKs. */
export interface LoadConnection {
  /** Slots that may go out. */
  readonly free: number;
  /** Sends up to `most` free slots in as few writes as it can; returns how many. */
  send(most: number, nowMs: number, wallClock: number): number;
  close(): void;
}

export interface LoadListener {
  /** Once for each data event with PUBACKs in it. `sentAt` holds, slot by slot, when each was sent. */
  acknowledged(connection: LoadConnection, slots: Uint16Array, count: number, sentAt: Float64Array): void;
  /** `inFlight` publishes went down with it: nobody will acknowledge them. */
  lost(why: string, inFlight: number): void;
}

/** Connections share it: a data event is over before the next begins. */
const readBuffer = Buffer.alloc(65_536);
const ackedSlots = new Uint16Array(65_536 / 4 + 1);

/**
 * Raw TCP with the least there can be between it and the broker. Only CONNACK and PUBACK are understood, four bytes
 * each; anything else ends the connection with its first byte as the reason.
 */
export function openLoadConnection(
  target: { readonly host: string; readonly port: number },
  device: LoadDevice,
  slots: PublishSlots,
  window: number,
  listener: LoadListener,
): Promise<LoadConnection> {
  return new Promise((resolve, reject) => {
    /** Ring of the slots that are free, oldest first: they come back in the order they went, so neighbours stay so. */
    const freeSlots = Uint16Array.from({ length: window }, (_, i) => i);
    let head = 0;
    let free = window;
    const sentAt = new Float64Array(window);
    const isInFlight = new Uint8Array(window);
    const packet = new Uint8Array(4);
    let packetLength = 0;
    let isSignedIn = false;
    let isClosed = false;

    const fail = (why: string) => {
      if (isClosed) return;
      isClosed = true;
      socket.destroy();
      if (isSignedIn) listener.lost(why, window - free);
      else reject(new Error(why));
    };
    const connection: LoadConnection = {
      get free() {
        return isClosed ? 0 : free;
      },
      send(most, nowMs, wallClock) {
        if (isClosed) return 0;
        const sending = Math.min(most, free);
        for (let left = sending; left > 0; ) {
          const first = freeSlots[head]!;
          let run = 1;
          while (run < left && freeSlots[(head + run) % window] === first + run) run++;
          sentAt.fill(nowMs, first, first + run);
          isInFlight.fill(1, first, first + run);
          socket.write(slots.fill(first, run, wallClock));
          head = (head + run) % window;
          left -= run;
        }
        free -= sending;
        return sending;
      },
      close() {
        isClosed = true;
        socket.end(Buffer.from([0xe0, 0x00]));
      },
    };
    const onBytes = (length: number): boolean => {
      let acked = 0;
      let fault: string | null = null;
      for (let i = 0; i < length; i++) {
        packet[packetLength++] = readBuffer[i]!;
        if (packetLength < 4) continue;
        packetLength = 0;
        const slot = packet[2]! * 256 + packet[3]! - 1;
        if (packet[0] === 0x40 && isInFlight[slot] === 1) {
          isInFlight[slot] = 0;
          freeSlots[(head + free) % window] = slot;
          free++;
          ackedSlots[acked++] = slot;
        } else if (packet[0] === 0x20 && packet[3] === 0 && !isSignedIn) {
          isSignedIn = true;
          resolve(connection);
        } else {
          fault = faultOf(packet);
          break;
        }
      }
      // Before the connection may fail, so that what it had in flight is written off without these.
      if (acked > 0) listener.acknowledged(connection, ackedSlots, acked, sentAt);
      if (fault !== null) fail(fault);
      return fault === null;
    };
    const socket: Socket = connect({
      ...target,
      noDelay: true,
      onread: { buffer: readBuffer, callback: onBytes },
    });
    socket.on("error", (error) => fail((error as NodeJS.ErrnoException).code ?? error.message));
    socket.on("close", () => fail("closed by the broker"));
    socket.write(
      generate({
        cmd: "connect",
        protocolId: "MQTT",
        protocolVersion: 4,
        clean: true,
        clientId: device.id,
        keepalive: 300,
        username: device.id,
        password: Buffer.from(device.token),
      }),
    );
  });
}

function faultOf(packet: Uint8Array): string {
  if (packet[0] === 0x20) return `refused with CONNACK ${packet[3]}`;
  return packet[0] === 0x40 ? "PUBACK for nothing in flight" : `unexpected packet ${packet.join(" ")}`;
}
