import type { Texts } from "../fill.ts";

/** One station. */
export const stationBoardTexts = {
  title: { zh: "站点详情", en: "Station" },
  why: { zh: "一个站点的全部情况。", en: "All that is known of one station." },
  now: { zh: "当前状态", en: "Now" },
  gauges: { zh: "监测项最新值", en: "Latest of each gauge" },
  water: { zh: "水位或水深，与限值", en: "Water and its limits" },
  rain: { zh: "全市逐小时雨量 (mm)", en: "Rain of the city by the hour (mm)" },
  others: { zh: "全部监测项均值", en: "All gauges, means" },
  quality: { zh: "数据质量", en: "Quality of readings" },
  "quality-why": { zh: "每段时间内各质量标记的条数。", en: "How many readings have each flag." },
  alarms: { zh: "报警记录", en: "Alarms" },
} as const satisfies Texts;
