import type { Texts } from "../../fill.ts";

/** `guanlan case`. */
export const caseCommandTexts = {
  help: { zh: "案件：查看、办理（对运行中的感知中枢）", en: "cases: look at them and move them, on a running hub" },
  "help-list": {
    zh: "列出案件；按 due 或 level 只列未结者",
    en: "list cases; by due and level open ones alone",
  },
  "help-show": { zh: "一个案件及其经过", en: "one case with its timeline" },
  "help-moves": {
    zh: "一个案件现在可做什么，不可做的说明原因",
    en: "what may be done to a case now, and why not what may not",
  },
  "help-sort": {
    zh: "次序：due 先到期者在前，level 等级高者在前，opened 新者在前",
    en: "due: earliest due first; level: gravest first; opened: newest first",
  },
  "help-state": { zh: "状态，可写多个，以逗号分隔", en: "states, with commas between" },
  "help-area": { zh: "区域代码，含下级", en: "area by code, with all below it" },
  "help-assignee": { zh: "指派给谁", en: "given to whom" },
  "help-limit": { zh: "至多多少个", en: "how many at most" },
  "help-overdue": { zh: "只列超时者", en: "overdue ones alone" },
  "help-unacknowledged": { zh: "只列未签收者", en: "those alone that nobody acknowledged" },
  "help-reason": { zh: "原因", en: "why" },
  "help-text": { zh: "内容", en: "what" },
  "help-unit": { zh: "单位编号", en: "unit by id" },
  "help-person": { zh: "姓名", en: "name of the person" },
  "help-until": { zh: "至何时，形如 2026-07-20T16:00:00+08:00", en: "until when, such as 2026-07-20T16:00:00+08:00" },
  "help-photo": { zh: "照片地址或编号，可写多个", en: "photos by address or id" },
  "help-revision": {
    zh: "所见的修订号；其后有人更改则拒绝",
    en: "revision that you have seen; refused where others changed it since",
  },
  "help-key": {
    zh: "幂等键：同一键的同一操作只做一次",
    en: "idempotency key: the same act with the same key is made once",
  },
  "help-move": { zh: "案件{move}", en: "{move} a case" },
  none: { zh: "没有符合的案件", en: "no such cases" },
  line: {
    zh: "{id}  {state}{marks}  {level}  {opened}  {title}",
    en: "{id}  {state}{marks}  {level}  {opened}  {title}",
  },
  "no-level": { zh: "已解除", en: "over" },
  counts: {
    zh: "未结 {open}，超时 {overdue}，未签收 {unacknowledged}，挂账 {suspended}，督办 {supervised}",
    en: "{open} open, {overdue} overdue, {unacknowledged} not acknowledged, {suspended} suspended, {supervised} supervised",
  },
  "mark-overdue": { zh: "超时", en: "overdue" },
  "mark-suspended": { zh: "挂账", en: "suspended" },
  "mark-supervised": { zh: "督办", en: "supervised" },
  "mark-despite": { zh: "险情未解除而结案", en: "closed by hand" },
  marks: { zh: "（{marks}）", en: " ({marks})" },
  entry: { zh: "{at}  {words}", en: "{at}  {words}" },
  advice: { zh: "处置建议：{advice}", en: "What to do: {advice}" },
  "move-allowed": { zh: "可{name}", en: "may: {name}" },
  "move-marked": {
    zh: "可{name}（须写明理由，将作标记：缺少{lacking}）",
    en: "may: {name} (with a reason, and marked: without {lacking})",
  },
  "move-refused": { zh: "不可{name}：{reason}", en: "may not: {name}. {reason}" },
  done: { zh: "案件 {id} 现处于{state}（第 {revision} 版）", en: "case {id} is {state} (revision {revision})" },
} as const satisfies Texts;
