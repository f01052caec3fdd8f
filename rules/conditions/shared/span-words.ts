import { hourMs, minuteMs } from "../../../domain/clock.ts";
import type { BilingualText } from "../../../domain/text.ts";

/** A length of time as titles say it: whole hours in hours, all else in minutes. */
export function spanWords(ms: number): BilingualText {
  const hours = ms / hourMs;
  if (Number.isInteger(hours)) return { zh: `${hours}小时`, en: `${hours} h` };
  const minutes = Math.round((ms / minuteMs) * 10) / 10;
  return { zh: `${minutes}分钟`, en: `${minutes} min` };
}
