import { type ClientRequest, type IncomingMessage, Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";
import { type Clock, systemClock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { AttemptReason } from "../domain/governance/delivery.ts";
import { reasonOfStatus, retryAfterMs } from "./classify-answer.ts";
import type { Admission, TargetGuard } from "./endpoints/targets.ts";
import type { SignatureHeaders } from "./formats/sign.ts";
import type { WebhooksSettings } from "./settings.ts";

/** How one attempt ended. `detail` is kept as it stands: what the other side or the network said, else English; `retryAfterMs` is the receiver's wish, capped. */
export interface EndpointAnswer {
  readonly reason: AttemptReason;
  readonly status: number | null;
  readonly detail: string;
  readonly retryAfterMs: number | null;
}

export interface SendRequest {
  readonly url: string;
  readonly headers: SignatureHeaders;
  readonly contentType: string;
  readonly body: string;
  /** Ends the attempt early; `send` then rejects. */
  readonly signal: AbortSignal;
}

/** Makes single attempts. Never follows a redirect, never waits longer than the time-out, never throws for the network. */
export interface Sender {
  /** @throws the signal's reason when it aborts, and nothing else */
  send(request: SendRequest): Promise<EndpointAnswer>;
  /** Closes kept connections. */
  close(): void;
}

export interface SenderOptions {
  readonly settings: Pick<WebhooksSettings, "timeoutMs" | "maxAnswerBytes" | "maxRetryAfterMs">;
  readonly guard: TargetGuard;
  readonly clock?: Clock;
}

/** Once the status is here the attempt is decided; this long the words of the answer may still take. */
const wordsWaitMs = 1_000;
const maxDetailLength = 200;

export function createSender({ settings, guard, clock = systemClock }: SenderOptions): Sender {
  const plainAgent = new PlainAgent({ keepAlive: true });
  const tlsAgent = new TlsAgent({ keepAlive: true });

  function open(target: Extract<Admission, { ok: true }>, request: SendRequest, isFresh: boolean): ClientRequest {
    const isTls = target.url.protocol === "https:";
    return (isTls ? tlsRequest : plainRequest)(target.url, {
      method: "POST",
      agent: isFresh ? false : isTls ? tlsAgent : plainAgent,
      lookup: target.lookup,
      headers: {
        ...request.headers,
        "content-type": request.contentType,
        "content-length": Buffer.byteLength(request.body),
        "accept-encoding": "identity",
        "user-agent": "guanlan",
      },
    });
  }

  function exchange(target: Extract<Admission, { ok: true }>, request: SendRequest): Promise<EndpointAnswer> {
    return new Promise((resolve, reject) => {
      let current: ClientRequest | undefined;
      let isOver = false;
      const over = (finish: () => void): void => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        request.signal.removeEventListener("abort", abort);
        finish();
      };
      const answer = (reason: AttemptReason, detail: string): void =>
        over(() => resolve({ reason, status: null, detail: shortened(detail, target.url), retryAfterMs: null }));
      const abort = (): void => {
        over(() => reject(request.signal.reason));
        current?.destroy();
      };
      const timer = setTimeout(() => {
        answer("timeout", `no answer within ${settings.timeoutMs} ms`);
        current?.destroy();
      }, settings.timeoutMs);
      request.signal.addEventListener("abort", abort);

      const run = (isFresh: boolean): void => {
        const outgoing = open(target, request, isFresh);
        current = outgoing;
        outgoing.on("response", (incoming) => {
          const status = incoming.statusCode ?? 0;
          const reason = reasonOfStatus(status);
          const wish = retryAfterMs(incoming.headers["retry-after"], clock(), settings.maxRetryAfterMs);
          const decide = (words: string): void =>
            over(() => {
              const detail = shortened(`answered ${status}${words === "" ? "" : `: ${words}`}`, target.url);
              resolve({ reason, status, detail, retryAfterMs: reason === "accepted" ? null : wish });
            });
          // Nothing in the words could change an acceptance, so the next of the subject need not wait for them.
          if (reason === "accepted") decide("");
          readWords(incoming, settings.maxAnswerBytes, decide);
        });
        outgoing.on("error", (error) => {
          if (isOver) return;
          // A kept connection that the receiver closed at this very moment says nothing about the receiver.
          if (outgoing.reusedSocket && !isFresh && isClosedConnection(error)) return run(true);
          answer(isRefusal(error) ? "refused_target" : "connection_failed", wordsOf(error));
        });
        outgoing.on("close", () => {
          if (current === outgoing) answer("connection_failed", "connection closed without an answer");
        });
        outgoing.end(request.body);
      };
      run(false);
    });
  }

  return {
    async send(request) {
      request.signal.throwIfAborted();
      const target = guard.admit(request.url);
      if (!target.ok) return { reason: "refused_target", status: null, detail: target.detail.en, retryAfterMs: null };
      return exchange(target, request);
    },
    close() {
      plainAgent.destroy();
      tlsAgent.destroy();
    },
  };
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

function shortened(words: string, url: URL): string {
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

/** An error of several addresses tried at once has no message of its own. */
function wordsOf(error: Error & { readonly code?: string }): string {
  return error.message === "" ? (error.code ?? error.name) : error.message;
}
