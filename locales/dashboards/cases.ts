import type { Texts } from "../fill.ts";

/** Cases. */
export const casesBoardTexts = {
  title: { zh: "案件闭环", en: "Cases, from report to close" },
  why: { zh: "未结案件、用时与结案评价。", en: "What is open, for how long, and how quickly cases were closed." },
  open: { zh: "未结案件", en: "Open now" },
  "open-too-long": { zh: "超 2 小时未结", en: "Open over 2 hours" },
  "open-too-long-why": {
    zh: "2 小时为看板的示例时限，不是官方时限；感知中枢尚未记录各类案件的处置时限。",
    en: "2 hours is this board's example, no official limit; the hub does not record limits of cases yet.",
  },
  oldest: { zh: "最久未结", en: "Longest open" },
  closed: { zh: "时段内结案", en: "Closed in range" },
  median: { zh: "用时中位数", en: "Median time" },
  "open-table": { zh: "未结案件（等级高者在前）", en: "Open cases, gravest first" },
  "open-by-level": { zh: "未结案件数，按等级", en: "Open cases by level" },
  "opened-and-closed": { zh: "每小时立案与结案", en: "Opened and closed by the hour" },
  "opened-series": { zh: "立案", en: "opened" },
  "closed-series": { zh: "结案", en: "closed" },
  evaluation: { zh: "结案评价", en: "Evaluation of closed cases" },
  "evaluation-why": {
    zh: "从立案到结案的用时，按险情分类，只计时段内结案的案件。",
    en: "Time from opening to close by hazard, of the cases closed in the range.",
  },
  "none-closed": { zh: "时段内无结案", en: "none closed in the range" },
  changes: { zh: "案件动态", en: "What happened" },
} as const satisfies Texts;
