import type { Texts } from "../fill.ts";

/** `guanlan drill`. */
export const drillTexts = {
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
  "report-head": { zh: "{title}：案件 {count} 件", en: "{title}: {count} cases" },
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
