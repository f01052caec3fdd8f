import type { Texts } from "../fill.ts";

/** The whole city, for a wall. */
export const cityBoardTexts = {
  title: { zh: "{city} 城市总览", en: "{city}: the whole city" },
  why: { zh: "值班室大屏：全城当前险情。", en: "For the duty room's wall: what the whole city is in now." },
  worst: { zh: "最高等级", en: "Worst level" },
  "open-cases": { zh: "未结案件", en: "Open cases" },
  "warnings-in-force": { zh: "已发布预警", en: "Warnings issued" },
  "blind-count": { zh: "盲区监测项", en: "Blind gauges" },
  rain: { zh: "最大小时雨量", en: "Rain, worst hour" },
  "map-why": {
    zh: "颜色与形状都表示等级：{blue} 蓝 {yellow} 黄（图上为 ★）{orange} 橙 {red} 红，{unknown} 未知（图上为 ✕），{calm} 无报警。坐标为 WGS 84，不用在线地图。",
    en: "Colour and shape both say the level: {blue} blue {yellow} yellow (★ on the map) {orange} orange {red} red, {unknown} unknown (✕ on the map), {calm} no alarm. WGS 84, no map server.",
  },
  "no-outlines": {
    zh: "区县边界未画：城市目录中没有区县多边形；方格每格 0.1 度。",
    en: "District boundaries are not drawn: the city folder has none; the grid is 0.1 degrees.",
  },
  districts: { zh: "各区县最高等级", en: "Worst level of each district" },
  "districts-but": {
    zh: "各区县最高等级（另有 {count} 个区县没有站点）",
    en: "Worst level of each district ({count} more have no station)",
  },
  cases: { zh: "未结案件（最重 {count} 件）", en: "Open cases, the gravest {count}" },
  warnings: { zh: "已发布预警", en: "Warnings issued" },
  drafts: { zh: "待审草稿（未对外）", en: "Drafts, told to nobody" },
  "do-now": { zh: "最重一件：谁来做，做什么", en: "The gravest: who, and what to do now" },
  blind: { zh: "监测盲区", en: "Blind spots" },
  "no-rows": { zh: "暂无（以“数据距今”为准）", en: "none, if the data is fresh" },
} as const satisfies Texts;
