import { type ClientRequest, Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";
import { type Clock, systemClock } from "../domain/clock.ts";
import type { Admission, TargetGuard } from "./endpoints/targets.ts";
import { type AnswerLimits, type EndpointAnswer, Exchange } from "./exchange.ts";
import type { SignedRequest } from "./formats/sign.ts";
import type { RefusedAnswer } from "./formats/webhook-format.ts";

export interface SendRequest {
  readonly url: string;
  readonly headers: SignedRequest["headers"];
  readonly contentType: string;
  readonly body: string;
  /** How an answer of 2xx refuses all the same; null or left out where none does. */
  readonly refusalIn?: ((answer: string) => RefusedAnswer | null) | null;
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
  readonly settings: AnswerLimits;
  readonly guard: TargetGuard;
  readonly clock?: Clock;
}

type Target = Extract<Admission, { ok: true }>;

/** Connections that are kept between requests. */
interface KeptAgents {
  readonly plain: PlainAgent;
  readonly tls: TlsAgent;
}

export function createSender({ settings, guard, clock = systemClock }: SenderOptions): Sender {
  const agents: KeptAgents = { plain: new PlainAgent({ keepAlive: true }), tls: new TlsAgent({ keepAlive: true }) };
  return {
    async send(request) {
      const { signal, body, refusalIn = null } = request;
      signal.throwIfAborted();
      const target = guard.admit(request.url);
      if (!target.ok) return { reason: "refused_target", status: null, detail: target.detail, retryAfterMs: null };
      const open = (isFresh: boolean) => openRequest(target, request, isFresh ? null : agents);
      return new Exchange({ url: target.url, body, signal, open, refusalIn, limits: settings, clock }).run();
    },
    close() {
      agents.plain.destroy();
      agents.tls.destroy();
    },
  };
}

/** @param agents null for a connection of its own */
function openRequest(target: Target, request: SendRequest, agents: KeptAgents | null): ClientRequest {
  const isTls = target.url.protocol === "https:";
  return (isTls ? tlsRequest : plainRequest)(target.url, {
    method: "POST",
    agent: agents === null ? false : isTls ? agents.tls : agents.plain,
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
