import type { Texts } from "./fill.ts";

/** What cases say on their timelines. */
export const caseTexts = {
  "rule-removed": { zh: "规则已撤销，报警解除", en: "the rule was removed, the alarm is cleared" },
  "alarm-cleared": { zh: "报警解除：{got}（限值 {limit}）", en: "alarm cleared at {got} (limit {limit})" },
  "alarm-moved": { zh: "{title}：{got}（限值 {limit}）", en: "{title}: {got} (limit {limit})" },
  "alarm-moved-late": {
    zh: "{title}：{got}（限值 {limit}），迟到数据",
    en: "{title}: {got} (limit {limit}), learnt late",
  },
  "held-until-now": { zh: "此前{hold}", en: "held until now, {hold}" },
  "peak-missed": {
    zh: "离线期间漏报峰值：{got}，达到{level}",
    en: "peak missed while offline: {got}, {level}",
  },
  "peak-missed-title": {
    zh: "漏报峰值（{level}，事后得知）：{title}",
    en: "Missed peak ({level}, learnt late): {title}",
  },
  acknowledged: { zh: "{by} 已签收", en: "acknowledged by {by}" },
  comment: { zh: "{by}：{text}", en: "{by}: {text}" },
  answered: { zh: "{by} 已应答（{channel}）", en: "answered by {by} ({channel})" },
} as const satisfies Texts;

/** Why an action on a case has no effect, and errors. */
export const caseRefusals = {
  "not-open": {
    zh: "无法处理案件：案件须未关闭，而 {id} 已关闭或不存在。请刷新案件列表。",
    en: "Cannot act on the case as it must be open: got {id}, which is closed or unknown. Load the list of cases again.",
  },
  "already-acknowledged": {
    zh: "无法签收案件：案件须未签收，而 {id} 已由 {by} 签收。无需再次签收。",
    en: "Cannot acknowledge the case as nobody must have yet: got {id}, acknowledged by {by}. There is nothing left to do.",
  },
  "unknown-station": {
    zh: "无法立案：站点须在城市中，而 {station} 不在。请重启感知中枢，使城市与规则一同读取。",
    en: "Cannot open a case as its station must be in the city: got {station}. Restart the hub so that city and rules are read together.",
  },
} as const satisfies Texts;
