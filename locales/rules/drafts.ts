import type { Texts } from "../fill.ts";

/** Why a word on a drafted set of rules changes nothing. */
export const draftRefusalTexts = {
  unknown: {
    zh: "无法处理规则草案 {digest}：须为已提交的草案，实际没有。请查看 GET /api/v1/rules/drafts。",
    en: "Cannot act on the draft {digest} as it must be one that was handed in: got none such. See GET /api/v1/rules/drafts.",
  },
  over: {
    zh: "无法处理规则草案 {digest}：该草案须未了结，实际已批准过、驳回或启用。请重新查看草案列表；已驳回的可重新提交。",
    en: "Cannot act on the draft {digest} as it must not be decided on: got one that was approved before, rejected or activated. Look at the drafts again; draft anew what was rejected.",
  },
  there: {
    zh: "规则草案 {digest} 已在审批中，内容相同，无需重复提交。",
    en: "Cannot draft {digest} again as the same rules are drafted already: got them twice. There is nothing to do.",
  },
  "same-person": {
    zh: "无法批准规则草案 {digest}：须由起草人以外的人批准，实为起草人本人。请由另一人批准。",
    en: "Cannot approve the draft {digest} as another than its author must: got the author. Have a second person approve it.",
  },
  "not-approved": {
    zh: "无法启用规则草案 {digest}：须已由第二人批准，实际没有。请先批准。",
    en: "Cannot activate the draft {digest} as a second person must have approved it: got nobody. Have it approved first.",
  },
  unfit: {
    zh: "无法启用规则草案 {digest}：须与城市数据相符，实际不符。请修改后重新提交：{problems}",
    en: "Cannot activate the draft {digest} as it must fit the city: it does not. Mend it and draft it again: {problems}",
  },
  failed: {
    zh: "规则草案 {digest} 暂未生效，正在重试：{words}",
    en: "The draft {digest} has not taken over yet and is tried again: {words}",
  },
  frozen: {
    zh: "无法启用规则 {digest}：{mode}模式下规则冻结。请待模式结束，或由指挥员写明原因强制启用（override）。",
    en: "Cannot activate the rules {digest} as rules are frozen in the mode {mode}: got other rules. Wait for its end, or have a commander override it with a reason.",
  },
  "override-part": {
    zh: "无法强制启用规则 {digest}：须由指挥员写明原因，实际不是。请由指挥员操作。",
    en: "Cannot override the freeze for {digest} as a commander must, with a reason: got neither. Have a commander do it.",
  },
} as const satisfies Texts;
