import type { Texts } from "../fill.ts";

/** What stands on every board. */
export const boardTexts = {
  "link-boards": { zh: "全部看板", en: "All boards" },
  "link-kiosk": { zh: "大屏模式", en: "Wall view" },
  "unit-seconds": { zh: "秒", en: "s" },
  "unit-gauges": { zh: "项不可信", en: "blind" },
  "freshness-label": { zh: "数据距今", en: "Data age" },
  "freshness-why": {
    zh: "按本机时钟计算，从感知中枢最近一次写入算起。中枢、网络或数据库停了，它会一直增长；一天之后显示未知，绝不显示为零。",
    en: "By this computer's clock, since the hub last wrote. Grows when hub, network or database stop; unknown after a day, never nought.",
  },
  "none-or-unknown": { zh: "0 或未知", en: "0 or unknown" },
} as const satisfies Texts;

/** Panels of stations that several boards have. */
export const stationPanelTexts = {
  now: { zh: "当前状态", en: "Now" },
  over: { zh: "状态变化", en: "State over time" },
  "over-why": {
    zh: "空白处没有任何数据，不代表平安。",
    en: "A gap is a time nothing is known of; it does not mean calm.",
  },
  gauges: { zh: "站点与监测项", en: "Stations and their gauges" },
} as const satisfies Texts;
