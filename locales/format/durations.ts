import type { Texts } from "../fill.ts";

/** How long something lasted. */
export const durationTexts = {
  days: { zh: "{n}天", en: "{n} d" },
  hours: { zh: "{n}小时", en: "{n} h" },
  minutes: { zh: "{n}分钟", en: "{n} min" },
  seconds: { zh: "{n}秒", en: "{n} s" },
} as const satisfies Texts;
