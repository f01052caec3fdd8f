import type { Texts } from "../fill.ts";

/** What an alarm compares, where the words of its condition alone do not say it. */
export const signalNameTexts = {
  of: { zh: "{property}{condition}", en: "{property}, {condition}:" },
  /** What is expected, never what is: lines of forecasts have texts of their own (`locales/messages/alarm-lines.ts`). */
  forecast: {
    zh: "预计{property}{condition}目标水位，可能性",
    en: "expected {property}, chance of its mark {condition}:",
  },
} as const satisfies Texts;

/** The alarm that a rule cannot be judged somewhere. */
export const unjudgedTexts = {
  "reason.failure": { zh: "计算出错：{error}", en: "judging it fails: {error}" },
  "reason.thresholds-unset": {
    zh: "规则所需的阈值在此处不再有值",
    en: "the thresholds that the rule names are no longer set here",
  },
  title: { zh: "{place}：规则 {rule} 无法判断", en: "{place}: rule {rule} cannot be judged" },
  statement: { zh: "规则 {rule} 无法判断", en: "rule {rule} cannot be judged" },
  "statement-over": { zh: "规则 {rule} 恢复判断", en: "rule {rule} is judged again" },
  advice: {
    zh: "此处的这类险情无人判断，请人工值守；修改规则 {rule} 或补全站点阈值，也可执行 guanlan rules rollback。",
    en: "Nobody judges this danger here: watch it by hand, mend rule {rule} or the station's thresholds, or run guanlan rules rollback.",
  },
} as const satisfies Texts;

/** Saved state of rules that cannot be read back. */
export const savedAlarmTexts = {
  "alarm-unreadable": {
    zh: "无法恢复报警 {key}：保存的状态须为版本 2，实为 {got}；请恢复备份，或从空状态重放日志库",
    en: "Cannot restore alarm {key} as its saved state must have version 2: got {got}; restore a backup, or replay the journal into an empty state",
  },
  "unjudged-unreadable": {
    zh: "无法恢复 {key}：保存的状态须为版本 1，实为 {got}；请恢复备份，或从空状态重放日志库",
    en: "Cannot restore {key} as its saved state must have version 1: got {got}; restore a backup, or replay the journal into an empty state",
  },
} as const satisfies Texts;
