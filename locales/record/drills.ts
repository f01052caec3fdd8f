import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** Why a drill was not started or ended. */
export const drillRefusals = {
  "not-running": {
    zh: "无法结束演练 {id}：没有正在进行的这一演练；可先列出演练",
    en: "Cannot end drill {id} as no drill of that name is under way; list the drills first",
  },
  exists: {
    zh: "无法开始演练 {id}：该编号已用过，请另取编号",
    en: "Cannot start drill {id} as there was one of that name before; choose another",
  },
  over: { zh: "无法开始演练：结束时间应在现在之后", en: "Cannot start the drill as its end must lie ahead" },
  "without-stations": {
    zh: "无法在 {areas} 开始演练：区域内没有演练站点（stations.yaml 中 isExercise: true）",
    en: "Cannot start a drill in {areas} as no station there is for drills (isExercise: true in stations.yaml)",
  },
} as const satisfies Texts;

/** Links of a drill's chain. */
export const drillLinkNames = {
  reading: { zh: "读数", en: "reading" },
  received: { zh: "收到", en: "received" },
  alarm: { zh: "报警", en: "alarm" },
  case: { zh: "上报", en: "case" },
  receipt: { zh: "平台签收推送", en: "first delivery taken" },
  call: { zh: "叫应", en: "call" },
  answer: { zh: "应答", en: "answer" },
  dispatch: { zh: "派遣", en: "dispatch" },
  accept: { zh: "接单", en: "accepted" },
  feedback: { zh: "反馈", en: "feedback" },
  verified: { zh: "核实", en: "verified" },
  closed: { zh: "结案", en: "closed" },
} as const satisfies Texts;

/** Of a case that a drill before it, or what was still up, left open. */
export const openBeforeDrill: BilingualText = {
  zh: "演练开始前已上报，未结案：本次演练的报警并入此案件，以下为演练开始后的环节",
  en: "open before the drill, whose alarms joined it: the links are those since its start",
};

/** `guanlan drill`. */
export const drillCommandTexts = {
  help: { zh: "演练", en: "drills" },
  "help-start": { zh: "开始演练", en: "start a drill" },
  "help-end": { zh: "结束演练", en: "end a drill" },
  "help-list": { zh: "列出演练", en: "list drills" },
  "help-report": { zh: "演练报告：每一环节的时刻", en: "report of a drill: the time of every link" },
  "help-run": { zh: "按脚本进行一次演练", en: "play a scripted drill" },
  "help-title": { zh: "演练名称", en: "what the drill is called" },
  "help-area": {
    zh: "参加的区域代码，其中须有演练站点",
    en: "codes of areas that take part; stations of drills must lie there",
  },
  "help-for": { zh: "最长多久，例如 2h；到时自动结束", en: "how long at most, such as 2h; it then ends by itself" },
  "help-url": {
    zh: "中枢的 MQTT 地址；省略时取自设置",
    en: "the hub's MQTT listener; that of the settings when left out",
  },
  "help-linger": { zh: "最后一条读数之后等待多久再结束", en: "how long to wait after the last reading before the end" },
  started: { zh: "演练 {id} 已开始", en: "drill {id} has started" },
  ended: { zh: "演练 {id} 已结束", en: "drill {id} has ended" },
  none: { zh: "没有演练", en: "no drill" },
  line: { zh: "{id}  {title}  {at}  {state}", en: "{id}  {title}  {at}  {state}" },
  "under-way": { zh: "进行中", en: "under way" },
  over: { zh: "已结束", en: "over" },
  reading: { zh: "演练 {scene}：{gauge} = {value} {unit}", en: "DRILL {scene}: {gauge} = {value} {unit}" },
  "report-head": { zh: "{title}：案件 {count} 件", en: "{title}: {count} {count|case|cases}" },
  "report-case": { zh: "{title}（{id}）", en: "{title} ({id})" },
  "report-link": { zh: "  {name}：{time}{after}", en: "  {name}: {time}{after}" },
  after: { zh: "，历时{length}", en: ", after {length}" },
  seconds: { zh: "{n}秒", en: "{n} s" },
  never: { zh: "无", en: "never" },
  "bad-script": { zh: "无法读取演练脚本", en: "Cannot read the script of the drill" },
  "wanted.drill-gauge": { zh: "演练站点的监测项", en: "a gauge of a station of drills" },
  "fix.drill-gauge": {
    zh: "真实站点不参加演练；请改用 stations.yaml 中 isExercise: true 的站点",
    en: "real stations take part in no drill; name one of a station with isExercise: true",
  },
} as const satisfies Texts;
