import type { EvidenceKind } from "../domain/governance/case-record.ts";
import type { CaseState } from "../domain/governance/case-state.ts";
import type { CaseMoveKind } from "../domain/inputs/acts/case-action.ts";
import type { BilingualText } from "../domain/text.ts";
import type { Texts } from "./fill.ts";

/** What each state of a case is called, as a reader finds it there. */
export const caseStateNames = {
  reported: { zh: "上报", en: "reported" },
  registered: { zh: "立案", en: "registered" },
  dispatched: { zh: "派遣", en: "dispatched" },
  handling: { zh: "处置", en: "being handled" },
  handled: { zh: "反馈", en: "handled" },
  verified: { zh: "核实", en: "verified" },
  closed: { zh: "结案", en: "closed" },
  voided: { zh: "作废", en: "voided" },
} as const satisfies Record<CaseState, BilingualText>;

/** What each move of a case is called. */
export const moveNames = {
  acknowledge: { zh: "签收", en: "acknowledge" },
  comment: { zh: "批注", en: "comment on" },
  register: { zh: "立案", en: "register" },
  dispatch: { zh: "派遣", en: "dispatch" },
  accept: { zh: "接单", en: "accept" },
  return: { zh: "回退", en: "return" },
  assign: { zh: "指派", en: "assign" },
  feedback: { zh: "反馈", en: "give feedback on" },
  verify: { zh: "核实", en: "verify" },
  rework: { zh: "返工", en: "send back for rework" },
  close: { zh: "结案", en: "close" },
  void: { zh: "作废", en: "void" },
  suspend: { zh: "挂账", en: "suspend" },
  resume: { zh: "恢复", en: "resume" },
  extend: { zh: "延期", en: "extend" },
  supervise: { zh: "督办", en: "supervise" },
} as const satisfies Record<CaseMoveKind, BilingualText>;

/** Lines that moves leave on the timeline. */
export const moveLines = {
  register: { zh: "{by} 立案", en: "registered by {by}" },
  dispatch: { zh: "{by} 派遣至{unit}", en: "dispatched to {unit} by {by}" },
  "dispatch-note": { zh: "{by} 派遣至{unit}：{note}", en: "dispatched to {unit} by {by}: {note}" },
  accept: { zh: "{by} 接单，{unit}处置中", en: "accepted by {by}, {unit} is on it" },
  return: { zh: "{by} 回退：{reason}", en: "returned by {by}: {reason}" },
  assign: { zh: "{by} 指派给 {person}", en: "assigned to {person} by {by}" },
  feedback: { zh: "{by} 反馈：{text}", en: "feedback by {by}: {text}" },
  "feedback-photos": {
    zh: "{by} 反馈：{text}（照片 {photos} 张）",
    en: "feedback by {by}: {text} (photos: {photos})",
  },
  verify: { zh: "{by} 核实", en: "verified by {by}" },
  "verify-text": { zh: "{by} 核实：{text}", en: "verified by {by}: {text}" },
  rework: { zh: "{by} 要求返工：{reason}", en: "sent back for rework by {by}: {reason}" },
  close: { zh: "{by} 结案", en: "closed by {by}" },
  "close-reason": { zh: "{by} 结案：{reason}", en: "closed by {by}: {reason}" },
  "close-despite": {
    zh: "{by} 在缺少{lacking}的情况下结案：{reason}",
    en: "closed by {by} without {lacking}: {reason}",
  },
  "close-despite-level": {
    zh: "{by} 在险情仍为{level}时结案（缺少{lacking}）：{reason}",
    en: "closed by {by} while the hazard still stands at {level} (without {lacking}): {reason}",
  },
  void: { zh: "{by} 作废：{reason}", en: "voided by {by}: {reason}" },
  suspend: { zh: "{by} 挂账至 {until}：{reason}", en: "suspended until {until} by {by}: {reason}" },
  resume: { zh: "{by} 恢复", en: "resumed by {by}" },
  extend: { zh: "{by} 延期至 {until}：{reason}", en: "extended to {until} by {by}: {reason}" },
  supervise: { zh: "{by} 督办：{reason}", en: "supervised by {by}: {reason}" },
  "step-refused": {
    zh: "{by} 报来{move}，本案现处于{state}，未采纳",
    en: "{by} told of: {move}; not taken, as the case is {state}",
  },
  "step-refused-text": {
    zh: "{by} 报来{move}，本案现处于{state}，未采纳：{text}",
    en: "{by} told of: {move}; not taken, as the case is {state}: {text}",
  },
} as const satisfies Texts;

/** What the city's standing order does by itself, and why. */
export const orderTexts = {
  name: { zh: "常规处置规定", en: "the standing order" },
  unheard: {
    zh: "险情解除后监测项 {gauge} 失联，不能据此核实，须派人现场核实",
    en: "gauge {gauge} has not been heard since the hazard's end, which proves nothing: somebody has to look",
  },
  "is-back": { zh: "险情再起", en: "the hazard is back" },
  "sensor-verified": {
    zh: "传感器连续 {minutes} 分钟无报警",
    en: "no alarm of its sensors for {minutes} min",
  },
} as const satisfies Texts;

/** What the standing order asks for before a case is closed. */
export const evidenceNames = {
  "hazard-over": { zh: "险情解除", en: "the end of the hazard" },
  "held-clear": { zh: "足够的平稳时间", en: "the quiet time after it" },
  feedback: { zh: "处置反馈", en: "feedback" },
  verified: { zh: "现场核实", en: "verification" },
} as const satisfies Record<EvidenceKind, BilingualText>;

/** Why a move has no effect now: wanted, got, and what to do instead. */
export const moveRefusals = {
  "wrong-state": {
    zh: "无法{move}案件：案件须处于{states}，而 {id} 处于{state}。{fix}",
    en: "Cannot {move} the case as it must be {states}: got {id}, which is {state}. {fix}",
  },
  over: {
    zh: "无法{move}案件：案件须未关闭，而 {id} 已{state}。请刷新案件列表。",
    en: "Cannot {move} the case as it must be open: got {id}, which is {state}. Load the list of cases again.",
  },
  "wrong-part": {
    zh: "无法{move}案件：须由{parts}进行，而来者为{part}。请交由其办理。",
    en: "Cannot {move} the case as it takes {parts}: got {part}. Ask one of them.",
  },
  "already-suspended": {
    zh: "无法挂账：案件须未挂账，而 {id} 已挂账至 {until}。请先恢复，或改为延期。",
    en: "Cannot suspend the case as it must not be already: got {id}, suspended until {until}. Resume it first, or extend its limit.",
  },
  "not-suspended": {
    zh: "无法恢复：案件须已挂账，而 {id} 未挂账。无需恢复。",
    en: "Cannot resume the case as it must be suspended: got {id}, which is not. There is nothing to do.",
  },
  "past-until": {
    zh: "无法{move}案件：期限须在 {now} 之后，而所给为 {until}。请给出将来的时刻。",
    en: "Cannot {move} the case as the moment must lie after {now}: got {until}. Give one that is still to come.",
  },
  "hazard-stands": {
    zh: "无法核实案件：险情须已解除，而 {id} 仍为{level}。请待险情解除后核实，或写明理由结案（将作标记）。",
    en: "Cannot verify the case as its hazard must be over: got {id}, which is {level} still. Verify it once the hazard is over, or close it with a reason, which marks it.",
  },
  "not-longer": {
    zh: "无法延期：新的期限须晚于现有期限 {due}，而所给为 {until}。请给出更晚的时刻。",
    en: "Cannot extend the limit as the moment must lie after its present end, {due}: got {until}. Give a later one.",
  },
  "unknown-unit": {
    zh: "无法派遣：单位须在城市中，而 {unit} 不在。请从 units.yaml 中选择。",
    en: "Cannot dispatch the case as the unit must be one of the city: got {unit}. Choose one of units.yaml.",
  },
  "no-reason": {
    zh: "无法结案：须有结案依据或理由，而 {id} 缺少{lacking}且未给理由。请补齐依据，或写明理由结案（将作标记）。",
    en: "Cannot close the case as it takes its evidence or a reason: got {id} without {lacking}, and no reason. Bring what is missing, or close it with a reason, which marks it.",
  },
  "changed-since": {
    zh: "无法{move}案件：案件须为第 {wanted} 版，而 {id} 已是第 {revision} 版。请查看变动后再试。",
    en: "Cannot {move} the case as it must be at revision {wanted}: got {id} at {revision}. Look at what changed, then try again.",
  },
  "key-used": {
    zh: "无法{move}案件：同一幂等键须对应同一操作，而 {key} 此前用于{other}。请换用新的键。",
    en: "Cannot {move} the case as one key stands for one act: got {key}, which was used to {other} it before. Send a new key.",
  },
  "already-there": {
    zh: "无法{move}案件：这一步须尚未完成，而 {id} 已处于{state}。无需再报。",
    en: "Cannot {move} the case as that step must still be ahead: got {id}, which is {state}. There is nothing to do.",
  },
} as const satisfies Texts;

/** What to do instead where a case is not in the state that a move asks for. */
export const moveFixes = {
  first: { zh: "请先{moves}。", en: "First: {moves}." },
  none: { zh: "请查看案件现状。", en: "Look at how the case stands." },
} as const satisfies Texts;

/** Parts in which somebody acts. */
export const partNames = {
  "duty-officer": { zh: "值班员", en: "a duty officer" },
  commander: { zh: "指挥员", en: "a commander" },
  platform: { zh: "派遣平台", en: "the dispatch platform" },
  unit: { zh: "责任单位", en: "the responsible unit" },
  rule: { zh: "常规处置规定", en: "the standing order" },
} as const satisfies Texts;

/** What others did to a case meanwhile, behind why an act was refused. */
export const changedSinceTexts = {
  changes: { zh: "{words}其间：{changes}", en: "{words} Since then: {changes}" },
} as const satisfies Texts;

/** What a platform's bare word that it is done says on the timeline. */
export const handledText = { zh: "已处置", en: "handled" } as const satisfies BilingualText;
