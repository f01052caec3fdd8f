import { connect, type Socket } from "node:net";
import { generate, parser } from "mqtt-packet";
import type { Message, Misbehaviour, Moment } from "./misbehaviours.ts";

export interface FieldDeviceOptions {
  readonly port: number;
  readonly id: string;
  readonly token: string;
  readonly misbehaviour: Misbehaviour;
}

const reconnectMs = 200;
const twinEveryTicks = 7;

/** A device in the field: keeps what was not acknowledged and sends it again with DUP, whatever else it does wrong. */
export class FieldDevice {
  /** Depths whose PUBACK came in, cm as sent. */
  readonly acknowledged: number[] = [];
  readonly #options: FieldDeviceOptions;
  readonly #waiting = new Map<number, Message>();
  #socket: Socket | null = null;
  #isSignedIn = false;
  #nextId = 1;
  #isEnded = false;

  constructor(options: FieldDeviceOptions) {
    this.#options = options;
    this.#connect();
  }

  report(moment: Moment): void {
    const { misbehaviour } = this.#options;
    for (const message of misbehaviour.report(moment)) this.#publish(message);
    if (misbehaviour.hasTwin === true && moment.tick % twinEveryTicks === 3) this.#signInTwin();
    if (misbehaviour.reconnects === true && this.#waiting.size === 0) this.#socket?.end();
  }

  get isDone(): boolean {
    return [...this.#waiting.values()].every(({ retain }) => retain === true);
  }

  end(): void {
    this.#isEnded = true;
    this.#socket?.destroy();
  }

  #publish(message: Message): void {
    const messageId = this.#nextId;
    this.#nextId = (this.#nextId % 65_535) + 1;
    this.#waiting.set(messageId, message);
    if (!this.#isSignedIn) return;
    this.#send(messageId, message, false);
    if (message.isCut === true) this.#socket?.end();
  }

  #send(messageId: number, { payload, retain }: Message, dup: boolean): void {
    const topic = `v1/devices/${this.#options.id}/readings`;
    // A retained publish is refused however often it comes: a real device gives it up.
    if (retain === true) this.#waiting.delete(messageId);
    this.#socket?.write(generate({ cmd: "publish", topic, payload, qos: 1, dup, retain: retain === true, messageId }));
  }

  #connect(): void {
    if (this.#isEnded) return;
    const socket = this.#open();
    this.#socket = socket;
    const incoming = parser();
    incoming.on("packet", (packet) => {
      if (packet.cmd === "connack" && packet.returnCode === 0) this.#resume();
      if (packet.cmd === "puback") this.#settle(packet.messageId ?? 0);
    });
    socket.on("data", (bytes: Buffer) => incoming.parse(bytes));
    socket.on("close", () => {
      this.#isSignedIn = false;
      setTimeout(() => this.#connect(), reconnectMs);
    });
  }

  #resume(): void {
    this.#isSignedIn = true;
    for (const [messageId, message] of this.#waiting) this.#send(messageId, message, true);
  }

  #settle(messageId: number): void {
    const message = this.#waiting.get(messageId);
    if (message === undefined) return;
    this.#waiting.delete(messageId);
    this.acknowledged.push(...message.kept);
    if (this.#options.misbehaviour.reconnects === true && this.#waiting.size === 0) this.#socket?.end();
  }

  /** Another box that somebody gave the same id and token. It says nothing and goes. */
  #signInTwin(): void {
    const twin = this.#open();
    twin.on("data", () => setTimeout(() => twin.destroy(), reconnectMs / 2));
  }

  #open(): Socket {
    const { port, id, token } = this.#options;
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.on("error", () => {});
    socket.on("connect", () => {
      const password = Buffer.from(token);
      const common = { protocolId: "MQTT", protocolVersion: 4, clean: true, keepalive: 60 } as const;
      socket.write(generate({ cmd: "connect", ...common, clientId: id, username: id, password }));
    });
    return socket;
  }
}
