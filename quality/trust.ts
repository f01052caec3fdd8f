import { minuteMs } from "../domain/clock.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { qualityTexts } from "../locales/quality.ts";

/** What spoke for a doubtful observation. */
export type Trust =
  | { readonly by: "rain"; readonly mm: number }
  | { readonly by: "neighbour"; readonly change: number; readonly unit: string }
  | { readonly by: "next-reading"; readonly change: number; readonly unit: string }
  /** The interval passed and nothing spoke against it. */
  | { readonly by: "time"; readonly waitedMs: number };

/** Why a doubtful observation was believed, for the alarm it raised. */
export function trustWords(trust: Trust): BilingualText {
  switch (trust.by) {
    case "rain":
      return fill(qualityTexts["trust.rain"], { mm: shown(trust.mm) });
    case "neighbour":
      return fill(qualityTexts["trust.neighbour"], { change: shown(trust.change), unit: trust.unit });
    case "next-reading":
      return fill(qualityTexts["trust.next-reading"], { change: shown(trust.change), unit: trust.unit });
    case "time":
      return fill(qualityTexts["trust.time"], { minutes: minutes(trust.waitedMs) });
  }
}

function shown(value: number): string {
  return String(Number(value.toFixed(2)));
}

function minutes(ms: number): string {
  return String(Number((ms / minuteMs).toFixed(1)));
}
