import type { Texts } from "../../fill.ts";

/** The attempts of a delivery one by one. */
export const attemptListTexts = {
  title: { zh: "逐次尝试", en: "Attempts one by one" },
  none: { zh: "还没试过", en: "Not tried yet" },
  "not-kept": { zh: "逐次记录未保存", en: "The single attempts were not kept" },
  took: { zh: "用时 {ms} 毫秒", en: "took {ms} ms" },
  next: { zh: "下次 {at}", en: "next at {at}" },
  "given-up": { zh: "不再尝试", en: "given up" },
} as const satisfies Texts;
