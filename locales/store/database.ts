import type { Texts } from "../fill.ts";

/** What the store says of a failure of SQLite, by the code it becomes. */
export const databaseFailureTexts = {
  "store.disk_full": {
    zh: "磁盘或日志库配额已满：空间恢复前不确认任何读数；请释放空间。",
    en: "The disk or the journal's quota is full: nothing is acknowledged until space is back; free space.",
  },
  "store.busy": {
    zh: "另一进程占用数据库超过 5 秒：将重试；请停止该进程。",
    en: "Another process held the database for more than 5 s: it is tried again; stop the other process.",
  },
  "store.write_failed": {
    zh: "磁盘拒绝写入：本次内容均未保存；请检查磁盘和内核日志。",
    en: "The disk refused a write: nothing of it was kept; check the disk and the kernel log.",
  },
  "store.read_only": {
    zh: "数据文件夹不可写：请给中枢的用户写权限。",
    en: "The data folder cannot be written: give the hub's user the right to write it.",
  },
  "store.corrupt": {
    zh: "数据库已损坏：请停止中枢，把最新备份恢复到空文件夹。",
    en: "A database is damaged: stop the hub and restore the newest backup into an empty folder.",
  },
  "store.cannot_open": {
    zh: "数据库打不开：请确认数据文件夹存在且可读。",
    en: "A database cannot be opened: check that the data folder exists and is readable.",
  },
} as const satisfies Texts;

/** What the store was doing when a database failed, as a blank of `databaseFailed`. */
export const storeActionTexts = {
  call: { zh: "执行 {name}", en: "{name}" },
  "open-database": { zh: "打开 {path}", en: "open {path}" },
  "open-for-reading": { zh: "打开 {path} 读取", en: "open {path} for reading" },
  "read-file": { zh: "读取 {path}", en: "read {path}" },
  "make-folder": { zh: "创建数据文件夹 {path}", en: "make data folder {path}" },
  "lock-folder": { zh: "锁定数据文件夹 {path}", en: "lock data folder {path}" },
  "back-up": { zh: "把 {from} 备份到 {to}", en: "back up {from} into {to}" },
  restore: { zh: "把备份 {from} 恢复到 {to}", en: "restore backup {from} into {to}" },
  migrate: { zh: "把 {path} 升级到结构版本 {version}", en: "bring {path} to schema {version}" },
  "read-body": { zh: "读取推送 {id} 的正文", en: "read the body of delivery {id}" },
  "record-attempt": { zh: "记录推送 {id} 的一次投递", en: "record an attempt of delivery {id}" },
} as const satisfies Texts;
