import { isoInstant } from "../../domain/time/iso-instant.ts";
import { wantedTexts } from "../../locales/api.ts";
import { fill } from "../../locales/fill.ts";
import { HttpProblem } from "./http-problem.ts";

export interface HistorySpan {
  readonly from: number;
  readonly to: number;
}

interface HistorySpanQuery {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** @throws {HttpProblem} `api.bad_request` when the span is empty or runs backwards */
export function spanOf(asked: HistorySpanQuery, now: number, usualMs: number): HistorySpan {
  const to = asked.to ?? now;
  const from = asked.from ?? to - usualMs;
  if (from >= to) {
    const wanted = fill(wantedTexts["before-to"], { to: isoInstant(to) });
    throw new HttpProblem("api.bad_request", [{ in: "query", field: "from", wanted, got: isoInstant(from) }]);
  }
  return { from, to };
}
