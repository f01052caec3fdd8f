import type { CallState } from "../../domain/duty/call.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** `guanlan calls` and `guanlan answer`. */
export const callsCommandTexts = {
  help: { zh: "查看运行中的中枢叫应了谁", en: "show who a running hub has called" },
  "help-case": { zh: "只看该案件", en: "of this case alone" },
  "help-state": { zh: "只看该状态", en: "in this state alone" },
  "help-limit": { zh: "最多行数", en: "most lines" },
  none: { zh: "没有呼叫", en: "no calls" },
  line: {
    zh: "{id}  {at}  第{round}轮第{rung}级  {name}（{channel}）  {state}  {case}",
    en: "{id}  {at}  round {round} rung {rung}  {name} ({channel})  {state}  {case}",
  },
  nobody: { zh: "无人", en: "nobody" },
  "help-answer": { zh: "应答一次呼叫：此后不再呼叫他人", en: "answer a call: nobody else is called about its case" },
  "help-by": { zh: "应答人，不写则为令牌名", en: "who answers; the name of the token where left out" },
  answered: { zh: "{by} 已应答 {id}", en: "{id} is answered by {by}" },
} as const satisfies Texts;

export const callStateNames = {
  waiting: { zh: "待应答", en: "waiting" },
  answered: { zh: "已应答", en: "answered" },
  missed: { zh: "未应答", en: "missed" },
  skipped: { zh: "跳过", en: "skipped" },
} as const satisfies Readonly<Record<CallState, BilingualText>>;

/** `guanlan shift`. */
export const shiftCommandTexts = {
  help: { zh: "值班与交接班", en: "who is on duty, and handing a post over" },
  "help-show": {
    zh: "各岗位现在谁值班，交班单是否已签",
    en: "who is on duty at each post, and whether the sheet is signed",
  },
  "help-handover": { zh: "交班：生成交班单", en: "hand a post over: makes the sheet" },
  "help-to": { zh: "接班人的编号、姓名或账号", en: "id, name or account of the one who takes over" },
  "help-notes": { zh: "交代的事项", en: "what is left to say" },
  "help-sheet": { zh: "查看最新的交班单及其摘要", en: "show the newest sheet and its digest" },
  "help-sign": {
    zh: "接班人签收：摘要见 guanlan shift sheet",
    en: "sign as the one who takes over: the digest is shown by guanlan shift sheet",
  },
  none: { zh: "城市没有岗位（posts.yaml）", en: "the city has no posts (posts.yaml)" },
  "no-sheet": { zh: "该岗位没有交班单", en: "the post has no sheet" },
  post: { zh: "{id}  {name}：{people}，至 {until}{unsigned}", en: "{id}  {name}: {people}, until {until}{unsigned}" },
  empty: { zh: "{id}  {name}：无人值班{unsigned}", en: "{id}  {name}: nobody is on duty{unsigned}" },
  unsigned: { zh: "，交班单未签收", en: ", the sheet is not signed" },
  signed: { zh: "", en: "" },
  sheet: {
    zh: "交班单 {id}（{from} 交 {to}，{at}）\n未结案件 {cases}，超时 {overdue}，无人应答 {calls}，静默 {silences}，盲区 {blind}，未送达接收端 {dead}；模式 {mode}\n交代：{notes}\n摘要 {digest}",
    en: "sheet {id} ({from} to {to}, {at})\nopen cases {cases}, overdue {overdue}, unanswered {calls}, silences {silences}, blind gauges {blind}, endpoints with dead letters {dead}; mode {mode}\nnotes: {notes}\ndigest {digest}",
  },
  case: { zh: "  {id}  {title}", en: "  {id}  {title}" },
  "signed-by": { zh: "{by} 已签收 {id}", en: "{id} is signed by {by}" },
} as const satisfies Texts;
