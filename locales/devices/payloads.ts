import type { PayloadHint } from "../../domain/observations/payload-hint.ts";
import type { ReadingRejectReason } from "../../domain/observations/reject.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** What a device sends beyond the standard and is understood all the same, each with what to mend. */
export const hintTexts = {
  "byte-order-mark": {
    zh: "JSON 前有字节顺序标记（BOM）；请以不带 BOM 的 UTF-8 发送",
    en: "A byte order mark before the JSON; send UTF-8 without one",
  },
  "utf-16": { zh: "内容为 UTF-16 编码；请改用 UTF-8", en: "The text is UTF-16; send UTF-8" },
  gb18030: { zh: "内容为 GBK/GB18030 编码；请改用 UTF-8", en: "The text is GBK or GB18030; send UTF-8" },
  "trailing-bytes": {
    zh: "JSON 之前或之后还有多余字节（如起始符、长度、AT 命令、NUL、校验码）；请只发送 JSON，长度不含结尾的 NUL",
    en: "Bytes before or behind the JSON, such as a start byte, a length, an AT command, NUL or a checksum; send the JSON alone, its length without the closing NUL",
  },
  "cut-short": {
    zh: "内容未完便中断，完整的读数已保存；请加大设备的发送缓冲区，或分批发送",
    en: "The payload ends before its JSON does, whole readings are kept; give the device a larger buffer, or send in parts",
  },
  "several-values": {
    zh: "一条消息内有多段 JSON 而没有数组括号；请用 [ ] 括起并以逗号分隔",
    en: "JSON values one behind the other without an array; put them in [ ] with commas between",
  },
  "json-quotes": {
    zh: "键或文字没有用双引号；JSON 只认双引号",
    en: "Keys or texts without double quotes; JSON knows no others",
  },
  "json-commas": { zh: "JSON 中逗号多余或缺少；请修正", en: "A comma too many or too few in the JSON; mend it" },
  "doubled-key": {
    zh: "同一对象内有键出现两次：值相同的按一个保存，值不同的拒收，详见拒收记录；每个键请只写一次",
    en: "A key more than once in one object: equal values are one, others are refused, see the rejects; write each key once",
  },
  "broken-reading": {
    zh: "数组中有读数不是 JSON，只拒收了该读数；详见拒收记录",
    en: "A reading in an array is no JSON, that one alone is refused; see the rejects",
  },
  "bare-word": {
    zh: "该写数值处写了 NaN、inf、0.3m 之类；请只写数值，没有数值时请省略该通道",
    en: "A word such as NaN, inf or 0.3m where a number belongs; send the number alone, and leave the channel out where there is no value",
  },
  "number-format": {
    zh: "数值写法不合 JSON（如 +3、.5、007）；请写 3、0.5、7",
    en: "A number as JSON does not write it, such as +3, .5 or 007; write 3, 0.5, 7",
  },
  "number-in-quotes": {
    zh: "数值加了引号；请直接写数值，不加引号",
    en: "Numbers in quotes; send numbers without quotes",
  },
  "decimal-comma": { zh: "小数用了逗号；请用小数点", en: "A decimal comma; write decimals with a point" },
  "time-key-ts": { zh: "时间写在“ts”下；请改为“t”", en: 'The time stands under "ts"; name it "t"' },
  "time-in-quotes": {
    zh: "毫秒时间加了引号；请直接写数值，不加引号",
    en: "An epoch time in quotes; send it as a number, without quotes",
  },
  "time-in-seconds": {
    zh: "时间以秒为单位；请发送毫秒（乘以 1000）",
    en: "The time is in seconds; send milliseconds (times 1000)",
  },
  "time-finer-than-ms": {
    zh: "时间以微秒或纳秒为单位；请发送毫秒",
    en: "The time is in microseconds or nanoseconds; send milliseconds",
  },
  "time-format": {
    zh: "时间写法不常见；请写成 2026-07-20T16:00:00+08:00，或毫秒数",
    en: "The time is written in an unusual way; send 2026-07-20T16:00:00+08:00, or milliseconds since 1970",
  },
  "untimed-series": {
    zh: "一条消息内同一监测项有多个读数却没有时间：只有最后一个参与判断，其余仅存档；请给每个读数加“t”",
    en: 'Several readings of one gauge without a time in one message: only the last is judged, the others are kept for the record; give each a "t"',
  },
} as const satisfies Readonly<Record<PayloadHint, BilingualText>>;

/** Why a reading is refused, in a few words; the detail of a reject says what was wanted and got. */
export const rejectReasonTexts = {
  "payload.empty": { zh: "内容为空", en: "nothing was sent" },
  "payload.not_utf8": { zh: "不是 UTF-8 编码", en: "not UTF-8" },
  "payload.not_json": { zh: "不是 JSON，或在读数中间中断", en: "no JSON, or it ends within a reading" },
  "payload.wrong_shape": {
    zh: '格式不对，应为 {"t", "values": {通道: 数值}}',
    en: 'wrong shape: wanted {"t", "values": {channel: number}}',
  },
  "payload.doubled_key": {
    zh: "同一个键出现两次而值不同，请每个键只写一次",
    en: "a key twice with different values, write each key once",
  },
  "payload.too_many_readings": { zh: "一条消息内读数过多，请分批发送", en: "too many readings in one message" },
  "topic.unknown_codec": { zh: "主题指定的编解码不存在", en: "no such codec" },
  "device.unknown": { zh: "城市配置中没有此设备", en: "no device of the city" },
  "device.not_behind_gateway": { zh: "该设备不在此网关之后", en: "not behind this gateway" },
  "channel.unknown": { zh: "设备没有此通道", en: "no such channel" },
  "value.not_a_number": { zh: "数值不是数字", en: "no number" },
  "value.out_of_bounds": { zh: "数值过大", en: "number too large" },
  "time.unknown_key": { zh: "时间不在“t”下，请改名为“t”", en: 'the time is not under "t"' },
  "time.unreadable": { zh: "时间无法识别", en: "no time that can be read" },
  "time.no_zone": { zh: "时间没有时区，请加 Z 或 +08:00", en: "time without zone" },
} as const satisfies Readonly<Record<ReadingRejectReason, BilingualText>>;

/** `guanlan payload test`: both languages are printed, one line each, as the maker of a device may read either. */
export const payloadTexts = {
  help: { zh: "检验设备的上报内容", en: "Check what a device sends" },
  "help-test": {
    zh: "按城市配置试读一条上报内容（文件，或“-”读标准输入）：保存什么、标记什么、拒收什么，中英文各一行；不发送、不保存。有拒收时退出码为 1",
    en: "Read a payload (a file, or - for standard input) as the city's hub would and print what would be kept, flagged, refused, in Chinese and English; sends and keeps nothing, exit code 1 where anything would be refused",
  },
  "help-codec": { zh: "编解码名，即主题的最后一段", en: "Codec, as in the last part of the topic" },
  kept: {
    zh: "保存 {gauge} = {value} {unit}，时间 {at}，标记 {flag}{checks}",
    en: "kept {gauge} = {value} {unit} at {at}, flag {flag}{checks}",
  },
  refused: {
    zh: "拒收 {count} 个{place}：{words}（{reason}）：{detail}",
    en: "refused {count}{place}: {words} ({reason}): {detail}",
  },
  place: { zh: "，自第 {reading} 个读数起", en: " from reading {reading} on" },
  hint: { zh: "提示（{hint}）：{words}", en: "hint ({hint}): {words}" },
  summary: {
    zh: "共保存 {kept} 个，其中 {flagged} 个带标记；拒收 {refused} 个",
    en: "{kept} kept, {flagged} of them flagged; {refused} refused",
  },
  failed: {
    zh: "上报内容有 {refused} 个数值会被拒收；请按上面的说明修改设备",
    en: "{refused} {refused|value|values} of the payload would be refused; mend the device as the lines above say",
  },
} as const satisfies Texts;
