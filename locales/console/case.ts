import type { Texts } from "../fill.ts";

/** Of one case. */
export const caseTexts = {
  choose: { zh: "在左侧选一件，或按 ] 到下一件。", en: "Choose a case on the left, or press ] for the next." },
  "opened-at": { zh: "{at} 上报", en: "reported {at}" },
  incident: { zh: "同一场雨的其他案件", en: "Other cases of this storm" },
  stages: { zh: "办理阶段", en: "Stages" },
  plot: { zh: "过程线", en: "Over time" },
  timeline: { zh: "时间线（新在上）", en: "Timeline, newest first" },
  "can-do": { zh: "现在能做", en: "What can be done now" },
  cannot: { zh: "还不能", en: "Not yet" },
  ladder: { zh: "叫应", en: "Call ladder" },
  "no-calls": { zh: "没有呼叫", en: "Nobody was called" },
  called: { zh: "{name} · {channel}", en: "{name} · {channel}" },
  nobody: { zh: "无人在岗", en: "nobody on duty" },
  "answer-by": { zh: "{left} 内应答", en: "to answer within {left}" },
  advice: { zh: "处置建议", en: "What to do" },
  doubt: { zh: "存疑", en: "In doubt" },
  feedback: { zh: "处置反馈", en: "Feedback" },
  trace: { zh: "追踪号 {id}", en: "Trace {id}" },
  changed: { zh: "案件刚被改动，请再看一眼：{why}", en: "The case has just changed; look again: {why}" },
  confirm: { zh: "执行", en: "Do it" },
  values: { zh: "各监测项", en: "Gauges" },
  "no-gauge": { zh: "此案件没有可画的监测项", en: "There is no gauge to draw for this case" },
  filed: { zh: "立案", en: "filed" },
  now: { zh: "现在", en: "now" },
} as const satisfies Texts;

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
