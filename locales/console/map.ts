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
  "no-places": {
    zh: "站点位置不对您显示：报警见待办与表格",
    en: "You are not shown where stations stand: alarms are in the list and the table",
  },
  schematic: { zh: "示意图，非测绘成果", en: "Schematic, not surveyed" },
  "zoom-in": { zh: "放大", en: "Zoom in" },
  "zoom-out": { zh: "缩小", en: "Zoom out" },
  fit: { zh: "全城", en: "Whole city" },
  "next-alarm": { zh: "下一处报警", en: "Next alarm" },
  open: { zh: "打开", en: "Open" },
  "no-alarms": {
    zh: "可信的 {believed} 个监测项均无报警（共 {all} 个，{unknown} 个情况不明）",
    en: "No alarm at the {believed} {believed|gauge|gauges} that can be believed, of {all}; {unknown} {unknown|is|are} unknown",
  },
  "previous-alarm": { zh: "上一处报警", en: "Previous alarm" },
  "open-station": { zh: "打开站点", en: "Open the station" },
  "close-card": { zh: "收起", en: "Put away" },
  "nobody-knows": {
    zh: "{all} 个监测项都不可信：有没有险情无从得知",
    en: "None of {all} {all|gauge|gauges} can be believed: whether anything is wrong is not known",
  },
  table: { zh: "以表格看", en: "As a table" },
  map: { zh: "以地图看", en: "As a map" },
  "map-help": {
    zh: "地图。Tab 依轻重走报警，回车打开，+ − 缩放，方向键移动，v 换成表格。",
    en: "Map. Tab walks the alarms by gravity, Enter opens, + and - zoom, arrows move, v shows the same as a table.",
  },
  left: { zh: "左移", en: "Move left" },
  right: { zh: "右移", en: "Move right" },
  up: { zh: "上移", en: "Move up" },
  down: { zh: "下移", en: "Move down" },
  "review-number": { zh: "审图号 {number}", en: "review number {number}" },
  rain: { zh: "降雨", en: "Rain" },
  station: { zh: "站点", en: "Station" },
  area: { zh: "区域", en: "Area" },
  state: { zh: "状态", en: "State" },
  gauge: { zh: "监测项", en: "Gauge" },
  value: { zh: "数值", en: "Value" },
  age: { zh: "多久以前", en: "Age" },
  "table-count": {
    zh: "最重的在前：{shown} / {all} 个站点",
    en: "Gravest first: {shown} of {all} {all|station|stations}",
  },
  "table-more": { zh: "再列 {count} 个", en: "{count} more" },
  "never-heard": { zh: "从未收到", en: "never heard" },
  "last-known": { zh: "最后可用值", en: "last usable value" },
  rising: { zh: "近 1 小时 +{amount}", en: "+{amount} in the last hour" },
  falling: { zh: "近 1 小时 −{amount}", en: "-{amount} in the last hour" },
  level: { zh: "近 1 小时平稳", en: "steady over the last hour" },
  chance: {
    zh: "{within}内达到 {mark} 的可能：{chance}%",
    en: "Chance to reach {mark} within {within}: {chance}%",
  },
  "as-expected": { zh: "预报，不是现况", en: "expected, not what is" },
  "others-here": { zh: "此处另有", en: "Also here" },
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
  "none-then": {
    zh: "连接中断时没有未结案件；此刻有没有，不知道。",
    en: "No case was open when the connection broke; whether one is now is unknown.",
  },
  believed: {
    zh: "{all} 个监测项中 {believed} 个可信，{unknown} 个情况不明。",
    en: "Of {all} {all|gauge|gauges} {believed} can be believed; {unknown} {unknown|is|are} unknown.",
  },
  next: { zh: "下一件", en: "Next case" },
  previous: { zh: "上一件", en: "Previous case" },
  acknowledge: { zh: "签收", en: "Acknowledge" },
  open: { zh: "打开案件", en: "Open the case" },
} as const satisfies Texts;

/** Of the last 24 hours below the map, and of a picture of the past. */
export const timeTexts = {
  title: { zh: "近 24 小时", en: "Last 24 hours" },
  "rain-per-step": { zh: "面雨量 毫米/15 分", en: "area rain, mm per 15 min" },
  most: { zh: "最大 {mm} 毫米", en: "most {mm} mm" },
  "no-rain": { zh: "近 24 小时无雨", en: "no rain in the last 24 hours" },
  "no-rain-gauge": { zh: "没有雨量读数", en: "no rain gauge was heard" },
  slider: { zh: "看哪一时刻", en: "Moment to look at" },
  back: { zh: "−15 分钟", en: "−15 min" },
  forward: { zh: "+15 分钟", en: "+15 min" },
  "play-hour": { zh: "回放近 1 小时", en: "Replay the last hour" },
  play: { zh: "继续回放", en: "Play on" },
  pause: { zh: "停", en: "Pause" },
  live: { zh: "回到实时", en: "Back to live" },
  now: { zh: "现在", en: "now" },
  "past-title": { zh: "这是 {time} 的画面，不是现在。", en: "This is the picture of {time}, not of now." },
  "past-more": {
    zh: "看过去时不能办事；预报与待办已收起。",
    en: "Nothing can be done about the past; forecasts and what is to do are put away.",
  },
  "past-loading": { zh: "正在读取 {time}", en: "reading {time}" },
  "past-missing": { zh: "读不到 {time} 的画面", en: "The picture of {time} could not be read" },
  "levels-partial": { zh: "更早的报警可能未列全", en: "older alarms may be missing" },
  "alarms-then": { zh: "{time} 的报警", en: "Alarms at {time}" },
  "no-alarms-then": {
    zh: "当时可信的 {believed} 个监测项（共 {all} 个）均无报警",
    en: "No alarm then at the {believed} {believed|gauge|gauges} that could be believed, of {all}",
  },
  "nobody-knew-then": {
    zh: "当时 {all} 个监测项都不可信：有没有险情无从得知",
    en: "None of {all} {all|gauge|gauges} could be believed then: whether anything was wrong is not known",
  },
} as const satisfies Texts;

/** Of a queue folded at a flood of alarms. */
export const foldTexts = {
  flood: {
    zh: "10 分钟内来了 {count} 件，超过一人能看的 10 件：按同一场雨和险情合并。",
    en: "{count} {count|case|cases} came in 10 minutes, more than the 10 that one person can take in: folded by storm and hazard.",
  },
  group: { zh: "{hazard} · {count} 件", en: "{hazard} · {count} {count|case|cases}" },
  unfold: { zh: "逐件列出", en: "List each" },
  fold: { zh: "合并", en: "Fold" },
} as const satisfies Texts;
