import type { Check } from "../domain/observations/quality.ts";
import type { BilingualText } from "../domain/text.ts";
import type { Texts } from "./fill.ts";

/** What a check that failed says of a reading. */
export const checkNames: Readonly<Record<Check, BilingualText>> = {
  grossRange: { zh: "超出仪器量程", en: "outside the instrument's span" },
  clockWrong: { zh: "设备时钟有误，时间为推算", en: "the device's clock is wrong, its time is our estimate" },
  untimedSeries: { zh: "成批读数之一，时间无法分辨先后", en: "one of several whose times do not tell them apart" },
  untimed: { zh: "无时间，按收到时间", en: "sent without a time" },
  archived: { zh: "由记录导入，只作存档", en: "imported from a recording, archive alone" },
  tooOld: { zh: "过旧，不作判断", en: "too old to be judged" },
  rateOfChange: { zh: "变化过快", en: "a change faster than is usual" },
  spike: { zh: "单点突跳", en: "a spike" },
  flatLine: { zh: "长时间不变", en: "it has stood still for long" },
  jump: { zh: "突跳后停在新值", en: "a sudden jump that then stands still" },
  sameMoment: { zh: "同一时刻另有读数", en: "another value has the same time" },
  belowFloor: { zh: "低于量程下限，在噪声之内", en: "below the span by noise alone" },
  counterReset: { zh: "累计值被复位或突变", en: "the counter was set back or is another" },
  spreadOverGap: { zh: "中断期间的累计量，均匀分摊", en: "counted over a gap and spread evenly over it" },
  aboveCeiling: { zh: "高于量程上限，在噪声之内", en: "above the span by noise alone" },
  runningTotal: {
    zh: "重复同一数值，像是累计值",
    en: "the same amount again and again: it looks like a running total",
  },
  repeatedCount: { zh: "设备的读数序号（seq）停滞或反复", en: "the device's count of readings (seq) does not move" },
};

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
  doubt: { zh: "读数存疑：{checks}", en: "the reading is in doubt: {checks}" },
  "doubt.by-person": { zh: "读数存疑：人工标记", en: "the reading is in doubt: a person flagged it" },
  "saved-unreadable": {
    zh: "无法恢复 {gauge} 的质量检查：保存的状态须为版本 1，实为 {got}；请恢复备份，或从空状态重放日志库",
    en: "Cannot restore the checks of {gauge} as their saved state must have version 1: got {got}; restore a backup, or replay the journal into an empty state",
  },
} as const satisfies Texts;
