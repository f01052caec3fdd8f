import { minuteMs } from "../../domain/clock.ts";
import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { shortNumber } from "../../locales/format/amounts.ts";
import { faultNames, scoreReportTexts, scoreRowTexts, truthEventNames } from "../../locales/score/report.ts";
import type { FaultKind } from "../../simulators/fleet/fault.ts";
import type { Failure } from "../metrics/answer-kinds.ts";
import type { Part } from "../metrics/criteria.ts";

const names: Readonly<Record<FaultKind, BilingualText>> = faultNames;

/** `-0.5 min`; `-` for none. */
export function minutesText(ms: number | null): BilingualText {
  if (ms === null) return sameInBoth("-");
  return fill(scoreReportTexts.minutes, { count: minutesOf(ms) });
}

/** Minutes to tenths; `-` for none. */
export function minutesOf(ms: number | null): string {
  return ms === null ? "-" : shortNumber(ms / minuteMs, 1);
}

/** What people call an event of the truth; its own word where it has no name. */
export function eventWords(event: string): BilingualText {
  const known: Readonly<Record<string, BilingualText>> = truthEventNames;
  return known[event] ?? sameInBoth(event);
}

/** `3/4`; `-` where there was nothing of the kind. */
export function partOf({ of, done }: Part): string {
  return of === 0 ? "-" : `${done}/${of}`;
}

/** Names of faults one after the other; that there was none, for none. */
export function faultWords(faults: readonly FaultKind[]): BilingualText {
  if (faults.length === 0) return scoreRowTexts["by-hub"];
  const words = faults.map((fault) => names[fault]);
  return { zh: enumerated(words.map(({ zh }) => zh)).zh, en: enumerated(words.map(({ en }) => en)).en };
}

/** Why something was late or missed. */
export function causeWords({ cause, faults }: Failure): BilingualText {
  switch (cause) {
    case "blind":
      return fill(scoreRowTexts["cause-blind"], { faults: faultWords(faults) });
    case "milder":
      return scoreRowTexts["cause-milder"];
    case "unexplained":
      return scoreRowTexts["cause-unexplained"];
  }
}
