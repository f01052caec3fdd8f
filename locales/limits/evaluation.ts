import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

export const evaluationTexts = {
  total: { zh: "合计", en: "total" },
  "column-numerator": { zh: "{name}：分子", en: "{name}: numerator" },
  "column-denominator": { zh: "{name}：分母", en: "{name}: denominator" },
  "column-percent": { zh: "{name}（%）", en: "{name} (%)" },
  "no-class": { zh: "无类别", en: "no class" },
} as const satisfies Texts;

/** An indicator in words: its name, and what is counted above and below the line. */
export interface IndicatorWords {
  readonly name: BilingualText;
  readonly numerator: BilingualText;
  readonly denominator: BilingualText;
}

const toHandle = {
  zh: "应处置数：期内反馈（或未反馈而结案），或处置时限在期内到期而当时未反馈的案件",
  en: "due to be handled: told as done (or closed without) in the period, or not when a limit of handling ended in it",
};
const toClose = {
  zh: "应结案数：期内结案，或期内有阶段超过时限而至期末未结案的案件",
  en: "due to be closed: closed in the period, or still open after it although a stage went over its limit there",
};
const filed = { zh: "期内立案数", en: "filed in the period" };

/** What each indicator says: `limits/evaluation/indicators.ts` counts it. Drills and voided cases are kept out of all. */
export const indicatorWords = {
  registered: {
    name: { zh: "立案率", en: "filed" },
    numerator: { zh: "其中至期末已立案的", en: "of these filed by its end" },
    denominator: { zh: "期内受理数", en: "reported in the period" },
  },
  "registered-in-time": {
    name: { zh: "按时立案率", en: "filed in time" },
    numerator: { zh: "其中未超立案时限的", en: "of these within the limit of filing" },
    denominator: filed,
  },
  "dispatched-right": {
    name: { zh: "准确派遣率", en: "dispatched to the right unit" },
    numerator: { zh: "其中从未被回退的", en: "of these never given back" },
    denominator: { zh: "期内派遣数", en: "dispatched in the period" },
  },
  handled: {
    name: { zh: "处置率", en: "handled" },
    numerator: { zh: "其中至期末已反馈（或结案）的", en: "of these told as done (or closed) by its end" },
    denominator: toHandle,
  },
  "handled-in-time": {
    name: { zh: "按期处置率", en: "handled in time" },
    numerator: { zh: "其中已反馈且从未超处置时限的", en: "of these told as done and never over a limit of handling" },
    denominator: toHandle,
  },
  closed: {
    name: { zh: "结案率", en: "closed" },
    numerator: { zh: "其中期内结案的", en: "of these closed in the period" },
    denominator: toClose,
  },
  "closed-in-time": {
    name: { zh: "按期结案率", en: "closed in time" },
    numerator: { zh: "其中期内结案且各阶段均未超时限的", en: "of these closed in the period, no stage over its limit" },
    denominator: toClose,
  },
  reworked: {
    name: { zh: "返工率", en: "reworked" },
    numerator: { zh: "其中返工过的", en: "of these done over again" },
    denominator: toHandle,
  },
  extended: {
    name: { zh: "延期率", en: "extended" },
    numerator: { zh: "其中延期过的", en: "of these given more time" },
    denominator: filed,
  },
  overdue: {
    name: { zh: "超期率", en: "overdue" },
    numerator: { zh: "其中至期末有阶段超时限的", en: "of these over a limit by its end" },
    denominator: filed,
  },
} as const satisfies Readonly<Record<string, IndicatorWords>>;
