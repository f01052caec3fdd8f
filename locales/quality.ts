import type { Texts } from "./fill.ts";

/** What the checks of live readings say. */
export const qualityTexts = {
  "trust.rain": {
    zh: "读数突变可信：附近1小时降雨{mm}毫米",
    en: "the sudden change is believed: {mm} mm of rain fell nearby within the hour",
  },
  "trust.neighbour": {
    zh: "读数突变可信：邻近监测项1小时内同向变化{change} {unit}",
    en: "the sudden change is believed: a gauge nearby moved by {change} {unit} the same way within the hour",
  },
  "trust.next-reading": {
    zh: "读数突变可信：下一次读数相差{change} {unit}，予以印证",
    en: "the sudden change is believed: the next reading, {change} {unit} from it, confirms it",
  },
  "trust.time": {
    zh: "读数突变未获印证：等待{minutes}分钟，无相反读数，按有水处理",
    en: "the sudden change is not confirmed: nothing spoke against it for {minutes} min",
  },
  "saved-unreadable": {
    zh: "无法恢复 {gauge} 的质量检查：保存的状态须为版本 1，实为 {got}；请恢复备份，或从空状态重放日志库",
    en: "Cannot restore the checks of {gauge} as their saved state must have version 1: got {got}; restore a backup, or replay the journal into an empty state",
  },
} as const satisfies Texts;
