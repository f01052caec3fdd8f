import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { influxTexts } from "../../locales/store/influx.ts";

/** What became of one write, and thus what to do; described for operators in docs/influx.md. */
export type WriteOutcome =
  | { readonly kind: "accepted" }
  /** Some line is at fault; `dropped` is how many the server says it left out, null where it does not say. */
  | { readonly kind: "refused"; readonly words: string; readonly dropped: number | null }
  | { readonly kind: "too_large"; readonly words: string }
  /** The hub itself is refused, or what answers is no InfluxDB: somebody must mend it, and nothing may be given up. */
  | { readonly kind: "misconfigured"; readonly words: BilingualText }
  | { readonly kind: "busy"; readonly words: BilingualText; readonly retryAfterMs: number | null }
  /** Nobody knows whether the lines are in: the same bytes again. */
  | { readonly kind: "unknown"; readonly words: BilingualText };

export interface WriteAnswer {
  readonly status: number;
  readonly words: string;
  /** The header as it came. */
  readonly retryAfter: string | null;
}

/** Longest wait that a server may ask for. */
const maxRetryAfterMs = 900_000;
const maxWords = 500;

/** @see docs/influx.md "What becomes of a batch" */
export function outcomeOfAnswer({ status, words: body, retryAfter }: WriteAnswer): WriteOutcome {
  const words = `${status} ${wordsIn(body).slice(0, maxWords)}`.trim();
  switch (status) {
    case 204:
      return { kind: "accepted" };
    case 400:
    case 422:
      return { kind: "refused", words, dropped: droppedIn(body) };
    case 413:
      return { kind: "too_large", words };
    case 408:
      return { kind: "unknown", words: asSaid(words) };
    case 429:
      return { kind: "busy", words: asSaid(words), retryAfterMs: waitIn(retryAfter) };
    default:
      return status >= 500
        ? { kind: "busy", words: asSaid(words), retryAfterMs: waitIn(retryAfter) }
        : { kind: "misconfigured", words: fill(influxTexts["wanted-204"], { words }) };
  }
}

/** No answer came: refused, reset, cut off or timed out. */
export function outcomeOfFailure(error: unknown): WriteOutcome {
  if (error instanceof LateAnswer) return { kind: "unknown", words: error.words };
  const words = error instanceof Error ? error.message : String(error);
  const code = (error as { readonly code?: unknown } | null)?.code;
  // Several addresses tried in vain give an error without words of its own.
  if (words === "" && (code === undefined || code === null))
    return { kind: "unknown", words: influxTexts["no-answer"] };
  return { kind: "unknown", words: asSaid((words === "" ? String(code) : words).slice(0, maxWords)) };
}

/** The answer did not come in time. */
export class LateAnswer extends Error {
  readonly words: BilingualText;

  constructor(timeoutMs: number) {
    const words = fill(influxTexts["no-answer-within"], { ms: timeoutMs });
    super(words.en);
    this.words = words;
  }
}

/** What a server or the network said, which is the same in both languages. */
export function asSaid(words: string): BilingualText {
  return { zh: words, en: words };
}

/** 1.x says `{"error": …}`, 2.x `{"code": …, "message": …}`. */
function wordsIn(body: string): string {
  try {
    const { error, message } = JSON.parse(body) as { readonly error?: unknown; readonly message?: unknown };
    const found = message ?? error;
    if (typeof found === "string") return found;
  } catch {
    // Not JSON: a proxy, or an older server's plain text.
  }
  return body.trim();
}

/** The count stands at the end, behind words that may quote a whole line. */
function droppedIn(words: string): number | null {
  const found = [...words.matchAll(/dropped=(\d+)/g)].at(-1)?.[1];
  return found === undefined ? null : Number(found);
}

/** Seconds, or a date. */
function waitIn(retryAfter: string | null): number | null {
  if (retryAfter === null || retryAfter.trim() === "") return null;
  const seconds = Number(retryAfter);
  const waitMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 0), maxRetryAfterMs) : null;
}
