import type { Texts } from "../fill.ts";

/** How cases kept their limits, and what the headquarters started. */
export const evaluationBoardTexts = {
  title: { zh: "评价与响应", en: "Evaluation and response" },
  why: {
    zh: "结案案件的时限评价（按单位、区县、险情），以及应急响应的启动、调整与终止。",
    en: "How closed cases kept their limits, by unit, district and hazard; and emergency responses as they were started, adjusted and ended.",
  },
  evaluated: { zh: "时段内评价", en: "Evaluated in range" },
  "on-time": { zh: "按时率", en: "In time" },
  "on-time-why": {
    zh: "每个阶段都未超限的案件所占比例；没有评价的时段不显示为 0。",
    en: "Share of cases none of whose stages was over its limit; nothing evaluated is not shown as nought.",
  },
  reworks: { zh: "返工次数", en: "Reworks" },
  returns: { zh: "回退次数", en: "Returns" },
  "by-unit": { zh: "责任单位", en: "By responsible unit" },
  "by-district": { zh: "区县", en: "By district" },
  "by-hazard": { zh: "险情", en: "By hazard" },
  daily: { zh: "每日评价与按时", en: "Evaluated and in time, by the day" },
  "daily-all": { zh: "已评价", en: "evaluated" },
  "daily-on-time": { zh: "按时", en: "in time" },
  responses: { zh: "应急响应（启动、调整、终止）", en: "Emergency responses, started, adjusted and ended" },
  "responses-why": {
    zh: "响应由防汛指挥机构决定，中枢只记录；与预警等级是两套等级。",
    en: "A headquarters decides on a response, the hub records it; its scale is another than that of warnings.",
  },
  none: { zh: "时段内没有", en: "none in the range" },
  level: { zh: "响应等级", en: "Response" },
  ended: { zh: "已终止", en: "ended" },
  reason: { zh: "理由", en: "Why" },
  by: { zh: "决定人", en: "By" },
  area: { zh: "区域", en: "Area" },
} as const satisfies Texts;
