import type { Texts } from "../fill.ts";

/** What a reject says: what was wanted, what was got, what to do. */
export const rejectTexts = {
  "wanted-got": { zh: "应为{wanted}，实为 {got}{fix}", en: "wanted {wanted}: got {got}{fix}" },
} as const satisfies Texts;

/** What was wanted. */
export const wantedTexts = {
  json: {
    zh: ' {"t"?, "values": {通道: 数值}, "seq"?} 或其数组',
    en: '{"t"?, "values": {channel: number}, "seq"?} or an array of them',
  },
  "gateway-json": {
    zh: ' {"device", "t"?, "values": {通道: 数值}, "seq"?} 或其数组',
    en: '{"device", "t"?, "values": {channel: number}, "seq"?} or an array of them',
  },
  "at-most": { zh: "一个数组内最多 {most} 个读数", en: "at most {most} {most|reading|readings} in one array" },
  "valid-json": { zh: " JSON", en: "JSON" },
  "utf-8-json": { zh: " UTF-8 编码的 JSON", en: "JSON in UTF-8" },
  "values-object": { zh: "“values”下的数值对象", en: '"values" to be an object of numbers' },
  once: { zh: "{name} 只出现一次", en: "{name} once" },
  "time-under-t": { zh: "“t”下的时间", en: 'the time under "t"' },
  "device-id": { zh: "“device”为此网关之后的设备 ID", en: '"device" to be the id of a device behind this gateway' },
  time: { zh: "“{key}”为带时区的 ISO 8601 或毫秒数", en: '"{key}" as ISO 8601 with a zone or as epoch ms' },
  milliseconds: { zh: "“{key}”为 1970 年以来的毫秒数", en: '"{key}" in ms since 1970' },
  bounds: { zh: " {name} 在 ±1e12 之内", en: "{name} within ±1e12" },
  number: { zh: " {name} 为有限数值", en: "a finite number in {name}" },
  channel: { zh: "“values”中至少一个通道", en: 'at least one channel in "values"' },
  "known-channel": { zh: "该设备的通道 {known} 之一", en: "one of the device's channels {known}" },
  codec: { zh: "编解码 {names} 之一", en: "one of the codecs {names}" },
  readable: { zh: "编解码 {codec} 能读的内容", en: "what codec {codec} can read" },
  "device-behind": { zh: " {sender} 之后的设备", en: "a device behind {sender}" },
  "device-of-city": { zh: "城市配置中的设备", en: "a device of the city" },
} as const satisfies Texts;

/** What was got, where it is no value of the device's own. */
export const gotTexts = {
  "no-bytes": { zh: "0 字节", en: "0 bytes" },
  "no-readings": { zh: "0 个读数的数组", en: "an array of 0 readings" },
  "not-utf-8": { zh: "不是 UTF-8 的字节（是 GBK 或 UTF-16？）", en: "bytes that are not (GBK? UTF-16?)" },
  compressed: { zh: "压缩过的字节（gzip 或 zlib）", en: "compressed bytes (gzip or zlib)" },
  "cut-within": { zh: "在此读数中间结束的内容", en: "a payload that ends within this reading" },
  under: { zh: "{key} 下的时间", en: "it under {key}" },
  "in-values": { zh: "“values”中 {key} 下的时间", en: 'it in "values" under {key}' },
  nothing: { zh: "空缺", en: "nothing" },
  "an-array": { zh: "数组", en: "an array" },
  "an-object": { zh: "对象", en: "an object" },
  "beyond-numbers": { zh: "{value}（超出数值范围）", en: "{value} (beyond what a number holds)" },
  none: { zh: "（无）", en: "(none)" },
  several: { zh: "{first} 和 {last}", en: "{first} and {last}" },
  more: { zh: "另外 {count} 个", en: "{count} more" },
} as const satisfies Texts;

/** What to do about it. */
export const fixTexts = {
  parts: { zh: "；请分批发送", en: "; send it in parts" },
  "into-values": { zh: '；请把通道放入 "values": {...}', en: '; put the channels into "values": {...}' },
  rename: { zh: "；请改名为“t”", en: '; rename that to "t"' },
  beside: { zh: "；请放在“values”旁边，名为“t”", en: '; put it beside "values", as "t"' },
  "clock-not-set": { zh: "；时钟未校准时请省略", en: "; leave it out where the clock is not set" },
  zone: { zh: "，没有时区；请加 Z 或 +08:00", en: ", which has no zone; add Z or +08:00" },
  "without-quotes": { zh: "；毫秒数请不加引号", en: "; send epoch ms as a number, without quotes" },
  microseconds: { zh: "，像是微秒；请发送毫秒", en: ", which looks like microseconds; send milliseconds" },
  nanoseconds: { zh: "，像是纳秒；请发送毫秒", en: ", which looks like nanoseconds; send milliseconds" },
  "leave-out": { zh: "；没有数值时请省略该通道", en: "; leave the channel out where there is no value" },
  "number-alone": { zh: "；请只发送数值", en: "; send the number alone" },
  "no-unit": { zh: "；请只发送数值，不加引号和单位", en: "; send the number alone, without quotes and without unit" },
  decimal: { zh: "，是十六进制；请以十进制发送", en: ", which is hexadecimal; send it in decimal digits" },
  "other-digits": {
    zh: "；请用半角数字 0 至 9，不加引号和单位",
    en: "; write it in the digits 0 to 9, without quotes and without unit",
  },
  uncompressed: { zh: "；请发送未压缩的 JSON", en: "; send it uncompressed" },
  "a-number": { zh: "；请发送数值，不加引号", en: "; send a number, without quotes" },
  thousands: {
    zh: "，可能是千分位；小数请用小数点，不加引号",
    en: ", which may be thousands; write decimals with a point, without quotes",
  },
  gateway: {
    zh: "；请在城市的站点文件中为该设备写 `gateway:`",
    en: "; give the device `gateway:` in the city's stations file",
  },
  "add-device": { zh: "；请加入城市的设备文件", en: "; add it to the city's devices file" },
} as const satisfies Texts;
