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
  "help-column": {
    zh: "通道=列，可重复，例如 stage=stage_ft",
    en: "channel=column, may be repeated, such as stage=stage_ft",
  },
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
  "help-gauge-unit": {
    zh: "监测项所收的单位；省略时按设置中的城市",
    en: "unit that the gauge takes; as the city of the settings has it where left out",
  },
  "help-api": {
    zh: "接口地址，发送后据此查询处理结果",
    en: "address of the API, which is asked afterwards what became of the readings",
  },
  "help-api-token": {
    zh: "接口令牌；省略时取环境变量 GUANLAN_API_TOKEN，都没有则不查询",
    en: "token of the API; GUANLAN_API_TOKEN when left out; without one nothing is asked",
  },
  "no-gauge": {
    zh: "无法回放：城市中须有设备 {device} 的通道 {channel}，实际没有；请更正，或用 --gauge-unit 说明监测项所收的单位",
    en: "Cannot replay as the city must have channel {channel} of device {device}: got none; correct it, or say with --gauge-unit which unit the gauge takes",
  },
  done: {
    zh: "{rows} 行，{readings} 个读数，{published} 条消息，已确认 {acknowledged}；空值 {skippedEmpty}，无法读取 {unreadable}；用时 {seconds} 秒",
    en: "{rows} {rows|row|rows}, {readings} {readings|reading|readings}, {published} {published|message|messages}, {acknowledged} acknowledged; {skippedEmpty} empty, {unreadable} unreadable; {seconds} s",
  },
  ages: {
    zh: "按发送时的时间与本机设置：及时 {live}，迟到 {late}，过旧只存档 {archive}",
    en: "By their age when sent, and the settings here: {live} live, {late} late, {archive} too old to be judged",
  },
  outcome: {
    zh: "中枢的处理结果：供规则判断 {judged}（其中迟到 {late}），存而不用 {setAside}，拒收 {refused}",
    en: "What the hub made of them: {judged} for rules to judge ({late} of them late), {setAside} set aside, {refused} refused",
  },
  "not-asked": {
    zh: "未向中枢查询处理结果：没有接口令牌（--api-token 或 GUANLAN_API_TOKEN）",
    en: "The hub was not asked what it made of them: no API token (--api-token or GUANLAN_API_TOKEN)",
  },
  "cannot-ask": { zh: "无法向中枢查询处理结果：{got}", en: "The hub could not be asked what it made of them: {got}" },
} as const satisfies Texts;
