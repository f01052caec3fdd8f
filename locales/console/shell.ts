import type { Texts } from "../fill.ts";

/** Of the frame's own dialogs and marks. */
export const shellTexts = {
  "search-title": { zh: "查找站点、案件、区域", en: "Find a station, a case or an area" },
  "search-hint": { zh: "名称、编号或拼音首字母，例如 jgbl", en: "Name, code or pinyin initials" },
  "search-none": { zh: "没有找到“{words}”", en: "Nothing found for “{words}”" },
  "search-found": { zh: "{count} 项", en: "{count} found" },
  "theme-system": { zh: "明暗：随系统", en: "Theme: as the system" },
  "theme-dark": { zh: "明暗：深色", en: "Theme: dark" },
  "theme-light": { zh: "明暗：浅色", en: "Theme: light" },
  me: { zh: "我", en: "Me" },
  "me-character": { zh: "我", en: "⋯" },
  "me-title": { zh: "我与本机", en: "Me and this machine" },
  "me-screens": { zh: "其他页面", en: "Other screens" },
  unacknowledged: { zh: "{count} 件未签收", en: "{count} unacknowledged" },
  "drafts-waiting": { zh: "{count} 份预警待审", en: "{count} {count|warning waits|warnings wait} for approval" },
  "unknown-gauges": { zh: "{count} 个情况不明", en: "{count} unknown" },
  "dead-letters": { zh: "{count} 份送不到", en: "{count} could not be delivered" },
  "count-unknown": { zh: "计数未知", en: "count unknown" },
} as const satisfies Texts;

/** Kinds of what a search finds. */
export const foundTexts = {
  area: { zh: "区域", en: "area" },
  station: { zh: "站点", en: "station" },
  gauge: { zh: "监测项", en: "gauge" },
  device: { zh: "设备", en: "device" },
  unit: { zh: "单位", en: "unit" },
  rule: { zh: "规则", en: "rule" },
  case: { zh: "案件", en: "case" },
} as const satisfies Texts;
