import type { BilingualText } from "../domain/text.ts";
import type { Texts } from "./fill.ts";

/** What stands between texts that are put together. */
export const marks = {
  comma: { zh: "，", en: ", " },
  /** Between the items of a list. */
  list: { zh: "、", en: ", " },
  semicolon: { zh: "；", en: "; " },
  and: { zh: "和", en: " and " },
} as const satisfies Readonly<Record<string, BilingualText>>;

/** Kinds of things that have an id, as `the id of ...` names them. */
export const thingNames = {
  account: { zh: "账号", en: "an account" },
  area: { zh: "区域", en: "an area" },
  bulletin: { zh: "已发布的预警信息", en: "an issued message of the warning" },
  call: { zh: "呼叫", en: "a call" },
  case: { zh: "案件", en: "a case" },
  "case-code-system": { zh: "案件代码体系", en: "a case code system" },
  device: { zh: "设备", en: "a device" },
  "device-or-gateway": { zh: "设备或网关", en: "a device or gateway" },
  endpoint: { zh: "接收端", en: "an endpoint" },
  gauge: { zh: "监测项", en: "a gauge" },
  hazard: { zh: "险情", en: "a hazard" },
  maintenance: { zh: "维护", en: "a maintenance" },
  observation: { zh: "观测", en: "an observation of that gauge" },
  person: { zh: "人员", en: "a person" },
  post: { zh: "岗位", en: "a post" },
  reject: { zh: "拒收记录", en: "a reject" },
  response: { zh: "应急响应", en: "an emergency response" },
  rule: { zh: "规则", en: "a rule" },
  "rule-draft": { zh: "规则草案", en: "a draft of rules" },
  silence: { zh: "静默", en: "a silence" },
  station: { zh: "站点", en: "a station" },
  trace: { zh: "追踪编号", en: "a trace" },
  drill: { zh: "演练", en: "a drill" },
  report: { zh: "日报", en: "a report" },
  unit: { zh: "责任单位", en: "a unit" },
  warning: { zh: "预警", en: "a warning" },
} as const satisfies Texts;

/** What several rooms say of what a person wrote. */
export const sharedTexts = {
  /** How what is of a drill begins, wherever people read it. */
  "of-a-drill": { zh: "【演练】{words}", en: "EXERCISE, EXERCISE: {words}" },
  /** A name as it was entered, where the caller has another. */
  "entered-by": { zh: "{name}（由 {caller} 录入）", en: "{name} (entered by {caller})" },
  "id-of": { zh: "已有的{what}编号", en: "the id of {what}" },
  "id-of-city": { zh: "本城市已有的{what}编号", en: "the id of {what} of this city" },
  "unit-of": { zh: "{property} 的单位：{units}", en: "a unit of {property}: {units}" },
  "each-once": { zh: "每个 {what} 只出现一次", en: "each {what} once" },
  "got.again": { zh: "{what} 又写了一次（首次在 {first}）", en: "{what} again (first at {first})" },
  "got.unknown-key": { zh: "未知的键 {key}", en: "unknown key {key}" },
  "got.none": { zh: "没有", en: "none" },
  "key-alone": { zh: "只有键 {key}", en: "the key {key} alone" },
  "list-under-key": { zh: "键 {key} 下的列表", en: "a list under the key {key}" },
  words: { zh: "说明文字", en: "words for people to read" },
} as const satisfies Texts;
