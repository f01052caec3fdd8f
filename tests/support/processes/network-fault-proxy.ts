import { type AddressInfo, createServer, type Server, Socket } from "node:net";

/**
 * What a gate does to those who come through: `open` lets them, `silent` takes them in and never says a word, `reset`
 * cuts them off in the middle of what they say, `mute` passes on what they say and keeps the answer, `closed` refuses.
 */
export type NetworkFault = "open" | "silent" | "reset" | "mute" | "closed";

/** A TCP gate before a server, to make it fail in every way a network does. */
export class NetworkFaultProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #target: () => number;
  readonly #sockets = new Set<Socket>();
  #mode: NetworkFault = "open";

  private constructor(server: Server, target: () => number) {
    this.#server = server;
    this.#target = target;
    this.port = (server.address() as AddressInfo).port;
    server.on("connection", (socket) => this.#take(socket));
  }

  /** @param target port on loopback that the gate leads to */
  static async before(target: () => number): Promise<NetworkFaultProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new NetworkFaultProxy(server, target);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Whoever is inside is cut off, so that the new mode holds for everybody. */
  turn(mode: NetworkFault): void {
    this.#mode = mode;
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.turn("closed");
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(socket: Socket): void {
    socket.on("error", () => undefined);
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    switch (this.#mode) {
      case "closed":
        socket.resetAndDestroy();
        break;
      case "silent":
        socket.resume();
        break;
      case "reset":
        socket.once("data", () => socket.resetAndDestroy());
        break;
      case "mute":
      case "open":
        this.#pass(socket, this.#mode === "open");
    }
  }

  #pass(socket: Socket, withAnswers: boolean): void {
    const beyond = new Socket();
    beyond.on("error", () => socket.destroy());
    beyond.connect(this.#target(), "127.0.0.1");
    socket.pipe(beyond);
    if (withAnswers) beyond.pipe(socket);
    else beyond.resume();
    socket.once("close", () => beyond.destroy());
    beyond.once("close", () => socket.destroy());
  }
}
