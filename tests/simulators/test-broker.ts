import { createServer, type Server, type Socket } from "node:net";
import { Aedes, type AuthenticateError } from "aedes";

export interface Received {
  readonly deviceId: string;
  readonly topic: string;
  readonly text: string;
  readonly retain: boolean;
}

/** A plain Aedes, without any of the hub's guards. */
export interface TestBroker {
  readonly url: string;
  readonly port: number;
  /** Publishes of clients in the order they came, resent ones included. */
  readonly received: readonly Received[];
  /** Cuts every connection without a word, as a failing network does. */
  cut(): void;
  stop(): Promise<void>;
}

export interface TestBrokerOptions {
  readonly port?: number;
  /** Tokens by device; without it everybody may sign in. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** Called before PUBACK; the publish is acknowledged when it has resolved, and never when it rejects. */
  readonly beforeAck?: (received: Received) => Promise<void>;
}

export async function startTestBroker(options: TestBrokerOptions = {}): Promise<TestBroker> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const aedes = await Aedes.createBroker({
    queueLimit: 200,
    authenticate(client, username, password, done) {
      const isRight = options.tokens === undefined || options.tokens[client.id] === password?.toString();
      if (isRight && username === client.id) return done(null, true);
      done(Object.assign(new Error("no"), { returnCode: 4 }) as AuthenticateError, false);
    },
    authorizePublish(client, packet, done) {
      const text = packet.payload.toString();
      const one = { deviceId: client?.id ?? "", topic: packet.topic, text, retain: packet.retain };
      received.push(one);
      (options.beforeAck?.(one) ?? Promise.resolve()).then(
        () => done(null),
        (error: Error) => done(error),
      );
    },
  });
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    aedes.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    received,
    cut,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
      await new Promise<void>((resolve) => aedes.close(resolve));
    },
  };
}

/** Readings among what was received, arrays taken apart. */
export function readingsIn(
  received: readonly Received[],
): readonly { t: number; values: Record<string, number>; seq: number }[] {
  return received
    .filter(({ topic }) => topic.endsWith("/readings"))
    .flatMap(({ text }) => JSON.parse(text) as { t: number; values: Record<string, number>; seq: number });
}
