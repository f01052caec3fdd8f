import type { Texts } from "../../fill.ts";

/** `guanlan ponding`. */
export const pondingCommandTexts = {
  help: {
    zh: "内涝积水点清单：列入、复核、更正、移出，在运行中的感知中枢上",
    en: "the list of ponding places: put on, review, change, take off, on a running hub",
  },
  "help-list": { zh: "清单，复核逾期的在前", en: "the list, overdue reviews in front" },
  "help-area": { zh: "区域代码", en: "code of the area" },
  "help-overdue": { zh: "只列复核逾期的", en: "those whose review is overdue alone" },
  "help-delisted": { zh: "列出已移出的", en: "those that were taken off" },
  "help-show": { zh: "一个积水点及其历史", en: "one place with its history" },
  "help-add": { zh: "将站点列入清单", en: "put a station on the list" },
  "help-review": { zh: "已复核", en: "it has been reviewed" },
  "help-change": { zh: "更正清单内容", en: "change what is written of it" },
  "help-delist": { zh: "移出清单", en: "take it off the list" },
  "help-reason": { zh: "原因，随改动保存", en: "why; kept with the change" },
  "help-due": { zh: "下次复核日期 YYYY-MM-DD", en: "day of the next review, YYYY-MM-DD" },
  "help-source": { zh: "依据的文件、通知或纪要", en: "list, notice or minutes that it rests on" },
  "help-deepest": { zh: "有记录的最大积水深度，单位 m", en: "deepest water on record, m" },
  "help-cause": { zh: "积水原因", en: "why water stands here" },
  "help-measures": { zh: "整治与值守措施", en: "what is done about it" },
  "help-revision": {
    zh: "所见的版本号；已被他人改动则不执行",
    en: "the revision you have seen; nothing is done where others changed it",
  },
  none: { zh: "清单中没有这样的积水点", en: "no such places on the list" },
  count: {
    zh: "共 {count} 处，复核逾期 {overdue} 处（{today}）",
    en: "{count} {count|place|places}, {overdue} with an overdue review ({today})",
  },
  line: {
    zh: "{id}  第 {revision} 版  {name}  {day} 列入，复核期限 {due}{mark}",
    en: "{id}  revision {revision}  {name}  listed {day}, review due {due}{mark}",
  },
  "line-off": {
    zh: "{id}  第 {revision} 版  {name}  不在清单",
    en: "{id}  revision {revision}  {name}  not on the list",
  },
  overdue: { zh: "（逾期）", en: " (overdue)" },
  cause: { zh: "  原因：{words}", en: "  cause: {words}" },
  measures: { zh: "  措施：{words}", en: "  measures: {words}" },
  change: { zh: "  {at}  {by} {move}：{reason}", en: "  {at}  {move} by {by}: {reason}" },
} as const satisfies Texts;
