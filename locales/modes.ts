import type { Mode } from "../domain/city/mode.ts";
import type { BilingualText } from "../domain/text.ts";
import type { Texts } from "./fill.ts";

/** What people call each mode. */
export const modeNames = {
  daily: { zh: "日常", en: "daily" },
  holiday: { zh: "节假日", en: "holiday" },
  "major-event": { zh: "重大活动", en: "major event" },
  emergency: { zh: "应急", en: "emergency" },
} as const satisfies Readonly<Record<Mode, BilingualText>>;

/** What the preview of a mode says of warnings that wait for a person, and of time limits. */
export const modePreviewTexts = {
  warning: { zh: "{level}{state}", en: "{level} {state}" },
  "warning-proposed": { zh: "{level}{state}，待批准{proposed}", en: "{level} {state}, {proposed} to be approved" },
  "no-warning": { zh: "无", en: "none" },
  decision: { zh: "{title}（{level}）", en: "{title} ({level})" },
  limit: { zh: "{title}：{stage}", en: "{title}: {stage}" },
  move: { zh: "{before} → {after}", en: "{before} -> {after}" },
  "issue-at-once": { zh: "立即自动发布", en: "issued by itself at once" },
  "issue-in": { zh: "{span}后自动发布", en: "issued by itself in {span}" },
  "escalate-at-once": { zh: "立即催办", en: "those concerned are paged at once" },
  "escalate-in": { zh: "{span}后催办", en: "those concerned are paged in {span}" },
  waits: { zh: "待人签发", en: "waits for a person" },
  left: { zh: "余 {span}", en: "{span} left" },
  overdue: { zh: "已超时", en: "overdue" },
} as const satisfies Texts;

/** Why a word on modes changes nothing. */
export const modeRefusalTexts = {
  "no-request": {
    zh: "无法处理该模式切换申请：须为正在等待审批的申请，实际没有（已撤回，或已被新的申请取代）。请重新查看当前模式。",
    en: "Cannot act on this request for a mode as it must be the one that waits: got none such, it was taken back or another took its place. Look at the mode again.",
  },
  "request-over": {
    zh: "无法处理该模式切换申请：须在提出后 15 分钟内审批，现已过时。请重新申请。",
    en: "Cannot act on this request for a mode as it waits for 15 minutes: got it later. Ask again.",
  },
  "same-person": {
    zh: "无法批准模式切换：须由申请人以外的人批准，实为申请人 {by} 本人。请由另一人批准。",
    en: "Cannot approve the switch as another than who asked for it must: got {by} again. Have a second person approve it.",
  },
  "until-over": {
    zh: "无法切换模式：其结束时刻须在将来，实际已过。请另定结束时刻。",
    en: "Cannot switch the mode as its end must lie ahead: got one that has passed. Give another.",
  },
  "switch-under-way": {
    zh: "无法处理：模式切换已获批准，正在生效。请稍候查看当前模式。",
    en: "Cannot act on this as the switch is approved and taking effect. Look at the mode in a moment.",
  },
  "not-their-part": {
    zh: "无法切换到{mode}模式：须由{parts}切换。请由其切换。",
    en: "Cannot switch to the mode {mode} as that is up to {parts}: got somebody else. Have one of them do it.",
  },
  "second-person": {
    zh: "无法直接切换到{mode}模式：本市规定须经第二人批准。请先申请（POST /api/v1/mode），再由另一人批准。",
    en: "Cannot switch to the mode {mode} at once as this city wants a second person to approve it: got one. Ask for it (POST /api/v1/mode), and have another approve it.",
  },
  "too-long": {
    zh: "无法切换到{mode}模式：至多持续 {most}，且结束时刻须在将来。请更正结束时刻。",
    en: "Cannot switch to the mode {mode} as it lasts {most} at most and ends in the future: got another end. Correct it.",
  },
  "reason-wanted": {
    zh: "无法切换到{mode}模式：须写明原因，实际没有。请写明原因。",
    en: "Cannot switch to the mode {mode} as a reason must be given: got none. Give one.",
  },
} as const satisfies Texts;

/** What others are notified of when the mode changes. */
export const modeEventTexts = {
  by: { zh: "{by}", en: "by {by}" },
  approved: { zh: "{by}申请，{approvedBy}批准", en: "asked for by {by}, approved by {approvedBy}" },
  expired: { zh: "到时自动结束", en: "its time was over" },
  unknown: { zh: "操作人不详", en: "by somebody unknown" },
  title: { zh: "运行模式：{before} → {mode}", en: "Mode of the city: {before} -> {mode}" },
  message: { zh: "{title}（{who}）。{reason}{until}", en: "{title} ({who}). {reason}{until}" },
  reason: { zh: "原因：{reason}。", en: "Reason: {reason}. " },
  until: { zh: "至 {at}。", en: "Until {at}." },
} as const satisfies Texts;
