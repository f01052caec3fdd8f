import type { FastifyRequest } from "fastify";
import { wantedTexts } from "../../locales/api.ts";
import type { ApiToken } from "../../store/ports.ts";
import { HttpProblem, truncatedJson } from "./http-problem.ts";

/**
 * The revision that a caller has seen, from `If-Match: "<revision>"`; undefined where any will do.
 *
 * @throws {HttpProblem} `api.bad_request` for another mark
 */
export function ifRevisionOf({ headers }: Pick<FastifyRequest, "headers">): number | undefined {
  const given = headers["if-match"]?.trim();
  if (given === undefined || given === "*") return undefined;
  const found = /^(?:W\/)?"?(\d{1,15})"?$/.exec(given);
  if (found === null) throw wrongHeader("If-Match", wantedTexts["if-match"], given);
  return Number(found[1]);
}

/**
 * Under what an act is entered once, from `Idempotency-Key`: the same key of the same caller is the same act.
 *
 * @throws {HttpProblem} `api.bad_request` for one that is empty, long or not printable
 */
export function onceKeyOf(
  { headers }: Pick<FastifyRequest, "headers">,
  caller: ApiToken | null,
  route: string,
): string | undefined {
  const given = headers["idempotency-key"];
  if (given === undefined) return undefined;
  if (typeof given !== "string" || !/^[\x21-\x7E]{1,200}$/.test(given)) {
    throw wrongHeader("Idempotency-Key", wantedTexts["idempotency-key"], String(given));
  }
  return `api ${caller?.tokenId ?? ""} ${route} ${given}`;
}

function wrongHeader(field: string, wanted: { readonly zh: string; readonly en: string }, got: string): HttpProblem {
  return new HttpProblem("api.bad_request", [{ in: "header", field, wanted, got: truncatedJson(got) }]);
}
