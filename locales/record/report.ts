import type { Texts } from "../fill.ts";

/** The daily flood report. */
export const reportTexts = {
  title: { zh: "{city}防汛日报 {from} 至 {to}", en: "{city}: daily flood report, {from} to {to}" },
  made: {
    zh: "由 {hub} 制作（观澜 {version}）。时间均为当地时间（{zone}），不含演练。",
    en: "Made by {hub} (Guanlan {version}). Times are local ({zone}); drills are left out.",
  },
  rain: { zh: "雨情", en: "Rain" },
  waters: { zh: "水情", en: "Waters" },
  responses: { zh: "应急响应", en: "Emergency response" },
  blind: { zh: "失联监测项", en: "Blind gauges" },
  day: { zh: "24 小时", en: "24 hours" },
  "worst-hour": { zh: "最大 1 小时", en: "worst hour" },
  "cases-opened": { zh: "新增案件", en: "cases opened" },
  "cases-closed": { zh: "结案", en: "cases closed" },
  "cases-open": { zh: "未结案", en: "cases open" },
  "cases-overdue": { zh: "超期", en: "overdue" },
  "deliveries-delivered": { zh: "推送送达", en: "deliveries taken" },
  "deliveries-pending": { zh: "推送待送", en: "deliveries waiting" },
  "deliveries-dead": { zh: "推送失败", en: "deliveries given up" },
  called: { zh: "叫应", en: "calls" },
  "call-answered": { zh: "已应答", en: "calls answered" },
  "call-missed": { zh: "未应答", en: "calls missed" },
} as const satisfies Texts;
