import type { ResponseMove } from "../../domain/governance/warnings/response.ts";
import type { ResponseLevel } from "../../domain/inputs/acts/response-action.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** What people call each level of emergency response. */
export const responseLevelNames = {
  IV: { zh: "Ⅳ级", en: "level IV" },
  III: { zh: "Ⅲ级", en: "level III" },
  II: { zh: "Ⅱ级", en: "level II" },
  I: { zh: "Ⅰ级", en: "level I" },
} as const satisfies Readonly<Record<ResponseLevel, BilingualText>>;

/** What the headquarters does. */
export const responseMoveNames = {
  start: { zh: "启动", en: "started" },
  adjust: { zh: "调整", en: "adjusted to" },
  terminate: { zh: "终止", en: "terminated" },
} as const satisfies Readonly<Record<ResponseMove, BilingualText>>;

/** What is sent of one change of a response. */
export const responseTexts = {
  title: { zh: "{area}防汛{level}应急响应", en: "{area}: flood response {level}" },
  started: {
    zh: "{area}：启动防汛{level}应急响应。{reason}",
    en: "{area}: flood response {level} started. {reason}",
  },
  raised: {
    zh: "{area}：防汛应急响应由{from}提升为{level}。{reason}",
    en: "{area}: flood response raised from {from} to {level}. {reason}",
  },
  lowered: {
    zh: "{area}：防汛应急响应由{from}调整为{level}。{reason}",
    en: "{area}: flood response lowered from {from} to {level}. {reason}",
  },
  linked: {
    zh: "{area}：防汛{level}应急响应的依据更新。{reason}",
    en: "{area}: what the {level} flood response rests on has changed. {reason}",
  },
  terminated: {
    zh: "{area}：终止防汛{level}应急响应。{reason}",
    en: "{area}: flood response {level} terminated. {reason}",
  },
} as const satisfies Texts;

/** Why an action on a response has no effect. */
export const responseRefusals = {
  "active-already": {
    zh: "无法启动应急响应：{area}须没有响应，而已有{level}（{id}）。请调整该响应。",
    en: "Cannot start an emergency response as {area} must have none: got {level} ({id}). Adjust that one.",
  },
  "not-active": {
    zh: "无法处理应急响应：{area}须有响应，而没有。请先启动。",
    en: "Cannot act on the emergency response of {area} as there must be one: got none. Start it first.",
  },
  "same-level": {
    zh: "无法调整应急响应：{area}已是{level}，依据也相同。无需调整。",
    en: "Cannot adjust the emergency response of {area}: wanted another level or other warnings, got {level} as it is. There is nothing left to do.",
  },
  "changed-since": {
    zh: "无法处理应急响应：所见须为最新版本，所见为第 {wanted} 版，现为第 {revision} 版，最近由 {by} 改动。请刷新后再操作。",
    en: "Cannot act on the emergency response as it has moved on: wanted its newest revision, got {wanted} while it is at {revision}, last changed by {by}. Load it again.",
  },
  "unfit-warning": {
    zh: "无法以预警 {id} 为应急响应的依据：须为{area}（或其所辖、所属区域）生效中的预警，而它{got}。请改选其他预警。",
    en: "Cannot rest the emergency response on warning {id}: wanted one in force for {area}, for an area in it or around it, got one that {got}. Name another.",
  },
  "warning-over": { zh: "已解除、失效或撤回", en: "is over" },
  "warning-draft": { zh: "尚未发布", en: "is not issued yet" },
  "warning-of-drill": { zh: "属于演练", en: "is of a drill" },
  "warning-elsewhere": { zh: "属于{area}", en: "is for {area}" },
  "unknown-area": {
    zh: "无法处理应急响应：区域须为本城市的区域，而 {code} 不是。见 /api/v1/city。",
    en: "Cannot act on the emergency response: wanted an area of this city, got {code}. See /api/v1/city.",
  },
} as const satisfies Texts;
