import type { Texts } from "../fill.ts";

/** `guanlan influx`. */
export const influxTexts = {
  help: { zh: "InfluxDB 副本", en: "the copy in InfluxDB" },
  "help-backfill": {
    zh: "把日志中的全部数据写入 InfluxDB；重复执行不会改变结果",
    en: "send all that the journal holds to InfluxDB; run again it changes nothing",
  },
  "help-status": { zh: "副本进度与被拒收的行", en: "how far the copy is, and the lines that were refused" },
  backfilled: {
    zh: "已写入 {observations} 个观测值、{changes} 次变化，拒收 {refused} 行",
    en: "sent {observations} {observations|observation|observations} and {changes} {changes|change|changes}, {refused} {refused|line|lines} refused",
  },
  status: {
    zh: "待写入 {waiting} 行，累计拒收 {refused} 行",
    en: "{waiting} {waiting|row|rows} waiting, {refused} {refused|line|lines} ever refused",
  },
  never: { zh: "尚未写入过 InfluxDB", en: "nothing was ever sent to InfluxDB" },
  complete: { zh: "InfluxDB 拥有日志中的全部数据", en: "InfluxDB holds all that the journal holds" },
  incomplete: {
    zh: "首次启用之前的数据尚未写入：guanlan influx backfill",
    en: "what came before the first start is not in yet: guanlan influx backfill",
  },
  takes: {
    zh: "InfluxDB {url} 库 {database}：可写入",
    en: "InfluxDB at {url}, database {database}: takes what the hub writes",
  },
  refuses: {
    zh: "InfluxDB {url} 库 {database}：写不进去：{words}",
    en: "InfluxDB at {url}, database {database}: takes nothing: {words}",
  },
  disabled: {
    zh: "无法连接 InfluxDB：influx.enabled 须为 true，实为 false；请设置它，或设 GUANLAN_INFLUX__ENABLED=true",
    en: "Cannot speak to InfluxDB as influx.enabled must be true: got false; set it, or GUANLAN_INFLUX__ENABLED=true",
  },
  "with-fix": { zh: "{words}\n{fix}", en: "{words}\n{fix}" },
  "fix-held": {
    zh: "修正：401 核对 influx.auth、influx.username 与密码或令牌；403 给它该库的读写权限；404 先建库：1.x 执行 CREATE DATABASE，2.x 建同名存储桶。",
    en: "To mend it: 401, check influx.auth, influx.username and the password or token; 403, give it the right to read and write the database; 404, make the database first: CREATE DATABASE on 1.x, a bucket of that name on 2.x.",
  },
  "fix-unreachable": {
    zh: "修正：确认 InfluxDB 在运行、influx.url 正确且可达，然后再执行一次；已写入的不会重复。",
    en: "To mend it: see that InfluxDB runs and that influx.url is right, then run it again; what is in is not doubled.",
  },
  "fix-secret": {
    zh: "修正：设置错误中的环境变量，或用同名加 _FILE 的变量指向只含密钥的文件；不用登录则把 influx.auth 设为 none。",
    en: "To mend it: set the variable, or the one ending in _FILE to a file with nothing but the secret; where no sign-in is needed, set influx.auth to none.",
  },
  "fix-disabled": {
    zh: "修正：在设置文件中写 influx.enabled: true，或设环境变量 GUANLAN_INFLUX__ENABLED=true。",
    en: "To mend it: write influx.enabled: true in the settings, or set the variable.",
  },
  "fix-target": {
    zh: "修正：本数据文件夹的副本属于另一个 InfluxDB。先用新设置启动一次感知中枢，再执行本命令。",
    en: "To mend it: start the hub once with the new settings, then run this again.",
  },
} as const satisfies Texts;
