import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import type { Duplex } from "node:stream";
import { generate, type IConnectPacket, type Packet, parser } from "mqtt-packet";
import { createWebSocketStream, WebSocket } from "ws";
import type { ListenerAddress } from "../../broker/listeners/listener.ts";
import { until } from "../support/until.ts";

/** How a client reaches the broker. */
export type Transport = "tcp" | "ws";

export type ConnectOptions = Partial<Omit<IConnectPacket, "cmd" | "password">> & {
  readonly password?: string | Buffer;
};

/** A client that says whatever bytes it is told to, over a real socket, and remembers what came back. */
export class RawClient {
  readonly received: Packet[] = [];
  isClosed = false;
  readonly conn: Duplex;

  constructor(conn: Duplex, options: { readonly reads?: boolean } = {}) {
    this.conn = conn;
    const reader = parser({ protocolVersion: 4 });
    reader.on("packet", (packet: Packet) => this.received.push(packet));
    reader.on("error", () => conn.destroy());
    if (options.reads !== false) conn.on("data", (chunk: Buffer) => reader.parse(chunk));
    conn.on("error", () => conn.destroy());
    conn.on("end", () => conn.destroy());
    conn.once("close", () => {
      this.isClosed = true;
    });
  }

  write(...bytes: readonly (Buffer | readonly number[])[]): void {
    if (!this.conn.destroyed) this.conn.write(Buffer.concat(bytes.map((part) => Buffer.from(part))));
  }

  send(...packets: readonly Packet[]): void {
    this.write(...packets.map((packet) => generate(packet)));
  }

  /** Signs in and waits for CONNACK. @returns its return code, or null when the connection was closed without one */
  async signIn(clientId: string, options: ConnectOptions = {}): Promise<number | null> {
    this.send(connectPacket(clientId, options));
    await this.answered("connack");
    const connack = this.first("connack");
    return connack?.cmd === "connack" ? (connack.returnCode ?? null) : null;
  }

  /** Waits for a packet of this type, or for the connection to close. */
  async answered(cmd: Packet["cmd"], count = 1): Promise<boolean> {
    await until(`${count} ${cmd}`, () => this.isClosed || this.count(cmd) >= count);
    return this.count(cmd) >= count;
  }

  async closed(): Promise<void> {
    await until("the connection to close", () => this.isClosed);
  }

  count(cmd: Packet["cmd"]): number {
    return this.received.filter((packet) => packet.cmd === cmd).length;
  }

  first(cmd: Packet["cmd"]): Packet | undefined {
    return this.received.find((packet) => packet.cmd === cmd);
  }

  /** True while the broker answers: a PINGREQ comes back. */
  async isServed(): Promise<boolean> {
    const before = this.count("pingresp");
    this.send({ cmd: "pingreq" });
    return this.answered("pingresp", before + 1);
  }

  end(): void {
    this.conn.destroy();
  }
}

export async function openRaw(
  at: ListenerAddress,
  transport: Transport = "tcp",
  options: { readonly reads?: boolean } = {},
): Promise<RawClient> {
  return new RawClient(await openStream(at, transport), options);
}

export function connectPacket(clientId: string, { password, ...options }: ConnectOptions = {}): IConnectPacket {
  return {
    cmd: "connect",
    protocolId: "MQTT",
    protocolVersion: 4,
    clean: true,
    keepalive: 60,
    clientId,
    ...(password === undefined ? {} : { username: clientId, password: Buffer.from(password) }),
    ...options,
  };
}

export function publishPacket(
  topic: string,
  payload: string | Buffer = "{}",
  qos: 0 | 1 | 2 = 1,
  messageId = 1,
): Packet {
  return { cmd: "publish", topic, payload, qos, dup: false, retain: false, ...(qos > 0 ? { messageId } : {}) };
}

async function openStream(at: ListenerAddress, transport: Transport): Promise<Duplex> {
  if (transport === "tcp") {
    const socket = connectTcp({ host: at.host, port: at.port, noDelay: true });
    await once(socket, "connect");
    return socket;
  }
  const webSocket = new WebSocket(`ws://${at.host}:${at.port}`, "mqtt", { perMessageDeflate: false });
  await once(webSocket, "open");
  return createWebSocketStream(webSocket);
}
