import type { Texts } from "../fill.ts";

/** `guanlan replay`. */
export const replayTexts = {
  help: { zh: "以一台设备的身份回放 CSV 或 CSV.gz 记录", en: "replay a CSV or CSV.gz recording as a device" },
  "help-device": { zh: "设备编号", en: "device id" },
  "help-token": {
    zh: "设备令牌；省略时取环境变量 GUANLAN_DEVICE_TOKEN",
    en: "device token; GUANLAN_DEVICE_TOKEN when left out",
  },
  "help-url": { zh: "MQTT 地址", en: "MQTT address" },
  "help-time": { zh: "时间列", en: "column of the time" },
  "help-column": {
    zh: "通道=列，可重复，例如 stage=stage_ft",
    en: "channel=column, may be repeated, such as stage=stage_ft",
  },
  "help-where": { zh: "只取 列=值 的行", en: "only rows whose column=value" },
  "help-zone": { zh: "无时区时间的时区，例如 +08:00", en: "zone of times that carry none, such as +08:00" },
  "help-speed": { zh: "倍速，或 max", en: "times faster than it happened, or max" },
  "help-shift": {
    zh: "时间平移：none、now（最后一行为现在）或毫秒数",
    en: "time shift: none, now (the last row is now) or milliseconds",
  },
  "help-batch": { zh: "每条消息的读数个数", en: "readings in one message" },
  "no-token": {
    zh: "无法回放：须给出设备令牌，--token 与 GUANLAN_DEVICE_TOKEN 都没有。签发令牌：guanlan device add {device}",
    en: "Cannot replay as the device's token must be given: got neither --token nor GUANLAN_DEVICE_TOKEN. Make one with: guanlan device add {device}",
  },
  done: {
    zh: "{rows} 行，{readings} 个读数，{published} 条消息，已确认 {acknowledged}；空值 {skippedEmpty}，无法读取 {unreadable}；用时 {seconds} 秒",
    en: "{rows} rows, {readings} readings, {published} messages, {acknowledged} acknowledged; {skippedEmpty} empty, {unreadable} unreadable; {seconds} s",
  },
} as const satisfies Texts;
