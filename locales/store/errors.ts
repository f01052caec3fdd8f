import type { Texts } from "../fill.ts";

/** Errors of the store. */
export const storeTexts = {
  "database-failed": { zh: "无法{action}：{words}。{advice}", en: "Cannot {action}: {words}. {advice}" },
  "stale-writer": {
    zh: "无法提交结果：此前应有 {expected} 次提交，实为 {found} 次。另有中枢在此写入：请停止其中一个。",
    en: "Cannot commit effects: wanted {expected} {expected|commit|commits} before this one, got {found}. Another hub writes here: stop one of them.",
  },
  "rule-set-not-kept": {
    zh: "无法选定规则 {digest}：应为已保存的规则版本，实无此版本；见 `guanlan rules versions`。",
    en: "Cannot pin rules {digest}: wanted a set that is kept, got none; see `guanlan rules versions`.",
  },
  "bad-page": {
    zh: "无法读取分页：`before` 应取自 `next`，实为其他内容；请从第一页重新开始。",
    en: "Cannot read a page: wanted `before` as `next` gave it, got something else; start again from the first page.",
  },
  "delivery-not-kept": {
    zh: "无法{action}：应为已保存的推送，实无此推送；请核对编号，或它已过保存期。",
    en: "Cannot {action}: wanted one that is kept, got none; check the id, or it is past its retention.",
  },
  "too-many-tokens": {
    zh: "无法给设备 {device} 增发令牌：有效令牌应少于 {most} 个，实有 {valid} 个。换发请执行 guanlan device add {device} --replace，吊销请执行 guanlan device revoke {device}。",
    en: "Cannot add a token for device {device}: wanted fewer than {most} valid ones, got {valid}. Run guanlan device add {device} --replace for a new one, or guanlan device revoke {device}.",
  },
  "unknown-api-token": {
    zh: "无法吊销接口令牌 {token}：应为有效令牌的编号，实无此令牌。",
    en: "Cannot revoke API token {token}: wanted a valid token's id, got none such.",
  },
  "account-exists": {
    zh: "无法创建账号 {account}：账号应尚未使用，实已存在。请另取一个，或用 guanlan account roles、password 修改它。",
    en: "Cannot make account {account}: wanted an id that is free, got one in use. Choose another, or change that one with guanlan account roles or password.",
  },
  "subject-taken": {
    zh: "身份标识 {subject} 应尚无账号使用，实已属账号 {account}。请核对标识，或先用 guanlan account subject {account} --none 取消。",
    en: "Subject {subject}: wanted one that no account has, got that of account {account}. Mind the spelling, or take it from there first: guanlan account subject {account} --none.",
  },
  "unknown-account": {
    zh: "无法更改账号 {account}：应为已有的账号，实无此账号。可用 guanlan account list 查看。",
    en: "Cannot change account {account}: wanted one that exists, got none such. See guanlan account list.",
  },
  "folder-not-writable": {
    zh: "无法使用数据文件夹 {path}：应为本用户可写的文件夹，实得 {reason}。请给 uid {uid} 写权限，或把 store.folder 设为可写的文件夹。",
    en: "Cannot use data folder {path}: wanted a folder this user may write, got {reason}. Give uid {uid} the right to write it, or set store.folder to one it has.",
  },
  "uid-of-hub": { zh: "（中枢的用户）", en: "of the hub" },
  "an-error": { zh: "一个错误", en: "an error" },
  "folder-in-use": {
    zh: "无法占用数据文件夹 {path}：应无人使用，实有中枢在其中运行（进程 {pid}）。请停止该中枢，或把 store.folder 设为另一个文件夹。",
    en: "Cannot take data folder {path}: wanted it free, got a hub running in it (process {pid}). Stop that hub, or set store.folder to another folder.",
  },
  "pid-unknown": { zh: "未知", en: "unknown" },
  "thread-stopped": {
    zh: "无法访问 {name}：其线程已停止。请重新启动中枢。",
    en: "Cannot reach {name}: its thread has stopped. Start the hub again.",
  },
  "no-space": {
    zh: "无法写入日志库：{words}。请释放空间或提高限额。",
    en: "Cannot append to the journal: {words}. Free space or raise the limit.",
  },
  "journal-at-limit": {
    zh: "应低于 store.maxBytes = {limit} 字节，实为 {used}",
    en: "wanted it below store.maxBytes = {limit} bytes, got {used}",
  },
  "disk-nearly-full": {
    zh: "空闲应有 store.minFreeBytes = {limit} 字节，实为 {free}",
    en: "wanted store.minFreeBytes = {limit} bytes free, got {free}",
  },
  "backup-incomplete": {
    zh: "无法使用 {folder}：应为完整的备份或数据文件夹，实为未完成的备份（缺少清单或数据库）。请换用完整的备份；对此文件夹可再次执行 `guanlan backup`。",
    en: "Cannot use {folder}: wanted a whole backup or a data folder, got an unfinished backup (its manifest or a database is missing). Take a whole one; `guanlan backup` into this folder may be tried again.",
  },
  "backup-damaged": {
    zh: "无法使用备份 {folder}：{file} 应为 {wanted}，实为 {got}。请换用另一份备份。",
    en: "Cannot use backup {folder}: wanted {file} as {wanted}, got {got}. Take another backup.",
  },
  "reserve-too-large": {
    zh: "无法启动：store.minFreeBytes 应小于 {folder} 所在磁盘的 {size} 字节，实为 {reserve}。请改小，或换用更大的磁盘。",
    en: "Cannot start: wanted store.minFreeBytes below the {size} bytes of the disk of {folder}, got {reserve}. Set less, or take a larger disk.",
  },
  "journal-behind": {
    zh: "无法使用数据文件夹：日志库应至少有 {decided} 行（状态库已处理到此），实有 {end} 行。两个文件不属于同一时刻：请从完整的备份恢复。",
    en: "Cannot use the data folder: wanted a journal of at least {decided} {decided|row|rows}, as far as the state has decided, got {end}. The two files are of different times: restore a whole backup.",
  },
  "no-file": { zh: "无此文件", en: "no such file" },
  "a-manifest": { zh: "备份清单", en: "a backup's manifest" },
  "something-else": { zh: "其他内容", en: "something else" },
  "folder-not-empty": {
    zh: "无法恢复到 {folder}：应为没有数据的文件夹，实有数据库。请移走它，或把 store.folder 设为另一个文件夹。",
    en: "Cannot restore into {folder}: wanted a folder without data, got databases. Move them away, or set store.folder to another folder.",
  },
  "no-journal-file": {
    zh: "无法读取日志库：{path} 应存在，实无此文件；请核对 store.folder",
    en: "Cannot read the journal as {path} must be there: got nothing; check store.folder",
  },
  "not-durable": {
    zh: "无法在 {path} 中安全保存读数：应为 journal_mode wal 和 synchronous 2（FULL），实为 {mode} 和 {synchronous}。请把数据文件夹放在本地磁盘上。",
    en: "Cannot keep readings safe in {path}: wanted journal_mode wal and synchronous 2 (FULL), got {mode} and {synchronous}. Put the data folder on a local disk.",
  },
  "backup-exists": {
    zh: "无法备份到 {folder}：应为空文件夹，实有数据库。",
    en: "Cannot back up into {folder}: wanted an empty folder, got one with databases.",
  },
  "bad-copy": {
    zh: "备份 {file} 不可信：integrity_check 应为 ok，实为 {found}。",
    en: "Cannot trust the copy {file}: wanted integrity_check ok, got {found}.",
  },
  "schema-too-new": {
    zh: "无法打开 {path}：结构版本应不高于 {known}，实为 {found}。请运行写入它的观澜版本，或恢复升级前的备份。",
    en: "Cannot open {path}: wanted schema {known} or older, got {found}. Run the Guanlan that wrote it, or restore a backup taken before the upgrade.",
  },
  "row-without-gauge": {
    zh: "无法写入日志库：每一行都应有监测项的键，实为 {got}。",
    en: "Cannot append to the journal as every row must have a gauge's key: got {got}.",
  },
} as const satisfies Texts;
