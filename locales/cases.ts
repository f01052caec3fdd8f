import type { Texts } from "./fill.ts";

/** What cases say on their timelines beside what alarms did, and what is sent of them. */
export const caseTexts = {
  message: { zh: "{line}。{advice}", en: "{line}. {advice}" },
  "message-closed": {
    zh: "{line}。结案（最高{peak}）。{advice}",
    en: "{line}. Case closed (worst level {peak}). {advice}",
  },
  "message-hazard-over": {
    zh: "{line}。险情已过（最高{peak}），待反馈核实后结案。{advice}",
    en: "{line}. The hazard is over (worst level {peak}); the case closes once what was done is told and checked. {advice}",
  },
  "message-reopened": {
    zh: "{line}。险情再起，原案重新打开。{advice}",
    en: "{line}. Back so soon that it is the same matter: the case is open again. {advice}",
  },
  "message-peak-missed": {
    zh: "{line}。事后得知，不是现在的情况。{advice}",
    en: "{line}. Learnt after the fact, this is not how it stands now. {advice}",
  },
  "message-peak-added": {
    zh: "{line}。事后得知，不是现在的情况。",
    en: "{line}. Learnt after the fact, this is not how it stands now.",
  },
  "message-person": { zh: "{title}：{line}", en: "{title}: {line}" },
  "message-person-closed": { zh: "{title}：{line}，结案", en: "{title}: {line}, the case is closed" },
  "peak-missed-advice": {
    zh: "峰值已过，现状未知：先看当前读数，派人核查积水、人员和设施损坏，核实后签收结案。",
    en: "The peak is over and how it stands now is not known: look at the readings, send someone to check for water, people and damage, then acknowledge to close the case.",
  },
  "case-level": { zh: "本案现为{level}", en: "the case is {level} now" },
  "level-lower": {
    zh: "等级已降为{level}，按{level}等级处置，现场管控未经确认不得解除。",
    en: "The level is {level} now: act on that level; open nothing that was closed off before it has been checked on the spot.",
  },
  "peak-missed-title": {
    zh: "漏报峰值（{level}，事后得知）：{title}",
    en: "Missed peak ({level}, learnt late): {title}",
  },
  acknowledged: { zh: "{by} 已签收", en: "acknowledged by {by}" },
  comment: { zh: "{by}：{text}", en: "{by}: {text}" },
  answered: { zh: "{by} 已应答（{channel}）", en: "answered by {by} ({channel})" },
} as const satisfies Texts;

/** Why an action on a case has no effect, and errors. */
export const caseRefusals = {
  "not-open": {
    zh: "无法处理案件：案件须未关闭，而 {id} 已关闭或不存在。请刷新案件列表。",
    en: "Cannot act on the case as it must be open: got {id}, which is closed or unknown. Load the list of cases again.",
  },
  "already-acknowledged": {
    zh: "无法签收案件：案件须未签收，而 {id} 已由 {by} 签收。无需再次签收。",
    en: "Cannot acknowledge the case as nobody must have yet: got {id}, acknowledged by {by}. There is nothing left to do.",
  },
  "unknown-station": {
    zh: "无法立案：站点须在城市中，而 {station} 不在。请重启感知中枢，使城市与规则一同读取。",
    en: "Cannot open a case as its station must be in the city: got {station}. Restart the hub so that city and rules are read together.",
  },
} as const satisfies Texts;
