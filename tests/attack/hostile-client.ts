import { connect, type Socket } from "node:net";
import { generate, type Packet } from "mqtt-packet";

/** A client that sends what it likes: packets, bytes, floods. Whatever the hub does to it is well. */
export class HostileClient {
  readonly socket: Socket;
  #received = 0;
  #lastWritten: Promise<void> = Promise.resolve();

  readonly #closed: Promise<void>;

  constructor(port: number) {
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#closed = new Promise((resolve) => {
      this.socket.once("close", () => resolve());
    });
    this.socket.on("error", () => {});
    this.socket.on("data", (bytes) => {
      this.#received += bytes.length;
    });
  }

  /** Bytes that came back. */
  get received(): number {
    return this.#received;
  }

  get isOpen(): boolean {
    return this.socket.readyState === "open";
  }

  /** Bytes written that the operating system has not taken yet. */
  get unsent(): number {
    return this.socket.writableLength;
  }

  get isClosed(): boolean {
    return this.socket.destroyed || this.socket.closed;
  }

  send(packet: Packet): void {
    this.sendBytes(generate(packet));
  }

  sendBytes(bytes: Uint8Array): void {
    if (this.isClosed) return;
    this.#lastWritten = new Promise((resolve) => {
      this.socket.write(bytes, () => resolve());
    });
  }

  signIn(deviceId: string, token: string, keepalive = 60): void {
    this.send({
      ...{ cmd: "connect", protocolId: "MQTT", protocolVersion: 4, clean: true, keepalive },
      ...{ clientId: deviceId, username: deviceId, password: Buffer.from(token) },
    });
  }

  publish(topic: string, payload: string, messageId: number): void {
    this.send({ cmd: "publish", topic, payload, qos: 1, dup: false, retain: false, messageId });
  }

  /** Resolves once what was written is with the operating system, or the connection has gone. */
  async drained(): Promise<void> {
    if (!this.isClosed) await Promise.race([this.#lastWritten, this.#closed]);
  }

  end(): void {
    this.socket.destroy();
  }
}
