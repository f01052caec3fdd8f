import type { Texts } from "../fill.ts";

/** `guanlan audit`. */
export const auditTexts = {
  help: { zh: "审计记录", en: "the audit trail" },
  "help-verify": {
    zh: "核对审计记录的哈希链：有无改动、缺行",
    en: "check the chain of the trail: whether a line was changed or is missing",
  },
  "help-contains": {
    zh: "另行保存的链值，须仍在记录中（可发现末尾被截断）",
    en: "a chain value kept elsewhere that must still be in it, which shows a trail cut off at its end",
  },
  empty: { zh: "审计记录为空", en: "the audit trail is empty" },
  sound: {
    zh: "审计记录完整：{count} 行，最新一行 {at}，链值 {chain}",
    en: "the audit trail is whole: {count} lines, the newest of {at}, its chain value {chain}",
  },
  number: {
    zh: "审计记录在第 {seq} 行之前缺行（{at} {kind} {subject}）：请与备份比对",
    en: "The audit trail lacks lines before line {seq} ({at} {kind} {subject}): compare it with a backup",
  },
  chain: {
    zh: "审计记录第 {seq} 行或其前一行被改动（{at} {kind} {subject}）：请与备份比对",
    en: "Line {seq} of the audit trail, or the one before it, was changed ({at} {kind} {subject}): compare it with a backup",
  },
  "chain-missing": {
    zh: "审计记录中没有链值 {chain}：末尾可能被截断，请与备份比对",
    en: "The audit trail has no line with chain value {chain}: it may have been cut off at its end; compare it with a backup",
  },
} as const satisfies Texts;
