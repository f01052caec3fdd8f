import type { TimeLimit } from "../domain/governance/time-limit.ts";
import { clockWords } from "../locales/limits/grammar.ts";

const mostAmount = 1_000;

/** Reads `2紧急工作时`, `4工作时`, `2 working-days`; null for what is no limit, and for none or more than 1,000 of them. */
export function readLimit(text: string): TimeLimit | null {
  const [, count, word = ""] = /^\s*(\d{1,4}(?:\.\d{1,3})?)\s*(\S+)\s*$/.exec(text) ?? [];
  const clock = clockWords[word];
  const amount = Number(count);
  return clock === undefined || !(amount > 0 && amount <= mostAmount) ? null : { clock, amount };
}
