import { STATUS_CODES } from "node:http";
import type { Refusal } from "../../domain/governance/refusal.ts";
import type { BilingualText, Language } from "../../domain/text.ts";
import { fill, inLanguage } from "../../locales/fill.ts";
import { sharedTexts } from "../../locales/shared.ts";
import { type ProblemCode, problemMessage } from "../problem-messages.ts";

/** One value that is not what was wanted. */
export interface WrongField {
  readonly in: "query" | "path" | "body" | "header";
  /** Name or dotted path of it; empty for the whole. */
  readonly field: string;
  readonly wanted: BilingualText;
  /** As it came, shortened; in both languages where it is said in words. */
  readonly got: BilingualText | string;
}

/** Where a value was sent. */
export type SentAt = Pick<WrongField, "in" | "field">;

/** Thrown by hooks and handlers to answer with a problem. */
export class HttpProblem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly statusCode: number;
  readonly wrong: readonly WrongField[];
  /** Why what was asked has no effect; null but for `api.refused` and `api.changed_since`. */
  readonly refusal: Refusal | null;
  readonly detail: BilingualText;

  /** @param detail in place of what all problems of the code say */
  constructor(
    code: ProblemCode,
    wrong: readonly WrongField[] = [],
    refusal: Refusal | null = null,
    detail: BilingualText = refusal?.words ?? problemMessage(code).detail,
  ) {
    super(detail.en);
    this.code = code;
    this.statusCode = problemMessage(code).status;
    this.wrong = wrong;
    this.refusal = refusal;
    this.detail = detail;
  }
}

/** Seconds a client should wait after a 503. */
export const retryAfterS = 5;

export const problemType = "application/problem+json; charset=utf-8";

/**
 * Body of a problem answer.
 *
 * @see RFC 9457
 */
export function problemBody({ code, wrong, refusal, detail }: HttpProblem, language: Language): string {
  const { status, title } = problemMessage(code);
  return JSON.stringify({
    type: `urn:guanlan:problem:${code}`,
    title: title[language],
    status,
    detail: detail[language],
    code,
    ...(refusal === null ? {} : { refusal: refusal.code }),
    ...(wrong.length === 0 ? {} : { errors: wrong.map((each) => wrongFieldIn(each, language)) }),
  });
}

function wrongFieldIn({ wanted, got, ...place }: WrongField, language: Language) {
  return { ...place, wanted: wanted[language], got: inLanguage(got, language) };
}

/** A whole HTTP answer, for sockets on which no request could be read. */
export function rawProblem(code: ProblemCode): string {
  const { status } = problemMessage(code);
  const body = problemBody(new HttpProblem(code), "en");
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "X-Content-Type-Options: nosniff",
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}

/** The value as words of at most 80 characters, for the `got` of a problem. */
export function truncatedJson(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    text = typeof value;
  }
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** @param what what the id should be of */
export function unknownId(place: WrongField["in"], field: string, got: string, what: BilingualText): HttpProblem {
  const wanted = fill(sharedTexts["id-of"], { what });
  return new HttpProblem("api.unknown_id", [{ in: place, field, wanted, got: truncatedJson(got) }]);
}
