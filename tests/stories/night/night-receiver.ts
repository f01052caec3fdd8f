import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";

/** A CloudEvent as it came in. */
export interface Received {
  readonly id: string;
  /** `case.opened`. */
  readonly type: string;
  readonly subject: string;
}

/** A receiver of webhooks that may be down, on the clock of the night: its signatures are of that time, not of ours. */
export class NightReceiver {
  readonly received: Received[] = [];
  isDown = false;
  readonly #key: Webhook;
  readonly #server: Server;

  constructor(secret: string) {
    this.#key = new Webhook(secret);
    this.#server = createServer(async (request, response) => {
      const body = await text(request);
      const { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": signature } = request.headers;
      const wanted = this.#key.sign(String(id), new Date(Number(seconds) * 1_000), body);
      const status = this.isDown ? 503 : signature === wanted ? 200 : 401;
      if (status === 200 && !this.received.some((known) => known.id === id)) this.#keep(body);
      response.writeHead(status).end();
    });
  }

  /** @returns the URL to give as an endpoint's */
  async start(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, "127.0.0.1", listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/events`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /** Types of what came about one thing, in order. */
  typesOf(subject: string): readonly string[] {
    return this.received.filter((each) => each.subject === subject).map(({ type }) => type);
  }

  #keep(body: string): void {
    const { id, type, subject } = JSON.parse(body) as Received;
    this.received.push({ id, subject, type: type.replace(/^cn\.guanlan\.(.*)\.v1$/, "$1") });
  }
}
