import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** What the operating system says no with, by the code of the error. */
export const systemErrorTexts = {
  EACCES: { zh: "没有权限", en: "no permission" },
  EADDRINUSE: { zh: "端口已被占用", en: "the port is taken" },
  EADDRNOTAVAIL: { zh: "本机没有这个地址", en: "this machine has no such address" },
  EAI_AGAIN: { zh: "域名暂时无法解析", en: "the name cannot be looked up at the moment" },
  EBUSY: { zh: "正被占用", en: "in use" },
  ECONNREFUSED: { zh: "对方拒绝连接，可能没有在运行", en: "the connection was refused, perhaps nothing runs there" },
  ECONNRESET: { zh: "连接被对方断开", en: "the other side closed the connection" },
  EDQUOT: { zh: "超出磁盘配额", en: "over the disk quota" },
  EEXIST: { zh: "已经存在", en: "there already" },
  EHOSTUNREACH: { zh: "主机不可达", en: "the host cannot be reached" },
  EINVAL: { zh: "值无效", en: "not a valid value" },
  EIO: { zh: "磁盘读写出错", en: "the disk failed" },
  EISDIR: { zh: "是文件夹而不是文件", en: "a folder, not a file" },
  EMFILE: { zh: "打开的文件过多", en: "too many open files" },
  ENETUNREACH: { zh: "网络不可达", en: "the network cannot be reached" },
  ENFILE: { zh: "系统打开的文件过多", en: "too many open files on the machine" },
  ENOENT: { zh: "不存在", en: "nothing there" },
  ENOSPC: { zh: "磁盘已满", en: "the disk is full" },
  ENOTDIR: { zh: "路径中有一段不是文件夹", en: "part of the path is no folder" },
  ENOTFOUND: { zh: "域名不存在", en: "no such host name" },
  EPERM: { zh: "不被允许", en: "not allowed" },
  EPIPE: { zh: "对方已关闭", en: "the other side is gone" },
  EROFS: { zh: "磁盘只读", en: "the disk is read-only" },
  ETIMEDOUT: { zh: "超时", en: "timed out" },
  Z_BUF_ERROR: { zh: "压缩文件不完整", en: "unexpected end of file" },
  Z_DATA_ERROR: { zh: "压缩文件已损坏", en: "the compressed file is damaged" },
} as const satisfies Texts;

/** What SQLite says no with, by its primary result code. */
export const sqliteErrorTexts = {
  5: { zh: "数据库被占用", en: "the database is locked" },
  6: { zh: "表被占用", en: "a table is locked" },
  8: { zh: "数据库只读", en: "the database is read-only" },
  10: { zh: "磁盘读写出错", en: "the disk failed" },
  11: { zh: "数据库已损坏", en: "the database is damaged" },
  13: { zh: "磁盘已满", en: "the disk is full" },
  14: { zh: "数据库打不开", en: "the database cannot be opened" },
  26: { zh: "不是数据库文件", en: "the file is no database" },
} as const satisfies Readonly<Record<number, BilingualText>>;

/** How they are put together, and what stands for those that have no words here. */
export const errorTexts = {
  "with-code": { zh: "{words}（{code}）", en: "{words} ({code})" },
  "with-place": { zh: "{place} {words}（{code}）", en: "{words} at {place} ({code})" },
  "not-json": { zh: "不是有效的 JSON{where}", en: "not valid JSON{where}" },
  "at-line": { zh: "，第 {line} 行第 {column} 列", en: ", line {line} column {column}" },
  other: { zh: "程序报错“{said}”", en: "{said}" },
} as const satisfies Texts;
