import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { HubError } from "../../domain/errors.ts";
import type { Log } from "../../domain/log.ts";
import { wantedTexts } from "../../locales/api.ts";
import type { App } from "../app.ts";
import { contentLanguageOf } from "../content-language.ts";
import type { ProblemCode } from "../problem-messages.ts";
import { HttpProblem, problemBody, problemType, rawProblem, retryAfterS, truncatedJson } from "./http-problem.ts";

/** Every error leaves as problem+json; only what is the hub's own fault is logged. */
export function answerProblems(app: App, log: Log): void {
  app.setNotFoundHandler(() => {
    throw new HttpProblem("api.not_found");
  });
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, log));
}

/** Also for errors Fastify meets before any route, such as an address that cannot be decoded. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  const problem = problemFor(error, request);
  if (problem.code === "api.internal") {
    log.error({ err: error, method: request.method, route: request.routeOptions.url ?? null }, "API call failed");
  }
  if (problem.statusCode === 503) reply.header("Retry-After", String(retryAfterS));
  const language = contentLanguageOf(request.headers["accept-language"]);
  return reply
    .code(problem.statusCode)
    .header("Content-Language", language)
    .header("Vary", "Accept-Language")
    .header("Content-Type", problemType)
    .send(problemBody(problem, language));
}

/** For sockets on which Node's parser met something that is not a request, or not in time. */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(rawProblem(codeOfClientError(error.code)));
  // Whoever sends on after the refusal is not read any more.
  socket.destroySoon();
}

interface ConnectionError extends Error {
  readonly code?: string;
}

function codeOfClientError(code: string | undefined): ProblemCode {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return "api.request_timeout";
  if (code === "HPE_HEADER_OVERFLOW") return "api.headers_too_large";
  return "api.malformed_http";
}

const byFastifyCode: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_BAD_URL: "api.bad_url",
  FST_ERR_NOT_FOUND: "api.not_found",
  FST_ERR_MAX_PARAM_LENGTH: "api.not_found",
  FST_ERR_CTP_BODY_TOO_LARGE: "api.body_too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "api.wrong_media_type",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "api.malformed_http",
  FST_ERR_CTP_EMPTY_JSON_BODY: "api.bad_json",
  FST_ERR_CTP_INVALID_JSON_BODY: "api.bad_json",
  FST_UNDER_PRESSURE: "api.overloaded",
  FST_ERR_HANDLER_TIMEOUT: "api.unavailable",
};

function problemFor(error: unknown, request: FastifyRequest): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof HubError) return problemOfHubError(error, request);
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = code === undefined ? undefined : byFastifyCode[code];
  if (known !== undefined) return new HttpProblem(known);
  return new HttpProblem(statusCode !== undefined && statusCode < 500 ? "api.malformed_http" : "api.internal");
}

function problemOfHubError(error: HubError, request: FastifyRequest): HttpProblem {
  if (error.code === "store.bad_page") {
    const marks = Object.entries(request.query as object).filter(([name]) => name.startsWith("before"));
    const wanted = wantedTexts["next-of-page"];
    const wrong = marks.map(([field, got]) => ({ in: "query" as const, field, wanted, got: truncatedJson(got) }));
    return new HttpProblem("api.bad_request", wrong);
  }
  return new HttpProblem(error.isRetryable ? "api.unavailable" : "api.internal");
}
