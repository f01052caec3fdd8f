import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { readerToken } from "../support/in-memory-api-ports.ts";
import type { RunningApi } from "./start-api.ts";

export interface SseMessage {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** A client of a live stream on a connection of its own. */
export class SseClient {
  readonly messages: SseMessage[] = [];
  readonly comments: string[] = [];
  status = 0;
  headers: IncomingMessage["headers"] = {};
  isClosed = false;
  readonly #request: ClientRequest;
  #held = "";

  constructor(running: Pick<RunningApi, "host" | "port">, query = "", lastEventId?: string, token = readerToken) {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (lastEventId !== undefined) headers["last-event-id"] = lastEventId;
    const { host, port } = running;
    this.#request = request({ host, port, path: `/api/v1/stream${query}`, headers, agent: false });
    this.#request.on("response", (response) => this.#read(response));
    this.#request.on("error", () => {
      this.isClosed = true;
    });
    this.#request.end();
  }

  get lastId(): string | undefined {
    return this.messages.at(-1)?.id;
  }

  of(event: string): readonly SseMessage[] {
    return this.messages.filter((message) => message.event === event);
  }

  drop(): void {
    this.#request.destroy();
  }

  #read(response: IncomingMessage): void {
    this.status = response.statusCode ?? 0;
    this.headers = response.headers;
    response.setEncoding("utf8");
    response.on("data", (text: string) => {
      this.#held += text;
      const blocks = this.#held.split("\n\n");
      this.#held = blocks.pop() ?? "";
      for (const block of blocks) this.#take(block);
    });
    response.on("error", () => {});
    response.on("close", () => {
      this.isClosed = true;
    });
  }

  #take(block: string): void {
    if (block.startsWith(":")) {
      this.comments.push(block);
      return;
    }
    const fields = Object.fromEntries(
      block.split("\n").map((line): [string, string] => {
        const at = line.indexOf(": ");
        return [line.slice(0, at), line.slice(at + 2)];
      }),
    );
    if (fields.event === undefined) return;
    this.messages.push({ id: fields.id ?? "", event: fields.event, data: JSON.parse(fields.data ?? "null") });
  }
}
