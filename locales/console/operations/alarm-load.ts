import type { Texts } from "../../fill.ts";

/** How many alarms reached people, as ISA-18.2 counts them. */
export const loadTexts = {
  title: { zh: "报警负荷（ISA-18.2）", en: "Load of alarms (ISA-18.2)" },
  latest: { zh: "近 10 分钟每人", en: "for an officer in the last 10 min" },
  "per-officer": { zh: "每人每 10 分钟", en: "for an officer in 10 min" },
  flooded: { zh: "泛滥时段占比", en: "time in flood" },
  worst: { zh: "最多的 10 分钟", en: "worst 10 minutes" },
  stale: { zh: "持续超过 24 小时", en: "up for over 24 h" },
  mix: { zh: "等级构成", en: "mix of levels" },
  "in-all": { zh: "共 {pages} 次", en: "{pages} in all" },
  officers: { zh: "在岗 {count} 人", en: "{count} on duty" },
  "no-officers": { zh: "值班表无人在岗，按 1 人算", en: "nobody on the roster; counted as one" },
  good: { zh: "合适（不多于 1）", en: "manageable (1 at most)" },
  much: { zh: "偏多（多于 1）", en: "many (over 1)" },
  flood: { zh: "泛滥（多于 {flood}）", en: "flood (over {flood})" },
  "want-flood": { zh: "宜低于 1%", en: "should be below 1%" },
  "want-stale": { zh: "宜为 0", en: "should be 0" },
  "want-mix": { zh: "宜约 红 5% 橙 15% 其余 80%", en: "should be about 5% red, 15% orange, 80% lesser" },
  chart: { zh: "每 10 分钟的次数，最多 {most} 次", en: "Pages in each 10 minutes, {most} at most" },
  "flood-line": { zh: "泛滥 > {pages} / 10 min", en: "flood > {pages} / 10 min" },
  "of-each": { zh: "每柱为 {span} 中最多的 10 分钟", en: "a bar is the worst 10 minutes of {span}" },
  "not-whole": { zh: "报警太多，只统计了最近的一部分。", en: "Too many alarms: only the newest were counted." },
} as const satisfies Texts;
