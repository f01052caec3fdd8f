import type { StationKind } from "../../domain/city/city.ts";
import type { CaseEntryKind } from "../../domain/governance/case.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** States of a case. */
export const caseStateTexts = {
  reported: { zh: "已上报", en: "reported" },
  registered: { zh: "已立案", en: "registered" },
  dispatched: { zh: "已派遣", en: "dispatched" },
  handling: { zh: "处置中", en: "being handled" },
  handled: { zh: "已反馈", en: "handled" },
  verified: { zh: "已核实", en: "verified" },
  closed: { zh: "已结案", en: "closed" },
  voided: { zh: "已作废", en: "voided" },
} as const satisfies Texts;

/** What an alarm is for. */
export const effectTexts = {
  live: { zh: "实时", en: "live" },
  record: { zh: "补记", en: "recorded" },
  shadow: { zh: "试运行", en: "on trial" },
} as const satisfies Texts;

/** Units of signals that are no unit of a property. */
export const signalTexts = {
  intervals: { zh: "个间隔", en: "intervals" },
  chance: { zh: "概率", en: "chance" },
  level: { zh: "级", en: "level" },
  minutes: { zh: "分钟", en: "min" },
} as const satisfies Texts;

/** Whether a device is connected. */
export const deviceTexts = {
  online: { zh: "在线", en: "online" },
  offline: { zh: "离线", en: "offline" },
} as const satisfies Texts;

/** Quality flags. */
export const flagTexts = {
  good: { zh: "可信", en: "good" },
  "not-evaluated": { zh: "未检验", en: "not evaluated" },
  suspect: { zh: "存疑", en: "suspect" },
  fail: { zh: "不可信", en: "fail" },
  missing: { zh: "缺测", en: "missing" },
} as const satisfies Texts;

/** What each kind of line of a case's timeline is called. */
export const caseEntryNames = {
  opened: { zh: "上报", en: "opened" },
  "stepped-up": { zh: "升级", en: "stepped up" },
  "stepped-down": { zh: "降级", en: "stepped down" },
  "alarm-joined": { zh: "报警加入", en: "alarm joined" },
  "alarm-rose": { zh: "报警升级", en: "alarm rose" },
  confirmed: { zh: "实时证实", en: "confirmed live" },
  "alarm-fell": { zh: "报警降级", en: "alarm fell" },
  "alarm-left": { zh: "报警解除", en: "alarm left" },
  "hazard-over": { zh: "险情已过", en: "hazard over" },
  closed: { zh: "结案", en: "closed" },
  reopened: { zh: "再次打开", en: "opened again" },
  "peak-missed": { zh: "离线峰值", en: "peak missed" },
  acknowledged: { zh: "签收", en: "acknowledged" },
  commented: { zh: "批注", en: "comment" },
  registered: { zh: "立案", en: "registered" },
  dispatched: { zh: "派遣", en: "dispatched" },
  accepted: { zh: "接单", en: "accepted" },
  returned: { zh: "回退", en: "returned" },
  assigned: { zh: "指派", en: "assigned" },
  feedback: { zh: "反馈", en: "feedback" },
  verified: { zh: "核实", en: "verified" },
  reworked: { zh: "返工", en: "rework" },
  concluded: { zh: "结案", en: "closed" },
  voided: { zh: "作废", en: "voided" },
  suspended: { zh: "挂账", en: "suspended" },
  resumed: { zh: "恢复", en: "resumed" },
  extended: { zh: "延期", en: "extended" },
  supervised: { zh: "督办", en: "supervised" },
  "step-refused": { zh: "未采纳", en: "not taken" },
  called: { zh: "呼叫", en: "called" },
  "call-answered": { zh: "叫应", en: "call answered" },
  "call-missed": { zh: "未应答", en: "call not answered" },
  "call-skipped": { zh: "跳过", en: "call skipped" },
  "due-soon": { zh: "即将超时", en: "due soon" },
  overdue: { zh: "超时", en: "overdue" },
  evaluated: { zh: "评价", en: "evaluated" },
  noted: { zh: "记录", en: "noted" },
} as const satisfies Record<CaseEntryKind, BilingualText>;

/** What people call each kind of station. */
export const stationKindNames = {
  waterlogging: { zh: "积水点", en: "ponding place" },
  river: { zh: "河道", en: "river" },
  rain: { zh: "雨量站", en: "rain station" },
  manhole: { zh: "检查井", en: "manhole" },
  "pump-station": { zh: "泵站", en: "pump station" },
  "rubber-dam": { zh: "橡胶坝", en: "rubber dam" },
  "power-supply": { zh: "供电", en: "power supply" },
} as const satisfies Record<StationKind, BilingualText>;

/** What stands beside a colour where no alarm gives a level. */
export const lookTexts = {
  calm: { zh: "无报警", en: "no alarm" },
  unknown: { zh: "未知", en: "unknown" },
  /** A level with its numeral. */
  level: { zh: "{level} {numeral}", en: "{level} {numeral}" },
} as const satisfies Texts;
