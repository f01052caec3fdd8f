import type { Texts } from "./fill.ts";

/**
 * What schemas of files say that they want, beside what their shape says. A schema's message is the English of one of
 * these: `z.string().regex(pattern, schemaTexts.id.en)`; yaml/check-shape.ts finds the Chinese by it.
 */
export const schemaTexts = {
  "cap-sender": {
    zh: "不含空格、逗号、< 和 & 的标识，如 flood.zhengzhou.example",
    en: "a name without space, comma, < and &, such as flood.zhengzhou.example",
  },
  issuer: {
    zh: "https:// 开头的地址，不含查询、片段和口令，如 https://id.example.cn/realms/city",
    en: "an https:// address without query, fragment and password, such as https://id.example.cn/realms/city",
  },
  scopes: { zh: "以空格分隔的范围，openid 在先", en: "scopes with spaces between, openid first" },
  "small-id": { zh: "小写字母、数字和连字符，至多 64 个", en: "small letters, digits and hyphens, 64 at most" },
  words: { zh: "供人阅读的文字", en: "words for people to read" },
  duration: { zh: "时长，如 30s、10min 或 2h", en: "a duration such as 30s, 10min or 2h" },
  "duration-above-0": { zh: "大于 0 的时长", en: "a duration above 0" },
  "duration-24h-at-most": { zh: "至多 24h 的时长", en: "a duration of 24h at most" },

  // city/
  day: { zh: '日期，加引号，例如 "2026-04-30"', en: 'a day in quotes, such as "2026-04-30"' },
  id: {
    zh: "至多 64 个字母、数字、点、连字符和下划线组成的编号",
    en: "an id of up to 64 letters, digits, dots, hyphens and underscores",
  },
  "device-id": {
    zh: "至多 64 个字母、数字、点、冒号、连字符和下划线组成的设备编号",
    en: "a device id of up to 64 letters, digits, dots, colons, hyphens and underscores",
  },
  "time-of-day": {
    zh: '时刻，加引号，如 "08:00" 或 "24:00"',
    en: 'a time of day in quotes, such as "08:00" or "24:00"',
  },
  "days-or-dates": { zh: "days 与 dates 只写其一", en: "days or dates, not both" },
  "people-or-rotation": { zh: "people 与 rotation 只写其一", en: "people or rotation, not both" },
  "rotation-first": { zh: "轮班须写明起始日 first", en: "first, from which the rotation is counted" },
  "post-or-person": { zh: "post 与 person 只写其一", en: "post or person, not both" },
  "label-or-otherwise": { zh: "label 与 otherwise 至少其一", en: "label or otherwise, or both" },
  "area-code": { zh: "至多 32 位数字和字母的区域代码", en: "an area code of up to 32 digits and letters" },
  phone: {
    zh: '电话号码，加引号，例如 "0371-12345678"',
    en: 'a telephone number in quotes, such as "0371-12345678"',
  },
  "time-zone": { zh: "IANA 时区名，例如 Asia/Shanghai", en: "an IANA time zone such as Asia/Shanghai" },
  "public-url": {
    zh: "以 http:// 或 https:// 开头的地址，例如 https://flood.example.cn",
    en: "an address that begins with http:// or https://, such as https://flood.example.cn",
  },
  extent: { zh: "西小于东，南小于北", en: "west below east and south below north" },
  "threshold-name": {
    zh: "驼峰式阈值名，如 warningStage",
    en: "a threshold name in camelCase, such as warningStage",
  },
  "suspect-at-most-fail": { zh: "suspect 不大于 fail", en: "suspect at most fail" },
  "min-below-max": { zh: "min 小于 max", en: "min below max" },
  longitude: { zh: "-180 至 180 的经度", en: "a longitude of -180 to 180" },
  latitude: { zh: "-90 至 90 的纬度", en: "a latitude of -90 to 90" },
  position: { zh: "经度和纬度", en: "longitude and latitude" },
  ring: { zh: "至少四个点的环", en: "a ring of four positions or more" },
  "closed-ring": { zh: "首尾相接的环", en: "a ring that ends where it begins" },
  "outer-ring": { zh: "外环", en: "an outer ring" },

  // limits/
  date: { zh: "日期，如 2026-10-01", en: "a date such as 2026-10-01" },
  year: { zh: "四位数的年份", en: "a year of four digits" },
  "from-at-most-to": { zh: "from 不晚于 to", en: "from no later than to" },
  "working-hours": { zh: "时间段，如 08:00-12:00", en: "a span of the day such as 08:00-12:00" },
  "working-hours-in-order": {
    zh: "从早到晚、互不重叠的时间段",
    en: "spans from early to late, none in another",
  },
  "time-limit": {
    zh: "处置时限，如 2紧急工作时、4工作时、2工作日、1自然日",
    en: "a time limit such as 2 urgent-hours, 4 working-hours, 2 working-days or 1 calendar-days, or as tables of classes write it",
  },

  // rules/
  title: {
    zh: "除 {station}、{level}、{condition} 外没有其他占位的标题",
    en: "a title with no other placeholders than {station}, {level}, {condition}",
  },
  deadband: { zh: "不小于 0 的回差", en: "a deadband of 0 or more" },
  tolerance: { zh: "不小于 0 的容差", en: "a tolerance of 0 or more" },
  levels: { zh: "blue、yellow、orange、red 中至少一个", en: "at least one of blue, yellow, orange, red" },
  limit: {
    zh: "数值，或监测项阈值的名称，如 warningStage 或 warningStage-0.5",
    en: "a number, or the name of a gauge threshold such as warningStage or warningStage-0.5",
  },
  term: {
    zh: "一条规则（可带等级），或由规则组成的 all、any、not",
    en: "a rule with or without a level, or all, any or not of such",
  },
  "window-1min-to-7d": { zh: "1min 至 7d 的时间窗口", en: "a window of 1min to 7d" },
  "window-from-1min": { zh: "至少 1min 的时间窗口", en: "a window of at least 1min" },
  "lead-time": { zh: "1min 至 24h 的预见期", en: "a lead time of 1min to 24h" },

  // suppression/ and blindspots/
  "inhibition-side": {
    zh: "hazards、rules、kinds、tags、areas、stations 中至少一个",
    en: "at least one of hazards, rules, kinds, tags, areas, stations",
  },
  "silent-after-stale": { zh: "不小于 staleAfterIntervals", en: "at least staleAfterIntervals" },
  "heavy-rain": { zh: "不小于 rainMm", en: "at least rainMm" },

  // rule-tests/
  "test-name": { zh: "一句给人看的话", en: "a sentence for people" },
  "test-time": {
    zh: "自开始起的时间，如 00:04 或 26:30:15，或时刻，如 2026-07-20T16:04:00+08:00",
    en: "a time since the start such as 00:04 or 26:30:15, or an instant such as 2026-07-20T16:04:00+08:00",
  },
  "test-time-or-span": {
    zh: "自开始起的时间，如 00:04 或 26:30:15，或时刻，如 2026-07-20T16:04:00+08:00，或其中两个：00:00 to 00:10",
    en: "a time since the start such as 00:04 or 26:30:15, or an instant such as 2026-07-20T16:04:00+08:00, or two of them: 00:00 to 00:10",
  },
  "test-value": {
    zh: "以该属性单位计的数值，或带单位的数值：31 cm，或时段内的变化：2 cm to 31 cm",
    en: "a number in the property's own unit, or one with its unit: 31 cm, or a change over a span: 2 cm to 31 cm",
  },
  "test-start": {
    zh: "带时区的时刻，如 2026-07-20T16:00:00+08:00",
    en: "an instant with its zone such as 2026-07-20T16:00:00+08:00",
  },

  // webhooks/
  "endpoint-id": {
    zh: "1 至 64 个 a-z、0-9 和 -，不以 - 开头",
    en: "1 to 64 of a-z, 0-9 and -, not starting with -",
  },
  "endpoint-url": {
    zh: "不含用户名、密码和片段的 http 或 https URL",
    en: "an http or https URL without user name, password or fragment",
  },
  "environment-variable": { zh: "环境变量名", en: "the name of an environment variable" },
  "endpoint-once": { zh: "每个编号只用一次，实有 {id} 重复", en: "each id once, got {id} again" },
  "one-secret": { zh: "secretEnv 与 secretFile 恰有其一", en: "exactly one of secretEnv and secretFile" },

  // simulators/scenario/
  "some-place": {
    zh: "station、kind、tag、area、property、headwater、most 中至少一项",
    en: "one at least of station, kind, tag, area, property, headwater, most",
  },
  "over-with-time": { zh: "over 与 overAt 同时给出或都不写", en: "over and overAt, or neither" },
  "share-or-count": { zh: "share 与 count 只写其一", en: "share or count, not both" },
  "value-or-limit": { zh: "value 与 ofHighestLimit 只写其一", en: "value or ofHighestLimit, not both" },
  "step-of-minutes": {
    zh: "能整除一分钟或为整分钟的时长",
    en: "a part of a minute without remainder, or whole minutes",
  },
  "local-minute": {
    zh: '当地时刻，加引号，例如 "2026-07-20 08:00"',
    en: 'a local time in quotes, such as "2026-07-20 08:00"',
  },
} as const satisfies Texts;
