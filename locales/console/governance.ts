import type { Texts } from "../fill.ts";

/** What the screens of rules, evaluation, ponding places and shifts have in common. */
export const governanceTexts = {
  print: { zh: "打印", en: "Print" },
  printed: { zh: "{name} 打印于 {at}（{zone}）", en: "printed by {name} at {at} ({zone})" },
  send: { zh: "提交", en: "Send" },
  reason: { zh: "原因", en: "Why" },
  back: { zh: "返回", en: "Back" },
  none: { zh: "无", en: "none" },
  "left-out": { zh: "另有 {count} 项未列出", en: "{count} more are not listed" },
  unknown: { zh: "不明", en: "not known" },
  "choose-first": { zh: "请先选一项", en: "Choose one first" },
} as const satisfies Texts;
