import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { type Clock, minuteMs, secondMs } from "../domain/clock.ts";
import { openEvent } from "../examples/receiver.ts";

/** How the platform takes one request. All but `ok` play a bad day of the receiver. */
export type Behaviour =
  | { readonly kind: "ok" }
  /** Answers as `ok` after a wait. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Never answers. */
  | { readonly kind: "hang" }
  /** Any status, such as 400, 410, 429 with Retry-After, 500. Nothing is taken in. */
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: string; readonly body?: string }
  | { readonly kind: "redirect"; readonly to: string }
  /** Status at once, then a body that never ends: a chunk as soon as the last one is out, or every `everyMs`. */
  | { readonly kind: "endless-body"; readonly status: number; readonly everyMs?: number }
  /** Takes the event in, then resets the connection instead of answering. */
  | { readonly kind: "reset-after-body" }
  /** Closes the connection before reading. */
  | { readonly kind: "close" };

/** An event taken in for the first time. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  /** The whole CloudEvent. */
  readonly event: Readonly<Record<string, unknown>>;
  readonly receivedAt: number;
}

export interface DispatchPlatformOptions {
  /** Secrets it accepts: one, or two during rotation. */
  readonly secrets: readonly string[];
  /** Asked for each request, counted from 1; `ok` when left out. */
  readonly behaviour?: (request: { readonly count: number; readonly id: string }) => Behaviour;
  readonly onReceived?: (received: ReceivedEvent) => void;
  /** Of a hub that has a clock of its own: signatures have to be of its time. That of the machine where left out. */
  readonly clock?: Clock;
  /** Ids remembered to find duplicates; the oldest is forgotten. */
  readonly maxRememberedIds?: number;
  readonly host?: string;
  readonly port?: number;
}

const maxBodyBytes = 1_048_576;
/** A signature may be so much older or younger than now, as Standard Webhooks has it. */
const toleranceMs = 5 * minuteMs;
const ok: Behaviour = { kind: "ok" };

/** A fresh secret for a hub and its platform. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** A dispatch platform as one should be built: verifies, remembers ids, answers quickly. For demonstration and tests. */
export class DispatchPlatform {
  readonly #options: DispatchPlatformOptions;
  readonly #keys: readonly Webhook[];
  readonly #server: Server;
  /** In order of arrival, so that the first is the oldest. */
  readonly #ids = new Set<string>();
  readonly #received: ReceivedEvent[] = [];
  #behaviour: (request: { readonly count: number; readonly id: string }) => Behaviour;
  #requests = 0;
  #duplicates = 0;
  #refused = 0;
  #bytesWritten = 0;

  constructor(options: DispatchPlatformOptions) {
    this.#options = options;
    this.#keys = options.secrets.map((secret) => new Webhook(secret));
    this.#behaviour = options.behaviour ?? (() => ok);
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  /** @returns the URL to give as an endpoint's */
  async start(): Promise<string> {
    const { host = "127.0.0.1", port = 0 } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, resolve);
    });
    return `http://${host}:${this.port}/events`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Events taken in, each id once; the oldest are dropped beyond `maxRememberedIds`. */
  get received(): readonly ReceivedEvent[] {
    return this.#received;
  }

  /** Requests of any kind; those with an id seen before; those with a bad signature; bytes of endless bodies. */
  get counts(): { requests: number; duplicates: number; refused: number; bytesWritten: number } {
    return {
      requests: this.#requests,
      duplicates: this.#duplicates,
      refused: this.#refused,
      bytesWritten: this.#bytesWritten,
    };
  }

  /** Changes how requests are taken from now on. */
  setBehaviour(behaviour: Behaviour | ((request: { readonly count: number; readonly id: string }) => Behaviour)): void {
    this.#behaviour = typeof behaviour === "function" ? behaviour : () => behaviour;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#requests += 1;
    const id = String(request.headers["webhook-id"] ?? "");
    const behaviour = this.#behaviour({ count: this.#requests, id });
    if (behaviour.kind === "close") return void request.socket.destroy();
    const body = await bodyOf(request);
    switch (behaviour.kind) {
      case "ok":
        return this.#receive(request, body, response);
      case "slow":
        setTimeout(() => this.#receive(request, body, response), behaviour.ms).unref();
        return;
      case "hang":
        return;
      case "status":
        if (behaviour.retryAfter !== undefined) response.setHeader("retry-after", behaviour.retryAfter);
        response.writeHead(behaviour.status).end(behaviour.body ?? "");
        return;
      case "redirect":
        response.writeHead(302, { location: behaviour.to }).end();
        return;
      case "endless-body":
        response.writeHead(behaviour.status, { "content-type": "text/plain" });
        return this.#pour(response, behaviour.everyMs);
      case "reset-after-body":
        this.#recordVerified(request, body);
        request.socket.resetAndDestroy();
    }
  }

  #receive(request: IncomingMessage, body: string, response: ServerResponse): void {
    const result = request.method === "POST" ? this.#recordVerified(request, body) : "refused";
    if (result === "refused") answer(response, 401, { error: "wanted a POST with a good signature" });
    else answer(response, 200, { received: true, duplicate: result === "duplicate" });
  }

  /** Verifies first, then looks at the id: an unsigned request must not make us forget or remember anything. */
  #recordVerified(request: IncomingMessage, body: string): "new" | "duplicate" | "refused" {
    const event = this.#open(request, body);
    if (event === null) {
      this.#refused += 1;
      return "refused";
    }
    const id = String(request.headers["webhook-id"]);
    if (this.#ids.has(id)) {
      this.#duplicates += 1;
      return "duplicate";
    }
    this.#remember(id);
    const received: ReceivedEvent = {
      id,
      type: String(event.type),
      subject: String(event.subject),
      event: { ...event },
      receivedAt: (this.#options.clock ?? Date.now)(),
    };
    this.#received.push(received);
    if (this.#received.length > this.#maxRemembered) this.#received.shift();
    this.#options.onReceived?.(received);
    return "new";
  }

  #open({ headers }: IncomingMessage, body: string): Readonly<Record<string, unknown>> | null {
    const { clock } = this.#options;
    if (clock === undefined) {
      const event = openEvent(this.#keys, headers, body);
      return event === null ? null : { ...event };
    }
    const { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": signatures } = headers;
    const signedAt = Number(seconds) * secondMs;
    if (!(Math.abs(clock() - signedAt) <= toleranceMs)) return null;
    const given = String(signatures).split(" ");
    const isSigned = this.#keys.some((key) => given.includes(key.sign(String(id), new Date(signedAt), body)));
    return isSigned ? (JSON.parse(body) as Readonly<Record<string, unknown>>) : null;
  }

  #remember(id: string): void {
    this.#ids.add(id);
    if (this.#ids.size <= this.#maxRemembered) return;
    const [oldest] = this.#ids;
    if (oldest !== undefined) this.#ids.delete(oldest);
  }

  get #maxRemembered(): number {
    return this.#options.maxRememberedIds ?? 10_000;
  }

  #pour(response: ServerResponse, everyMs: number | undefined): void {
    const chunk = Buffer.alloc(everyMs === undefined ? 65_536 : 1, "x");
    const next = (): void => {
      if (response.destroyed) return;
      response.write(chunk, () => {
        this.#bytesWritten += chunk.length;
        if (everyMs === undefined) setImmediate(next);
        else setTimeout(next, everyMs).unref();
      });
    };
    next();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Error(`wanted at most ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
