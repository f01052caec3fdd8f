import { hourMs, minuteMs } from "../../../domain/clock.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { fill } from "../../../locales/fill.ts";
import { conditionTexts } from "../../../locales/rules/conditions.ts";

/** A length of time as titles say it: whole hours in hours, all else in minutes. */
export function spanWords(ms: number): BilingualText {
  const hours = ms / hourMs;
  if (Number.isInteger(hours)) return fill(conditionTexts["span.hours"], { hours });
  const minutes = Math.round((ms / minuteMs) * 10) / 10;
  return fill(conditionTexts["span.minutes"], { minutes });
}
