import type { Texts } from "../fill.ts";

/** Inquiry packs. */
export const packTexts = {
  pack: { zh: "调查取证包", en: "Inquiry pack" },
  "title-period": { zh: "{city} {from} 至 {to}", en: "{city}, {from} to {to}" },
  "nothing-to-pack": {
    zh: "无法制作取证包：没有 {id} 这一案件或预警；请先列出案件或预警",
    en: "Cannot make a pack of {id} as no case or warning of that id is kept; list them first",
  },
  exercise: { zh: "演练：以下内容均为演练，并非真实险情", en: "EXERCISE: all of this is a drill and no real danger" },
  made: {
    zh: "由{hub}于 {at} 制作（观澜 {version}）。时间均为当地时间（{zone}）。",
    en: "Made by {hub} at {at} (Guanlan {version}). Times are local ({zone}).",
  },
  span: { zh: "取证时段：{from} 至 {to}", en: "Span: {from} to {to}" },
  sealed: {
    zh: "本包每个文件的 SHA-256 列于 manifest.json，其签名在 manifest.sig；用 guanlan export verify 核验。",
    en: "manifest.json lists the SHA-256 of every file and manifest.sig signs it; check both with guanlan export verify.",
  },
  cases: { zh: "案件", en: "Cases" },
  "no-cases": { zh: "本时段无案件。", en: "No case in this span." },
  "closed-despite": { zh: "险情未除或无反馈时结案", en: "closed without the end of its hazard or feedback" },
  warnings: { zh: "预警", en: "Warnings" },
  "never-issued": { zh: "从未发布", en: "never issued" },
  "warning-steps": { zh: "预警过程", en: "What happened to warnings" },
  city: {
    zh: "全市：运行模式、应急响应、交接班、推送中断",
    en: "The city: modes, responses, handovers, outages of endpoints",
  },
  timeline: { zh: "过程记录", en: "Timeline" },
  "timeline-cut": {
    zh: "此处只列首行和最新 {count} 行；全部见 data/events.json。",
    en: "The first line and the newest {count} are shown; all are in data/events.json.",
  },
  readings: { zh: "读数", en: "Readings" },
  "readings-note": {
    zh: "图中虚线为各级限值；线断处表示没有读数。全部读数见 data/readings。",
    en: "Dashed lines are the limits of alarms; where the line breaks there is no reading. All readings are in data/readings.",
  },
  neighbour: { zh: "相邻测点", en: "neighbour" },
  "no-readings": { zh: "本时段没有读数的测点：", en: "Gauges without a reading in this span:" },
  calls: { zh: "叫应与回应", en: "Calls and answers" },
  "no-calls": { zh: "没有叫应或回应的记录。", en: "No call or answer is recorded." },
  deliveries: { zh: "推送", en: "Deliveries" },
  "no-deliveries": { zh: "没有推送。", en: "There were no deliveries." },
  limits: { zh: "时限", en: "Time limits" },
  "no-limits": { zh: "没有时限。", en: "No time limit applied." },
  gaps: { zh: "缺口：看不见或未告知的时段", en: "Gaps: when nothing was seen or told" },
  "no-gaps": { zh: "没有缺口。", en: "There are none." },
  rules: { zh: "规则", en: "Rules" },
  "rules-note": {
    zh: "以下规则版本在本时段内判定；原文见 data/rules。",
    en: "These sets of rules judged in the span; their texts are in data/rules.",
  },
  "rules-gone": { zh: "原文已不再保存", en: "texts no longer kept" },
  files: { zh: "包内文件", en: "Files" },
  language: { zh: "中文", en: "English" },
  overdue: { zh: "超期", en: "overdue" },
  "in-time": { zh: "按期", en: "in time" },
  voided: { zh: "作废，不计", en: "voided, does not count" },
  running: { zh: "计时中", en: "running" },
  "no-account": { zh: "无账号的接口令牌（{name}）", en: "an API token without an account ({name})" },
  "by-policy": { zh: "预警签发规定", en: "the policy for warnings" },
  none: { zh: "无", en: "none" },
} as const satisfies Texts;

/** Headings of tables. */
export const columnTexts = {
  at: { zh: "时间", en: "time" },
  what: { zh: "事项", en: "what" },
  who: { zh: "谁", en: "who" },
  words: { zh: "内容", en: "words" },
  case: { zh: "案件", en: "case" },
  place: { zh: "地点", en: "place" },
  hazard: { zh: "险情", en: "hazard" },
  level: { zh: "最高等级", en: "worst level" },
  "level-now": { zh: "等级", en: "level" },
  state: { zh: "状态", en: "state" },
  opened: { zh: "发现", en: "opened" },
  closed: { zh: "结案", en: "closed" },
  drafted: { zh: "拟稿", en: "drafted" },
  issued: { zh: "发布", en: "issued" },
  over: { zh: "终止", en: "over" },
  unit: { zh: "责任单位", en: "unit" },
  endpoint: { zh: "接收端", en: "endpoint" },
  event: { zh: "事件", en: "event" },
  queued: { zh: "排队", en: "queued" },
  delivered: { zh: "送达", en: "delivered" },
  attempts: { zh: "尝试次数", en: "attempts" },
  outcome: { zh: "结果", en: "outcome" },
  stage: { zh: "环节", en: "stage" },
  reached: { zh: "到达", en: "reached" },
  due: { zh: "时限", en: "due" },
  from: { zh: "自", en: "from" },
  to: { zh: "至", en: "to" },
  gauge: { zh: "测点或设备", en: "gauge or device" },
  digest: { zh: "摘要", en: "digest" },
  activated: { zh: "生效", en: "in force since" },
  by: { zh: "操作人", en: "by" },
  file: { zh: "文件", en: "file" },
  bytes: { zh: "字节", en: "bytes" },
  title: { zh: "标题", en: "title" },
} as const satisfies Texts;

/** Why nothing was seen or told for a while. */
export const gapTexts = {
  "hub-stopped": { zh: "中枢停机 {length}", en: "the hub was down for {length}" },
  "no-readings": { zh: "{length}没有读数", en: "no reading for {length}" },
  refused: {
    zh: "拒收 {count} 条（{reason}）：{detail}",
    en: "{count} {count|reading|readings} refused ({reason}): {detail}",
  },
  silenced: { zh: "{by}静默报警：{reason}", en: "alarms silenced by {by}: {reason}" },
  maintenance: { zh: "{by}维护设备：{reason}", en: "device in maintenance by {by}: {reason}" },
  "set-up-anew": { zh: "测点设置变更，前后数值不可比", en: "set up anew: values before and after cannot be compared" },
} as const satisfies Texts;

/** Kinds of gaps. */
export const gapNames = {
  "hub-stopped": { zh: "停机", en: "hub down" },
  "no-readings": { zh: "无读数", en: "no readings" },
  refused: { zh: "拒收", en: "refused" },
  silenced: { zh: "静默", en: "silenced" },
  maintenance: { zh: "维护", en: "maintenance" },
  "set-up-anew": { zh: "设置变更", en: "set up anew" },
} as const satisfies Texts;

/** What a check of a pack says. */
export const packVerifyTexts = {
  sound: {
    zh: "取证包完整：{files} 个文件与签名清单一致，由密钥 {key} 于 {at} 签名",
    en: "the pack is whole: {files} {files|file agrees|files agree} with the manifest, signed by key {key} at {at}",
  },
  "own-key": {
    zh: "公钥取自包内：只证明未被部分改动；请用 --key 指定另存的公钥",
    en: "the public key is the pack's own, which shows only that no part was changed; name one kept elsewhere with --key",
  },
  unreadable: { zh: "无法核验 {file}：不是取证包", en: "Cannot verify {file} as it is no inquiry pack" },
  signature: {
    zh: "取证包的清单不是由该密钥签名的：清单被改动，或密钥不对",
    en: "The manifest of the pack is not signed by that key: it was changed, or the key is another",
  },
  changed: {
    zh: "取证包与清单不符：{files} 被改动、缺失或多出",
    en: "The pack is not what its manifest says: {files} changed, missing or added",
  },
} as const satisfies Texts;
