import type { Texts } from "../fill.ts";

/** Of how cases were handled. */
export const evaluationScreenTexts = {
  title: { zh: "评价", en: "Evaluation" },
  span: { zh: "{from} 至 {to}", en: "{from} to {to}" },
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
