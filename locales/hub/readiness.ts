import type { Texts } from "../fill.ts";

/** What the checks of readiness say, well and unwell. */
export const readinessTexts = {
  "journal-ok": { zh: "读数正常入库", en: "readings are being kept" },
  "journal-failing": {
    zh: "读数无法入库，设备收不到确认：{code}",
    en: "readings cannot be kept, devices get no acknowledgement: {code}",
  },
  "acknowledgements-still": {
    zh: "已有 {seconds} 秒没有任何设备收到确认：若不恢复，中枢将自行重启",
    en: "no device has got an acknowledgement for {seconds} s: unless it goes on, the hub ends itself to be started again",
  },
  "decisions-still": {
    zh: "已有 {seconds} 秒未能保存案件与推送：若不恢复，中枢将自行重启",
    en: "no case or delivery has been kept for {seconds} s: unless it goes on, the hub ends itself to be started again",
  },
  "databases-ok": { zh: "未发现数据库损坏", en: "no damage to the databases is known" },
  "databases-damaged": {
    zh: "数据库已损坏（{count} 处）：其余部分仍在服务；请尽快从完整的备份恢复",
    en: "the databases are damaged ({count} {count|place|places}): the rest is still served; restore a whole backup soon",
  },
  "clock-ok": { zh: "时钟与系统及设备一致", en: "the clock agrees with the machine and the devices" },
  "clock.stepped": {
    zh: "本机时钟被调整了 {by}，与设备不符；中枢仍按原时钟计时：请核对本机时间（NTP）",
    en: "the clock of this machine was set by {by} and the devices disagree; the hub keeps its own time: check the machine's time (NTP)",
  },
  "clock.ahead": {
    zh: "本机时钟比多数设备快 {by}：请核对本机时间（NTP），或设备是否发送了当地时间",
    en: "the clock of this machine is {by} ahead of most devices: check the machine's time (NTP), or whether they send local time",
  },
  "clock.behind": {
    zh: "本机时钟比多数设备慢 {by}：请核对本机时间（NTP），或设备是否发送了当地时间",
    en: "the clock of this machine is {by} behind most devices: check the machine's time (NTP), or whether they send local time",
  },
  "in-seconds": { zh: "{count} 秒", en: "{count} s" },
  "in-minutes": { zh: "{count} 分钟", en: "{count} min" },
  "in-hours": { zh: "{count} 小时", en: "{count} h" },
  "in-days": { zh: "{count} 天", en: "{count} d" },
  "rules-ok": { zh: "规则已跟上", en: "rules are level with the journal" },
  "rules-behind": { zh: "规则落后，报警会迟到", en: "rules are behind, alarms come late" },
  "state-ok": { zh: "案件与推送正常保存", en: "cases and deliveries are being kept" },
  "state-failing": {
    zh: "案件与推送无法保存，正在重试：{words}",
    en: "cases and deliveries cannot be kept, trying again: {words}",
  },
  "webhooks-ok": { zh: "紧急推送均已送达", en: "every urgent event has been delivered" },
  "webhooks-pending": {
    zh: "紧急推送尚未送达 {names}，已等待 {seconds} 秒",
    en: "urgent events are on their way to {names} and have not arrived yet, the oldest for {seconds} s",
  },
  "webhooks-lost": {
    zh: "{count} 条紧急推送被 {name} 拒收，不再重试：请改用电话通知，再用 guanlan deliveries acknowledge 确认，或修复后用 guanlan deliveries replay 重发",
    en: "{count} urgent {count|event was|events were} refused by {name} and are not sent again: tell its people by phone and run guanlan deliveries acknowledge, or have it mended and run guanlan deliveries replay",
  },
  "webhooks-gone": {
    zh: "{names} 回答 410（已不存在）：请核实后用 guanlan deliveries enable 重新启用",
    en: "{names} answers 410 Gone: find out why, then run guanlan deliveries enable",
  },
  "webhooks-undelivered": {
    zh: "紧急推送未送达 {name}：请改用电话通知，号码见 GET /api/v1/endpoints",
    en: "urgent events have not reached {name}: tell its people by phone; GET /api/v1/endpoints has the numbers",
  },
  "influx-ok": { zh: "InfluxDB 已跟上", en: "InfluxDB is level with the journal" },
  "influx-behind": {
    zh: "InfluxDB 落后，读数仍在日志中，不会丢失：{words}",
    en: "InfluxDB is behind, the journal keeps everything for it: {words}",
  },
} as const satisfies Texts;
