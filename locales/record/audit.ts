import type { Texts } from "../fill.ts";

/** Anchors of the audit trail. */
export const anchorTexts = {
  "bad-anchor": {
    zh: "无法读取锚点，{place} 应为一行锚点 JSON，实际不是：请核对该文件是否被改动",
    en: "Cannot read the anchors as {place} must be one line of JSON as the hub wrote it, and is not: see whether the file was changed",
  },
} as const satisfies Texts;

/** What is wrong with the audit trail. `{line}` names a line. */
export const trailFaultTexts = {
  number: {
    zh: "审计记录在第 {seq} 行之前缺行（{line}）：请与备份比对",
    en: "The audit trail lacks lines before line {seq} ({line}): compare it with a backup",
  },
  chain: {
    zh: "审计记录第 {seq} 行或其前一行被改动（{line}）：请与备份比对",
    en: "Line {seq} of the audit trail, or the one before it, was changed ({line}): compare it with a backup",
  },
  entry: {
    zh: "输入日志与审计记录第 {seq} 行不符（{line}）：请与备份比对",
    en: "The log of inputs has something else than line {seq} of the audit trail records ({line}): compare it with a backup",
  },
  "entry-missing": {
    zh: "审计记录第 {seq} 行所记的输入已不在日志中（{line}）：请与备份比对",
    en: "The log of inputs no longer has what line {seq} of the audit trail records ({line}): compare it with a backup",
  },
  unrecorded: {
    zh: "输入日志中有一条应记在审计记录第 {seq} 行而没有（{line}）：请与备份比对",
    en: "The log of inputs has something that should stand in line {seq} of the audit trail and does not ({line}): compare both with a backup",
  },
  event: {
    zh: "留存的事件与审计记录第 {seq} 行不符（{line}）：请与备份比对",
    en: "The event that is kept is not what line {seq} of the audit trail records ({line}): compare it with a backup",
  },
  "event-missing": {
    zh: "审计记录第 {seq} 行所记的事件尚在保存期内却已不在（{line}）：请与备份比对",
    en: "The event that line {seq} of the audit trail records is gone before its retention ({line}): compare it with a backup",
  },
  delivery: {
    zh: "留存的推送结果与审计记录第 {seq} 行不符（{line}）：请与备份比对",
    en: "The delivery that is kept did not end as line {seq} of the audit trail records ({line}): compare it with a backup",
  },
  "delivery-missing": {
    zh: "审计记录第 {seq} 行所记的推送尚在保存期内却已不在（{line}）：请与备份比对",
    en: "The delivery that line {seq} of the audit trail records is gone before its retention ({line}): compare it with a backup",
  },
  "anchor-signature": {
    zh: "记录第 {seq} 行的锚点不是由所给公钥签名的：请核对锚点和公钥",
    en: "The anchor of line {seq} is not signed by the public key given: check the anchors and the key",
  },
  anchor: {
    zh: "审计记录第 {seq} 行与另存的锚点不符（{line}）：末尾被截断或记录被重写，请与备份比对",
    en: "Line {seq} of the audit trail is not the one that was anchored ({line}): its end was cut off or it was written anew; compare it with a backup",
  },
  "no-line": { zh: "此处无记录", en: "there is no line" },
} as const satisfies Texts;

/** Events about the audit trail. */
export const auditEventTexts = {
  title: { zh: "审计记录已锚定", en: "Audit trail anchored" },
  message: {
    zh: "审计记录前{count}行已签名锚定（链值{chain}…），请将 line 原样另存。",
    en: "The first {count} {count|line of the audit trail is|lines of the audit trail are} signed (chain value {chain}...); keep `line` as it is.",
  },
} as const satisfies Texts;
