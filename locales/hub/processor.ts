import type { Texts } from "../fill.ts";

/** Errors of deciding the log and committing what comes of it. */
export const processorTexts = {
  "stuck-step": {
    zh: "时间无法推进：步骤 {step} 须越过 {at}，却仍停在同一时刻；请作为中枢的缺陷上报",
    en: "Cannot let time pass as step {step} must move on from {at}: got the same moment again; report this as a fault of the hub",
  },
  "saved-state": {
    zh: "无法恢复步骤 {step} 的 {key}：保存的状态须为版本 1，实得 {got}；请恢复备份，或在空的状态库上重放日志库",
    en: "Cannot restore {key} of {step} as its saved state must have version 1: got {got}; restore a backup, or replay the journal into an empty state",
  },
  "commit-failed": { zh: "无法提交判定结果：{got}", en: "Cannot commit what was decided: got {got}" },
  stopped: {
    zh: "无法告知该条目的结果：中枢须运行到其提交为止，现已停止；条目已在日志库中，下次启动时生效",
    en: "Cannot say what came of an entry as the hub must run until it is committed: got a stop; it is in the log and takes effect at the next start",
  },
} as const satisfies Texts;
