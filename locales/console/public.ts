import type { Texts } from "../fill.ts";

/** Of the page that anybody may open. */
export const publicTexts = {
  title: { zh: "{city}预警信息", en: "Warnings in {city}" },
  "in-force": { zh: "生效中的预警", en: "Warnings in force" },
  none: {
    zh: "目前没有已发布的预警。这不等于处处安全：遇积水请勿驶入。",
    en: "No warning is in force. That does not mean every place is safe: do not drive into standing water.",
  },
  lifted: { zh: "一天内解除的", en: "Lifted within a day" },
  description: { zh: "情况", en: "What is happening" },
  advice: { zh: "怎么做", en: "What to do" },
  issued: { zh: "{at} 发布", en: "issued {at}" },
  "lifted-at": { zh: "{at} 解除", en: "lifted {at}" },
  expires: { zh: "有效至 {at}", en: "in force until {at}" },
  "until-lifted": { zh: "至解除为止", en: "in force until lifted" },
  updated: { zh: "{at} 更新（{age}）", en: "as of {at} ({age})" },
  stale: {
    zh: "连不上发布系统：以下是 {at} 的内容，可能已不是现在的情况。",
    en: "The hub is not reached: this is of {at} and may not be how things stand now.",
  },
  "not-loaded": {
    zh: "暂时读不到预警。请看当地电视、广播和官方渠道。",
    en: "Warnings cannot be loaded now. Watch local television, radio and official channels.",
  },
  feed: { zh: "订阅（Atom）", en: "Subscribe (Atom)" },
  cap: { zh: "CAP 报文", en: "CAP message" },
  map: { zh: "预警区域图", en: "Map of warned areas" },
  sender: { zh: "发布单位：{sender}", en: "Issued by: {sender}" },
  "all-times": { zh: "时间均为 {zone}", en: "Times are of {zone}" },
  "to-console": { zh: "值班台", en: "Duty console" },
} as const satisfies Texts;
