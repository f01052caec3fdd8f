import type { Texts } from "../fill.ts";

/** Of plots over time, on every screen. */
export const plotTexts = {
  "span-case": { zh: "全程", en: "Whole case" },
  "span-6h": { zh: "6 小时", en: "6 h" },
  "span-24h": { zh: "24 小时", en: "24 h" },
  "span-7d": { zh: "7 天", en: "7 d" },
  "span-1y": { zh: "1 年", en: "1 y" },
  spans: { zh: "时段", en: "Span" },
  "as-table": { zh: "以表格看", en: "As a table" },
  "as-plot": { zh: "以图看", en: "As a plot" },
  now: { zh: "现在", en: "now" },
  label: { zh: "{what}过程线，{from} 至 {to}", en: "{what} over time, {from} to {to}" },
  "rain-of": {
    zh: "上方为雨量：{station}，距 {far}，每格 {step}",
    en: "Rain from above: {station}, {far} away, by {step}",
  },
  "rain-here": { zh: "上方为雨量，每格 {step}", en: "Rain from above, by {step}" },
  "rain-most": { zh: "最大 {amount}", en: "most {amount}" },
  expected: {
    zh: "阴影：此后最高水位的预计范围，十次有八次在内；仅供参考，以实测为准",
    en: "Shaded: where the highest water to come is expected, 8 times in 10; a hint, not a reading",
  },
  "no-forecast": {
    zh: "没有预报：水未上涨，或读数存疑",
    en: "No forecast: the water does not rise, or its reading is in doubt",
  },
  "forecast-gone": { zh: "画面不是现在的，预报已收起", en: "Not the picture of now: the forecast is withdrawn" },
  doubtful: { zh: "轴下方块：存疑读数 {count} 处", en: "Squares on the axis: {count} doubtful readings" },
  gap: { zh: "断线处没有读数", en: "Where the line breaks there was no reading" },
  "no-readings": {
    zh: "这段时间没有读数。没有读数不等于没有水。",
    en: "No reading in this span. That does not mean no water.",
  },
  "in-hours": { zh: "按小时的最高值画出", en: "Drawn by the greatest of each hour" },
  time: { zh: "时间", en: "Time" },
  value: { zh: "数值", en: "Value" },
  quality: { zh: "质量", en: "Quality" },
  "is-doubtful": { zh: "存疑", en: "doubtful" },
  "is-good": { zh: "未见异常", en: "no objection" },
  "table-of": { zh: "{what}：读数表，新在上", en: "{what}: readings, newest first" },
  "table-rows": { zh: "最新 {shown} 行，共 {all} 行", en: "Newest {shown} of {all} {all|row|rows}" },
  limits: { zh: "限值与该做什么", en: "Limits, and what to do there" },
  "limit-above": { zh: "≥ {amount}", en: "≥ {amount}" },
  "limit-below": { zh: "≤ {amount}", en: "≤ {amount}" },
  "limit-reached": { zh: "已到", en: "reached" },
  "limit-to-go": { zh: "还差 {amount}", en: "{amount} to go" },
  "limits-none": {
    zh: "没有按数值报警的限值；按涨速、雨量或预报的规则不在此列。",
    en: "No limit compares the value itself; rules of rise, rain or forecast are not listed here.",
  },
  "not-official": { zh: "演示数值，非官方限值", en: "for demonstration, no official figure" },
} as const satisfies Texts;
