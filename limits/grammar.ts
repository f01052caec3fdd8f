import type { LimitClock, TimeLimit } from "../domain/governance/time-limit.ts";

/** How tables of classes write each clock; 小时 and 天 in them mean working time. */
const clockWords: Readonly<Record<string, LimitClock>> = {
  紧急工作时: "urgent-hours",
  工作时: "working-hours",
  小时: "working-hours",
  工作日: "working-days",
  天: "working-days",
  紧急工作日: "calendar-days",
  自然日: "calendar-days",
  "urgent-hours": "urgent-hours",
  "working-hours": "working-hours",
  "working-days": "working-days",
  "calendar-days": "calendar-days",
};

/** Words that a limit may be counted in, as files write them. */
export const limitWords = Object.keys(clockWords);

const mostAmount = 1_000;

/** Reads `2紧急工作时`, `4工作时`, `2 working-days`; null for what is no limit, and for none or more than 1,000 of them. */
export function readLimit(text: string): TimeLimit | null {
  const [, count, word = ""] = /^\s*(\d{1,4}(?:\.\d{1,3})?)\s*(\S+)\s*$/.exec(text) ?? [];
  const clock = clockWords[word];
  const amount = Number(count);
  return clock === undefined || !(amount > 0 && amount <= mostAmount) ? null : { clock, amount };
}
