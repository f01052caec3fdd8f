import type { Texts } from "../fill.ts";

/** Of how cases were handled, and how many alarms reached people. */
export const evaluationScreenTexts = {
  title: { zh: "评价", en: "Evaluation" },
  span: { zh: "{from} 至 {to}", en: "{from} to {to}" },
  "from-start": { zh: "自有记录起至 {to}", en: "from the first record to {to}" },
  period: { zh: "时段", en: "Period" },
  today: { zh: "今天", en: "Today" },
  week: { zh: "近 7 天", en: "7 days" },
  month: { zh: "近 30 天", en: "30 days" },
  own: { zh: "自选", en: "Own" },
  from: { zh: "从", en: "From" },
  to: { zh: "到（含）", en: "To, included" },
  by: { zh: "按", en: "By" },
  "by-unit": { zh: "承办单位", en: "Unit" },
  "by-area": { zh: "区域", en: "Area" },
  "by-class": { zh: "案件类别", en: "Class" },
  "area-district": { zh: "区县", en: "districts" },
  "area-street": { zh: "街道", en: "streets" },
  narrower: { zh: "区县或街道", en: "Districts or streets" },
  csv: { zh: "导出 CSV", en: "CSV" },
  none: {
    zh: "这一时段没有可评价的案件：演练和作废的不算，未到期限的也不算。",
    en: "No case of this period can be judged: drills and voided cases do not count, nor what is not due yet.",
  },
  all: { zh: "合计", en: "All" },
  behind: { zh: "{name}：{indicator}", en: "{name}: {indicator}" },
  numerator: { zh: "分子 {count} 件", en: "Numerator, {count}" },
  denominator: { zh: "分母 {count} 件", en: "Denominator, {count}" },
  "show-cases": {
    zh: "{indicator} {numerator}/{denominator}，看案件",
    en: "{indicator} {numerator} of {denominator}; show the cases",
  },
  "no-cases": { zh: "没有案件", en: "No case" },
  more: { zh: "只列出前 {count} 件", en: "Only the first {count} are listed" },
  definitions: { zh: "指标说明", en: "What each indicator says" },
  over: { zh: "分母", en: "of" },
} as const satisfies Texts;

/** How many alarms reached people, as ISA-18.2 counts them. */
export const loadTexts = {
  title: { zh: "报警负荷（ISA-18.2）", en: "Load of alarms (ISA-18.2)" },
  "per-officer": { zh: "每人每 10 分钟", en: "for an officer in 10 min" },
  flooded: { zh: "泛滥时段占比", en: "time in flood" },
  worst: { zh: "最多的 10 分钟", en: "worst 10 minutes" },
  stale: { zh: "持续超过 24 小时", en: "up for over 24 h" },
  mix: { zh: "等级构成", en: "mix of levels" },
  "of-pages": { zh: "共 {pages} 次，在岗 {officers} 人", en: "{pages} in all, {officers} on duty" },
  good: { zh: "合适（不多于 1）", en: "manageable (1 at most)" },
  much: { zh: "偏多（多于 1）", en: "many (over 1)" },
  flood: { zh: "泛滥（多于 10）", en: "flood (over 10)" },
  "want-flood": { zh: "宜低于 1%", en: "should be below 1%" },
  "want-stale": { zh: "宜为 0", en: "should be 0" },
  "want-mix": { zh: "宜约 红 5% 橙 15% 其余 80%", en: "should be about 5% red, 15% orange, 80% lesser" },
  "not-whole": { zh: "报警太多，只统计了最近的一部分。", en: "Too many alarms: only the newest were counted." },
  month: { zh: "至多统计时段末尾的 31 天。", en: "Counted over 31 days at the end of the period at most." },
} as const satisfies Texts;
