import type { CaseMoveKind } from "../../domain/inputs/acts/case-action.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** Of one case. */
export const caseTexts = {
  choose: { zh: "在左侧选一件，或按 ] 到下一件。", en: "Choose a case on the left, or press ] for the next." },
  "opened-at": { zh: "{at} 上报", en: "reported {at}" },
  stages: { zh: "办理阶段", en: "Stages" },
  timeline: { zh: "时间线（新在上）", en: "Timeline, newest first" },
  "can-do": { zh: "现在能做", en: "What can be done now" },
  cannot: { zh: "还不能", en: "Not yet" },
  ladder: { zh: "叫应", en: "Call ladder" },
  "no-calls": { zh: "没有呼叫", en: "Nobody was called" },
  called: { zh: "{name} · {channel}", en: "{name} · {channel}" },
  nobody: { zh: "无人在岗", en: "nobody on duty" },
  "answer-by": { zh: "应答时限还剩 {left}", en: "{left} left to answer" },
  advice: { zh: "处置建议", en: "What to do" },
  doubt: { zh: "存疑", en: "In doubt" },
  confirm: { zh: "执行", en: "Do it" },
  "no-gauge": { zh: "此案件没有可画的监测项", en: "There is no gauge to draw for this case" },
  revision: { zh: "第 {revision} 版", en: "revision {revision}" },
  "back-command": { zh: "返回待办", en: "Back to the queue" },
  back: { zh: "‹ 返回待办", en: "‹ Back to the queue" },
  "acknowledged-by": { zh: "{by} 已签收", en: "acknowledged by {by}" },
  late: { zh: "事后得知", en: "learnt of late" },
  steady: { zh: "5 分内持平", en: "steady for 5 min" },
  rise: { zh: "{amount} / 5 分", en: "{amount} in 5 min" },
  deliveries: { zh: "送达", en: "Deliveries" },
  "no-deliveries": { zh: "没有要送达的对象", en: "Nobody was to be told" },
  "deliveries-done": { zh: "已送达 {count} 次", en: "{count} arrived" },
  "deliveries-pending": { zh: "{count} 条还没送到", en: "{count} not there yet" },
  "deliveries-dead": { zh: "{count} 条没能送到", en: "{count} never arrived" },
  "deliveries-more": { zh: "还有 {count} 条", en: "{count} more" },
  "deliveries-again": { zh: "第 {attempt} 次在 {left} 后", en: "attempt {attempt} in {left}" },
  "changed-title": { zh: "案件已变更，请再看一眼", en: "The case has changed: look again" },
  "changed-line": { zh: "{at} {words}", en: "{at} {words}" },
  "changed-seen": { zh: "看过了", en: "I have looked" },
  "changed-while-open": {
    zh: "填写期间案件由第 {from} 版变为第 {to} 版：{words}",
    en: "While this was open the case went from revision {from} to {to}: {words}",
  },
  "changed-confirm": { zh: "已变更：看过了，继续", en: "Changed: I have looked, go on" },
  "closed-despite": { zh: "缺{lacking}而结案", en: "closed without {lacking}" },
  "closed-despite-level": {
    zh: "险情仍为{level}时结案（缺{lacking}）",
    en: "closed while it stood at {level} (without {lacking})",
  },
  reported: { zh: "上报", en: "reported" },
} as const satisfies Texts;

/** Moves as they stand on buttons. */
export const moveTitles = {
  acknowledge: { zh: "签收，我来办", en: "Acknowledge" },
  comment: { zh: "批注…", en: "Comment…" },
  register: { zh: "立案", en: "Register" },
  dispatch: { zh: "派遣…", en: "Dispatch…" },
  accept: { zh: "接单", en: "Accept" },
  return: { zh: "回退…", en: "Return…" },
  assign: { zh: "指派…", en: "Assign…" },
  feedback: { zh: "反馈…", en: "Feedback…" },
  verify: { zh: "核实…", en: "Verify…" },
  rework: { zh: "返工…", en: "Send back…" },
  close: { zh: "结案", en: "Close" },
  void: { zh: "作废（误报）…", en: "Void (false alarm)…" },
  suspend: { zh: "挂账…", en: "Suspend…" },
  resume: { zh: "恢复", en: "Resume" },
  extend: { zh: "延期…", en: "Extend…" },
  supervise: { zh: "督办…", en: "Supervise…" },
} as const satisfies Record<CaseMoveKind, BilingualText>;

/** The same where nothing more is asked: without the dots. */
export function moveTitle(kind: CaseMoveKind): BilingualText {
  const { zh, en } = moveTitles[kind];
  return { zh: zh.replace("…", ""), en: en.replace("…", "") };
}

/** Fields that a move asks for. */
export const moveFieldTexts = {
  reason: { zh: "原因", en: "Why" },
  text: { zh: "说明", en: "Words" },
  unitId: { zh: "承办单位", en: "Unit" },
  person: { zh: "承办人", en: "Person" },
  until: { zh: "到何时（本市时间）", en: "Until (city time)" },
  note: { zh: "交代", en: "Note" },
  despite: {
    zh: "尚缺：{lacking}。仍要结案请写明原因，案件会带标记。",
    en: "Not there yet: {lacking}. To close it all the same say why; the case is marked.",
  },
} as const satisfies Texts;

export const callStateTexts = {
  waiting: { zh: "呼叫中", en: "calling" },
  answered: { zh: "已应答", en: "answered" },
  missed: { zh: "未应答", en: "not answered" },
  skipped: { zh: "跳过", en: "skipped" },
} as const satisfies Texts;

export const deliveryStateTexts = {
  pending: { zh: "待送达", en: "on its way" },
  delivered: { zh: "已送达", en: "arrived" },
  dead: { zh: "没能送到", en: "never arrived" },
} as const satisfies Texts;

/** Of "why believe it": what speaks for a case and what against. */
export const beliefTexts = {
  title: { zh: "为什么信它", en: "Why believe it" },
  reading: { zh: "读数", en: "Reading" },
  "reading-live": { zh: "{value}，质量检查未见异常", en: "{value}, quality checks have no objection" },
  "reading-not-live": {
    zh: "{gauge} {state}：现在的情况不知道",
    en: "{gauge} is {state}: how it stands now is not known",
  },
  trusted: { zh: "存疑读数为何采信", en: "Why a doubtful reading was believed" },
  sister: { zh: "同站比对", en: "Same station" },
  "sister-agrees": { zh: "{gauge} {value}，相差 {difference}", en: "{gauge} {value}, {difference} apart" },
  "sister-unknown": { zh: "{gauge} {state}，无从比对", en: "{gauge} is {state}: nothing to compare" },
  "sister-none": { zh: "同站没有第二个同类监测项", en: "No second gauge of its kind at the station" },
  neighbour: { zh: "邻近同类", en: "Nearest of its kind" },
  "neighbour-says": { zh: "{station}（{far}）{value}", en: "{station} ({far}): {value}" },
  "neighbour-none": { zh: "5 公里内没有可信的同类监测项", en: "None that can be believed within 5 km" },
  rain: { zh: "近 1 小时雨量", en: "Rain of the last hour" },
  "rain-says": { zh: "{station}（{far}）{amount}", en: "{station} ({far}): {amount}" },
  "rain-unknown": { zh: "{station} {state}，雨情不明", en: "{station} is {state}: whether it rains is not known" },
  "rain-none": { zh: "5 公里内没有雨量站", en: "No rain gauge within 5 km" },
  upstream: { zh: "上游", en: "Upstream" },
  "upstream-says": { zh: "{station}（约 {travel} 到）{state}", en: "{station} (about {travel} away): {state}" },
  clock: { zh: "设备时钟", en: "Device clock" },
  "clock-says": { zh: "{name}，偏差 {offset}", en: "{name}, off by {offset}" },
  "clock-unknown": { zh: "设备没报过时间", en: "The device has told no time" },
  refusal: { zh: "最近被拒的消息", en: "Last refused message" },
  holds: { zh: "静默与抑制", en: "Silences and inhibitions" },
  "holds-none": { zh: "没有静默，没有抑制", en: "No silence, no inhibition" },
  flaps: { zh: "反复 {count} 次，报警不稳", en: "on and off {count} {count|time|times}: unstable" },
  explains: {
    zh: "另有 {count} 个报警因它而起，已并入",
    en: "{count} other {count|alarm comes of it and is|alarms come of it and are} folded",
  },
  calm: { zh: "无报警", en: "no alarm" },
} as const satisfies Texts;
