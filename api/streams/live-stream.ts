import type { ServerResponse } from "node:http";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { StateQueries } from "../../store/ports.ts";
import { isOfEvents, type StreamTopic, wantsEvent } from "../schemas/stream.ts";
import type { Scope } from "../scope/scope.ts";
import { formatPosition, type StreamPosition } from "./position.ts";
import { eventBody, sseBody } from "./sse.ts";

export interface LiveStreamOptions {
  readonly response: ServerResponse;
  readonly topics: ReadonlySet<StreamTopic>;
  /** Where the client left off; null for a new one, which begins now. */
  readonly position: StreamPosition | null;
  readonly maxBufferBytes: number;
  readonly heartbeatMs: number;
  readonly state: Pick<StateQueries, "eventsAfter" | "lastEventSeq">;
  /** What the client may see. */
  readonly scope: Pick<Scope, "shown" | "fields" | "city" | "latest" | "suppression" | "isWholeCity">;
  lastJournalSeq(): number;
  /** Asked at every heartbeat, and when accounts or tokens have changed: what no longer holds ends the stream. */
  isStillAuthorized(): Promise<boolean>;
  onClose(why: StreamCloseReason): void;
}

/** Why a stream is over; also the metric label. */
export type StreamCloseReason = "gone" | "slow" | "revoked" | "stopping" | "failed";

/** Events read from the store at once while catching up. */
const replayPage = 100;

/**
 * One client's stream: first the events it missed, from the store, then live. The hand-over leaves no gap and sends
 * nothing twice, because the stream hears of commits from the start, and goes live only in a turn in which the store
 * has given everything it has heard of.
 */
export class LiveStream {
  readonly #options: LiveStreamOptions;
  #eventSeq = 0;
  #journalSeq = 0;
  /** Newest event heard of while catching up. */
  #newestAnnounced = 0;
  #isLive = false;
  #closed: StreamCloseReason | null = null;
  #beatIsUnsent = false;
  #heartbeat: NodeJS.Timeout | null = null;

  constructor(options: LiveStreamOptions) {
    this.#options = options;
  }

  /** Sends headers, then what was missed; returns at once. */
  start(): void {
    const { response, heartbeatMs } = this.#options;
    response.on("close", () => this.#end("gone"));
    // A write to a client that has just left is its "close", not our error.
    response.on("error", () => this.#end("gone"));
    response.socket?.setTimeout(0);
    response.socket?.setNoDelay(true);
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    });
    response.write("retry: 2000\n\n");
    this.#heartbeat = setInterval(() => void this.#beat().catch(() => this.close("failed")), heartbeatMs);
    this.#catchUp().catch(() => this.close("failed"));
  }

  get scope(): LiveStreamOptions["scope"] {
    return this.#options.scope;
  }

  get topics(): ReadonlySet<StreamTopic> {
    return this.#options.topics;
  }

  /** @param body made by `eventBody`; null for an event that this client may not see */
  sendEvent({ eventSeq, type }: Pick<StoredEvent, "eventSeq" | "type">, body: string | null): void {
    this.#newestAnnounced = Math.max(this.#newestAnnounced, eventSeq);
    if (!this.#isLive || eventSeq <= this.#eventSeq || !isOfEvents(this.#options.topics)) return;
    this.#eventSeq = eventSeq;
    if (body !== null && wantsEvent(this.topics, type)) this.#sendLive(body);
  }

  /** Sends what is of this moment alone, and is not sent again to whoever comes back. */
  sendNow(topic: StreamTopic, body: string): void {
    if (this.#isLive && this.topics.has(topic)) this.#sendLive(body);
  }

  sendObservations(bodies: readonly string[], journalSeq: number): void {
    if (!this.#isLive || !this.#options.topics.has("observations")) return;
    this.#journalSeq = Math.max(this.#journalSeq, journalSeq);
    for (const body of bodies) this.#sendLive(body);
  }

  close(why: StreamCloseReason): void {
    if (this.#closed !== null) return;
    const { response } = this.#options;
    this.#end(why);
    // What a slow client has not read is dropped with its connection; it resumes from its last id.
    if (why === "slow") response.destroy();
    else response.end();
  }

  /** Ends the stream where its token no longer holds. */
  async checkToken(): Promise<void> {
    if (!(await this.#options.isStillAuthorized())) this.close("revoked");
  }

  async #catchUp(): Promise<void> {
    const { state, position, topics } = this.#options;
    const last = await state.lastEventSeq();
    this.#eventSeq = Math.min(position?.eventSeq ?? last, last);
    this.#journalSeq = position?.journalSeq ?? this.#options.lastJournalSeq();
    if (isOfEvents(topics)) {
      if (position !== null && position.eventSeq > last) this.#send(unknownPosition);
      await this.#replay();
    }
    if (this.#closed !== null) return;
    // No await from the last check of the replay to here: nothing can be committed unheard between them.
    this.#goLive();
  }

  async #replay(): Promise<void> {
    const { state, response } = this.#options;
    for (;;) {
      const events = await state.eventsAfter(this.#eventSeq, replayPage);
      for (const event of events) {
        if (this.#closed !== null) return;
        this.#eventSeq = event.eventSeq;
        const shown = wantsEvent(this.topics, event.type) ? this.scope.shown(event) : null;
        if (shown === null) continue;
        this.#send(eventBody(shown));
        if (response.writableNeedDrain) await drained(response);
      }
      if (this.#closed !== null) return;
      if (events.length === replayPage || this.#newestAnnounced > this.#eventSeq) {
        if (events.length === 0) throw new Error("the store lacks an event it announced");
        continue;
      }
      return;
    }
  }

  #goLive(): void {
    const newest = this.#options.lastJournalSeq();
    if (this.#options.topics.has("observations") && this.#journalSeq !== newest) {
      const missed = { topic: "observations", reason: "not_replayed", afterJournalSeq: this.#journalSeq };
      this.#journalSeq = newest;
      this.#send(sseBody("gap", JSON.stringify({ ...missed, upToJournalSeq: newest })));
    }
    this.#isLive = true;
    this.#send(sseBody("ready", "{}"));
  }

  #send(body: string): void {
    const id = formatPosition({ eventSeq: this.#eventSeq, journalSeq: this.#journalSeq });
    this.#options.response.write(`id: ${id}\n${body}`);
  }

  #sendLive(body: string): void {
    if (this.#closed !== null) return;
    this.#send(body);
    if (this.#options.response.writableLength > this.#options.maxBufferBytes) this.close("slow");
  }

  async #beat(): Promise<void> {
    await this.checkToken();
    if (this.#closed !== null) return;
    if (this.#beatIsUnsent) {
      this.close("slow");
      return;
    }
    this.#beatIsUnsent = true;
    this.#options.response.write(": beat\n\n", () => {
      this.#beatIsUnsent = false;
    });
  }

  #end(why: StreamCloseReason): void {
    if (this.#closed !== null) return;
    this.#closed = why;
    this.#isLive = false;
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat);
    this.#options.onClose(why);
  }
}

const unknownPosition = sseBody("gap", '{"topic":"events","reason":"unknown_position"}');

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off("drain", settle);
      response.off("close", settle);
      resolve();
    };
    response.on("drain", settle);
    response.on("close", settle);
    if (response.destroyed) settle();
  });
}
