import type { Texts } from "../fill.ts";

/** Errors of the copy in InfluxDB, and what keeps it from being written. */
export const influxTexts = {
  "secret-missing": {
    zh: "无法登录 InfluxDB：{place}应为一行密钥，实为{got}。请设置 {name} 或 {name}_FILE，或把 influx.auth 设为 none。",
    en: "Cannot sign in to InfluxDB as {place} must hold one line with the secret: got {got}. Set {name} or {name}_FILE, or influx.auth to none.",
  },
  unreachable: { zh: "无法读取 InfluxDB：{words}", en: "Cannot read from InfluxDB: {words}" },
  "query-refused": {
    zh: "无法读取 InfluxDB，查询被拒绝：{words}",
    en: "Cannot read from InfluxDB as it refused the query: {words}",
  },
  "row-limit": { zh: "max-row-limit 过低", en: "max-row-limit is too low" },
  "wanted-204": { zh: "{words}（应得 InfluxDB 的 204）", en: "{words} (wanted 204 from InfluxDB)" },
  "no-answer": { zh: "没有应答", en: "no answer" },
  "no-answer-within": { zh: "{ms} 毫秒内没有应答", en: "no answer within {ms} ms" },
  "no-journal": {
    zh: "无法补写：数据文件夹 {folder} 中应有日志库，实无此文件；请核对 store.folder",
    en: "Cannot back-fill as the data folder {folder} must hold a journal: got none; check store.folder",
  },
  "backfill-refused": {
    zh: "无法补写：InfluxDB 拒绝中枢本身：{words}",
    en: "Cannot back-fill as InfluxDB refuses the hub itself: {words}",
  },
  "backfill-unreachable": {
    zh: "无法补写：尝试 {attempts} 次后 InfluxDB 仍未接收：{words}。请稍后再执行一次。",
    en: "Cannot back-fill as InfluxDB takes nothing after {attempts} {attempts|attempt|attempts}: {words}. Run it again later.",
  },
  "other-target": {
    zh: "无法写入 {target}：副本应属于中枢所用的同一个 InfluxDB，实为 {before}。请先用此配置启动一次中枢。",
    en: "Cannot send to {target} as the copy must be of the same InfluxDB as the hub's: got {before}. Start the hub with these settings first.",
  },
} as const satisfies Texts;
