import type { Texts } from "../fill.ts";

/** `guanlan audit`. */
export const auditTexts = {
  help: { zh: "审计记录", en: "the audit trail" },
  "help-verify": {
    zh: "核对审计记录：哈希链、输入日志、事件、推送和锚点是否一致",
    en: "check the trail: whether chain, log, events, deliveries and anchors agree",
  },
  "help-contains": {
    zh: "另行保存的链值，须仍在记录中（可发现末尾被截断）",
    en: "a chain value kept elsewhere that must still be in it, which shows a trail cut off at its end",
  },
  "help-anchors": {
    zh: "锚点文件或文件夹，最好取自另存之处；缺省为设置中的文件夹",
    en: "file or folder of anchors, best of a copy kept elsewhere; the folder of the settings when left out",
  },
  "help-key": {
    zh: "核验锚点签名的公钥文件，最好取自另存之处；缺省为数据文件夹中的公钥",
    en: "public key that anchors must be signed with, best a copy kept elsewhere; the one in the data folder when left out",
  },
  empty: { zh: "审计记录为空", en: "the audit trail is empty" },
  sound: {
    zh: "审计记录完整：{count} 行，最新一行 {at}，链值 {chain}",
    en: "the audit trail is whole: {count} {count|line|lines}, the newest of {at}, its chain value {chain}",
  },
  compared: {
    zh: "已与留存内容比对：输入日志 {entries} 行、事件 {events} 行、推送 {deliveries} 行；事件已过保存期 {expired} 行",
    en: "held against what is kept: {entries} {entries|line|lines} of the log, {events} of events, {deliveries} of deliveries; {expired} {expired|event|events} past their retention",
  },
  anchored: {
    zh: "与 {anchors} 个锚点一致，最新锚点为 {at} 的第 {seq} 行；其后 {behind} 行尚未锚定",
    en: "{anchors} {anchors|anchor agrees|anchors agree}, the newest of {at} at line {seq}; {behind} {behind|line behind it is|lines behind it are} not anchored yet",
  },
  "no-anchor": {
    zh: "没有锚点：末尾被截断或整体重写无法发现",
    en: "no anchor is there: a trail cut off at its end or written anew would not be found out",
  },
  "anchors-missing": {
    zh: "无法核对锚点：{path} 不存在，须为锚点文件或文件夹",
    en: "Cannot hold the trail against anchors as {path} must be a file or folder of them: got nothing there",
  },
  "anchors-empty": {
    zh: "无法核对锚点：{path} 中没有锚点，须为锚点文件，或含 .jsonl 锚点文件的文件夹",
    en: "Cannot hold the trail against anchors as {path} must be a file of them, or a folder with such .jsonl files: got no anchor",
  },
  "key-missing": {
    zh: "无法核验锚点签名：数据文件夹中没有公钥 {path}（备份不含密钥），请用 --key 指定另存的公钥",
    en: "Cannot check who signed the anchors as the data folder has no public key {path} (a backup holds none): name a copy of it with --key",
  },
  "chain-missing": {
    zh: "审计记录中没有链值 {chain}：末尾可能被截断，请与备份比对",
    en: "The audit trail has no line with chain value {chain}: it may have been cut off at its end; compare it with a backup",
  },
} as const satisfies Texts;
