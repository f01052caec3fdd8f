import type { Texts } from "../fill.ts";

/** Spans of time in one unit each, as they stand beside a clock. */
export const spanTexts = {
  ms: { zh: "{count} 毫秒", en: "{count} ms" },
  s: { zh: "{count} 秒", en: "{count} s" },
  min: { zh: "{count} 分", en: "{count} min" },
  h: { zh: "{count} 小时", en: "{count} h" },
  d: { zh: "{count} 天", en: "{count} d" },
  ago: { zh: "{span}前", en: "{span} ago" },
} as const satisfies Texts;
