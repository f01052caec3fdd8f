import type { Texts } from "../fill.ts";

/** `guanlan deliveries`. */
export const deliveriesTexts = {
  help: { zh: "管理推送", en: "webhook deliveries" },
  "help-replay": { zh: "把推送重新放回队列", en: "put deliveries back in the queue" },
  "help-id": { zh: "只此一条", en: "this one only" },
  "help-endpoint": { zh: "只此接收端", en: "of this endpoint only" },
  "help-state": { zh: "dead（死信）或 delivered（已送达）", en: "dead or delivered" },
  "help-acknowledge": {
    zh: "确认死信：有关人员已通过其他方式知悉",
    en: "note that those concerned know of dead letters otherwise, such as by phone",
  },
  "help-by": { zh: "确认人", en: "who says so" },
  acknowledged: { zh: "{count} 条死信已确认", en: "{count} dead letters are acknowledged" },
  "help-enable": { zh: "重新启用被停用的接收端", en: "enable an endpoint that was disabled" },
  replayed: { zh: "{count} 条推送已重新排队", en: "{count} {count|delivery is|deliveries are} queued again" },
  enabled: { zh: "接收端 {id} 已重新启用", en: "endpoint {id} is enabled again" },
} as const satisfies Texts;

/** `guanlan backup`. */
export const backupTexts = {
  help: { zh: "在线备份到一个新文件夹", en: "copy a running or stopped hub's data to a new folder" },
  done: { zh: "已备份到 {folder}", en: "copied to {folder}" },
} as const satisfies Texts;

/** `guanlan restore`. */
export const restoreTexts = {
  help: { zh: "把完整的备份恢复到没有数据的数据文件夹", en: "copy a whole backup into a data folder without data" },
  done: { zh: "已把 {folder} 恢复到 {to}", en: "restored {folder} into {to}" },
} as const satisfies Texts;
