import type { ClientRequest, IncomingMessage } from "node:http";
import type { Clock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { AttemptReason } from "../domain/governance/delivery.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { attemptTexts } from "../locales/webhooks.ts";
import { reasonOfStatus, retryAfterMs } from "./classify-answer.ts";
import type { RefusedAnswer } from "./formats/webhook-format.ts";
import type { WebhooksSettings } from "./settings.ts";

/** How one attempt ended. What the other side said stands in `detail` as it is; `retryAfterMs` is the receiver's wish, capped. */
export interface EndpointAnswer {
  readonly reason: AttemptReason;
  readonly status: number | null;
  readonly detail: BilingualText;
  readonly retryAfterMs: number | null;
}

/** Most that an answer may take, in time and bytes, and most that it may ask to wait. */
export type AnswerLimits = Pick<WebhooksSettings, "timeoutMs" | "maxAnswerBytes" | "maxRetryAfterMs">;

export interface ExchangeParts {
  readonly url: URL;
  readonly body: string;
  /** Ends the exchange early. */
  readonly signal: AbortSignal;
  /** Begins a request, its body not yet sent. @param isFresh true for a connection of its own, not a kept one */
  open(isFresh: boolean): ClientRequest;
  /** How an answer of 2xx refuses all the same; null where none does. */
  readonly refusalIn: ((answer: string) => RefusedAnswer | null) | null;
  readonly limits: AnswerLimits;
  readonly clock: Clock;
}

/** Once the status is here the attempt is decided; this long the words of the answer may still take. */
const wordsWaitMs = 1_000;
const maxDetailLength = 200;

/** One request and its answer. Decided once: what comes in afterwards changes nothing. */
export class Exchange {
  readonly #parts: ExchangeParts;
  readonly #outcome = Promise.withResolvers<EndpointAnswer>();
  readonly #abort = (): void => {
    this.#end(() => this.#outcome.reject(this.#parts.signal.reason));
    this.#current?.destroy();
  };
  #current: ClientRequest | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
  }

  /** Call it once. @throws the signal's reason when it aborts, and what `open` throws */
  run(): Promise<EndpointAnswer> {
    const { signal, limits } = this.#parts;
    this.#timer = setTimeout(() => {
      this.#fail("timeout", fill(attemptTexts["no-answer"], { ms: limits.timeoutMs }));
      this.#current?.destroy();
    }, limits.timeoutMs);
    signal.addEventListener("abort", this.#abort);
    try {
      this.#attempt(false);
    } catch (error) {
      this.#end(() => this.#outcome.reject(error));
    }
    return this.#outcome.promise;
  }

  #attempt(isFresh: boolean): void {
    const outgoing = this.#parts.open(isFresh);
    this.#current = outgoing;
    outgoing.on("response", (incoming) => this.#receive(incoming));
    outgoing.on("error", (error) => {
      if (this.#isOver) return;
      // A kept connection that the receiver closed at this very moment says nothing about the receiver.
      if (outgoing.reusedSocket && !isFresh && isClosedConnection(error)) return this.#attempt(true);
      this.#fail(isRefusal(error) ? "refused_target" : "connection_failed", errorWords(error));
    });
    outgoing.on("close", () => {
      if (this.#current === outgoing) this.#fail("connection_failed", attemptTexts.closed);
    });
    outgoing.end(this.#parts.body);
  }

  #receive(incoming: IncomingMessage): void {
    const { limits, clock, url, refusalIn } = this.#parts;
    const status = incoming.statusCode ?? 0;
    const reason = reasonOfStatus(status);
    const wish = retryAfterMs(incoming.headers["retry-after"], clock(), limits.maxRetryAfterMs);
    const decide = (words: string): void => {
      if (this.#isOver) return;
      const said = words === "" ? "" : fill(attemptTexts.said, { words });
      const detail = shortened(fill(attemptTexts.answered, { status, said }), url);
      this.#answer({ reason, status, detail, retryAfterMs: reason === "accepted" ? null : wish });
    };
    if (reason === "accepted" && refusalIn !== null) {
      readWords(incoming, limits.maxAnswerBytes, (words) => this.#answer(read(words, status, refusalIn, url)));
      return;
    }
    // Nothing in the words could change an acceptance, so the next of the subject need not wait for them.
    if (reason === "accepted") decide("");
    readWords(incoming, limits.maxAnswerBytes, decide);
  }

  /** Ends it without an answer of the receiver. */
  #fail(reason: AttemptReason, words: BilingualText): void {
    this.#answer({ reason, status: null, detail: shortened(words, this.#parts.url), retryAfterMs: null });
  }

  #answer(answer: EndpointAnswer): void {
    this.#end(() => this.#outcome.resolve(answer));
  }

  #end(settle: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#parts.signal.removeEventListener("abort", this.#abort);
    settle();
  }
}

/** An answer of 2xx whose words say whether it accepts. */
function read(
  words: string,
  status: number,
  refusalIn: (answer: string) => RefusedAnswer | null,
  url: URL,
): EndpointAnswer {
  const refused = refusalIn(words);
  const said = refused === null ? "" : fill(attemptTexts.said, { words: refused.detail });
  const detail = shortened(fill(attemptTexts.answered, { status, said }), url);
  return { reason: refused?.reason ?? "accepted", status, detail, retryAfterMs: null };
}

/** Reads the answer's body up to a limit of bytes and time, then drops the connection rather than drain it. */
function readWords(incoming: IncomingMessage, maxBytes: number, done: (words: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const finish = (isComplete: boolean): void => {
    clearTimeout(timer);
    done(Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8").trim());
    if (!isComplete) incoming.destroy();
  };
  const timer = setTimeout(() => finish(false), wordsWaitMs);
  timer.unref();
  incoming.on("data", (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size > maxBytes) finish(false);
  });
  incoming.on("end", () => finish(true));
  incoming.on("error", () => finish(false));
  incoming.on("close", () => finish(true));
}

function shortened({ zh, en }: BilingualText, url: URL): BilingualText {
  return { zh: shortenedText(zh, url), en: shortenedText(en, url) };
}

function shortenedText(words: string, url: URL): string {
  // A receiver may repeat our URL, and some carry a key in its path or query.
  const unkeyed = url.search.length > 1 ? words.replaceAll(url.search, "?…") : words;
  const safe = url.pathname.length > 1 ? unkeyed.replaceAll(url.pathname, "/…") : unkeyed;
  return safe
    .slice(0, 4 * maxDetailLength)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .slice(0, maxDetailLength)
    .toWellFormed();
}

function isRefusal(error: unknown): boolean {
  return error instanceof HubError && error.code === "webhooks.target_refused";
}

function isClosedConnection(error: NodeJS.ErrnoException): boolean {
  return error.code === "ECONNRESET" || error.code === "EPIPE";
}
