import type { Texts } from "../fill.ts";

/** Of the map and the queue beside it. */
export const mapTexts = {
  "red-alarms": { zh: "红色报警", en: "Red alarms" },
  unacknowledged: { zh: "未签收", en: "Unacknowledged" },
  overdue: { zh: "超时案件", en: "Overdue" },
  lesser: { zh: "橙 / 黄 / 蓝", en: "Orange / yellow / blue" },
  unknown: { zh: "盲区", en: "Unknown" },
  heard: { zh: "可信 {count}", en: "Believed of {count}" },
  legend: { zh: "图例", en: "Legend" },
  schematic: { zh: "示意图，非测绘成果", en: "Schematic, not surveyed" },
  "zoom-in": { zh: "放大", en: "Zoom in" },
  "zoom-out": { zh: "缩小", en: "Zoom out" },
  fit: { zh: "全城", en: "Whole city" },
  "next-alarm": { zh: "下一处报警", en: "Next alarm" },
  open: { zh: "打开", en: "Open" },
  "no-alarms": {
    zh: "可信的 {believed} 个监测项均无报警（共 {all} 个，{unknown} 个情况不明）",
    en: "No alarm at the {believed} gauges that can be believed, of {all}; {unknown} are unknown",
  },
  table: { zh: "以表格看", en: "As a table" },
  map: { zh: "以地图看", en: "As a map" },
} as const satisfies Texts;

/** Of the list of cases. */
export const queueTexts = {
  title: { zh: "待办 · 按到期排序", en: "To do · what is due first" },
  counts: { zh: "{open} 件 · {unacknowledged} 件未签收", en: "{open} open · {unacknowledged} unacknowledged" },
  "is-unacknowledged": { zh: "未签收", en: "unacknowledged" },
  overdue: { zh: "超时", en: "overdue" },
  left: { zh: "剩余", en: "left" },
  paused: { zh: "计时暂停", en: "clock stands" },
  "no-limit": { zh: "无时限", en: "no limit" },
  suspended: { zh: "挂账", en: "suspended" },
  supervised: { zh: "督办", en: "supervised" },
  exercise: { zh: "演练", en: "exercise" },
  "water-gone": { zh: "险情已过", en: "hazard over" },
  none: { zh: "没有未结案件。", en: "No case is open." },
  next: { zh: "下一件", en: "Next case" },
  previous: { zh: "上一件", en: "Previous case" },
  acknowledge: { zh: "签收", en: "Acknowledge" },
  open: { zh: "打开案件", en: "Open the case" },
} as const satisfies Texts;
