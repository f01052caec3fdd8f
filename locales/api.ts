import type { Texts } from "./fill.ts";

/** Titles of problem answers, by code. */
export const problemTitles = {
  "api.bad_request": { zh: "请求无效", en: "Bad request" },
  "api.bad_json": { zh: "请求体不是有效的 JSON", en: "Body is not valid JSON" },
  "api.bad_url": { zh: "地址无法解码", en: "Address cannot be decoded" },
  "api.malformed_http": { zh: "不是有效的 HTTP 请求", en: "Not an HTTP request" },
  "api.unauthorized": { zh: "需要令牌或登录", en: "Token or sign-in required" },
  "api.forbidden": { zh: "权限不足", en: "Not allowed" },
  "api.whole_city_only": { zh: "仅限全市权限", en: "For the whole city only" },
  "api.csrf": { zh: "缺少防伪造头", en: "Forgery guard missing" },
  "api.sign_in_failed": { zh: "登录失败", en: "Sign-in failed" },
  "api.too_many_attempts": { zh: "尝试次数过多", en: "Too many attempts" },
  "api.cleartext_token": { zh: "令牌未加密传输", en: "Token in clear" },
  "api.not_found": { zh: "没有此路径", en: "No such path" },
  "api.unknown_id": { zh: "没有此编号", en: "Unknown id" },
  "api.no_map": { zh: "城市没有地图", en: "No map of the city" },
  "api.changed_since": { zh: "已被他人更改", en: "Changed by others" },
  "api.refused": { zh: "当前状态不允许", en: "Not as things stand" },
  "api.request_timeout": { zh: "请求超时", en: "Request timed out" },
  "api.body_too_large": { zh: "请求体过大", en: "Body too large" },
  "api.headers_too_large": { zh: "请求头过大", en: "Headers too large" },
  "api.wrong_media_type": { zh: "请求体类型不受支持", en: "Media type not supported" },
  "api.too_many_streams": { zh: "实时流已满", en: "No live stream free" },
  "api.overloaded": { zh: "系统繁忙", en: "Hub is busy" },
  "api.unavailable": { zh: "暂不可用", en: "Not available now" },
  "api.internal": { zh: "内部错误", en: "Internal error" },
} as const satisfies Texts;

/** What a problem answer says beyond its title, by code. Those of 401 and 403 say nothing of what is there. */
export const problemDetails = {
  "api.bad_request": {
    zh: "请求中有不合要求的值，见 errors。",
    en: "Some values are not what was wanted, see errors.",
  },
  "api.bad_json": {
    zh: "请求体须为 JSON，且不得含 __proto__ 或 constructor 键。",
    en: "The body must be JSON without __proto__ or constructor keys.",
  },
  "api.bad_url": {
    zh: "路径中的编号须做百分号编码，斜杠写作 %2F。",
    en: "Percent-encode ids in the path; a slash in one is %2F.",
  },
  "api.malformed_http": { zh: "请使用 HTTP/1.1 客户端。", en: "Use an HTTP/1.1 client." },
  "api.unauthorized": {
    zh: "请用 Authorization: Bearer 头携带有效令牌，或先登录。",
    en: "Send a valid token in an Authorization: Bearer header, or sign in.",
  },
  "api.forbidden": {
    zh: "此操作须有权限 {right}，具有该权限的角色：{roles}；该账号或令牌的角色：{own}。",
    en: "This call needs the right {right}, of the roles {roles}; this account or token has {own}.",
  },
  "api.whole_city_only": {
    zh: "此操作涉及全市，须用不限区域的账号或令牌。",
    en: "This call is about the whole city: use an account or token that no area narrows.",
  },
  "api.csrf": {
    zh: "凭登录会话更改数据时，须带 x-guanlan-csrf 头，其值为 /api/v1/me 的 csrfToken，且不得来自其他网站。",
    en: "A change by session must carry the header x-guanlan-csrf with the csrfToken of /api/v1/me, and come from no other site.",
  },
  "api.sign_in_failed": {
    zh: "账号或口令不对，或账号已停用。",
    en: "Account or password is wrong, or the account is disabled.",
  },
  "api.too_many_attempts": {
    zh: "登录失败次数过多，请在 Retry-After 所示秒数后再试。",
    en: "Too many sign-ins failed. Try again after the seconds in Retry-After.",
  },
  "api.cleartext_token": {
    zh: "令牌从其他机器未经加密传来，已视为可能泄露：请改用 HTTPS 地址并更换令牌；若链路另有加密（如 VPN），可设 tls.allowCleartextTokens。",
    en: "The token came from another machine without encryption, so others may have read it: use the HTTPS address and replace the token; where something else encrypts the way, such as a VPN, set tls.allowCleartextTokens.",
  },
  "api.not_found": {
    zh: "没有此路径或方法，可用的见 /api/v1/openapi.json。",
    en: "There is no such path or method; see /api/v1/openapi.json.",
  },
  "api.unknown_id": { zh: "没有编号为此的对象。", en: "Nothing has this id." },
  "api.no_map": {
    zh: "城市文件夹中既无 areas.geojson 也无 map.geojson；用 guanlan city map 生成示意图，或用 guanlan city import-map 导入审核过的地图。",
    en: "The city folder has neither areas.geojson nor map.geojson. Make a schematic with guanlan city map, or bring a reviewed map in with guanlan city import-map.",
  },
  "api.changed_since": {
    zh: "If-Match 所给的修订号已不是最新，未作更改。",
    en: "The revision in If-Match is not the newest any more; nothing was changed.",
  },
  "api.refused": { zh: "与当前状态不符，未作更改。", en: "It does not fit how things stand now; nothing was changed." },
  "api.request_timeout": {
    zh: "请求未能按时收齐，请重发。",
    en: "The request did not come in whole in time. Send it again.",
  },
  "api.body_too_large": {
    zh: "请求体超过 api.maxBodyBytes 的限制。",
    en: "The body is larger than setting api.maxBodyBytes allows.",
  },
  "api.headers_too_large": {
    zh: "地址与请求头合计不得超过 16 KiB。",
    en: "Address and headers may take 16 KiB at most.",
  },
  "api.wrong_media_type": { zh: "请求体须为 application/json。", en: "The body must be application/json." },
  "api.too_many_streams": {
    zh: "实时流数量已达上限，请稍后重试。",
    en: "All live streams are taken. Try again later.",
  },
  "api.overloaded": { zh: "系统优先处理监测数据，请稍后重试。", en: "Readings go first. Try again later." },
  "api.unavailable": {
    zh: "所需部分暂不可用，请稍后重试。",
    en: "What answers this is not available just now. Try again later.",
  },
  "api.internal": {
    zh: "系统内部错误，日志中有记录；请附上时间报告。",
    en: "An error of the hub; its log names it. Report it with the time of the call.",
  },
} as const satisfies Texts;

/** What a value of a request must be. */
export const wantedTexts = {
  "warning-edit": {
    zh: "至少一项：level、title、impact、advice",
    en: "at least one of level, title, impact, advice",
  },
  "no-unknown-field": { zh: "不含未知字段", en: "no unknown field" },
  "not-shown": { zh: "（不显示）", en: "(not shown)" },
  "next-of-page": { zh: "上一页给出的 next", en: "`next` of the page before" },
  instant: {
    zh: "形如 2026-07-20T16:00:00+08:00 的时刻（地址中加号写作 %2B），或自 1970 年起的毫秒数，在 1970 年至 2200 年之间",
    en: "2026-07-20T16:00:00+08:00 or epoch ms, between 1970 and 2200; in an address the plus sign is %2B",
  },
  "delivery-condition": {
    zh: "至少一个条件：deliveryId、endpointId、state",
    en: "at least one of deliveryId, endpointId, state",
  },
  "bytes-at-most": { zh: "至多 {count} 字节", en: "{count} bytes at most" },
  "steps-at-most": { zh: "至多 {count} 个步长的时段", en: "a span of {count} {count|step|steps} at most" },
  "revision-tag": { zh: '形如 "5" 的修订号', en: 'a revision like "5"' },
  "some-of": { zh: "{words} 中的一个或几个，以逗号分隔", en: "one or more of {words}, with commas between" },
  date: { zh: "日历上有的日期，如 2026-10-01", en: "a day of the calendar, such as 2026-10-01" },
  "each-item": { zh: "以逗号分隔，每一项为{item}", en: "items with commas between, each {item}" },
  "key-name": { zh: "键名{wanted}", en: "a key of {wanted}" },
  "past-instant": { zh: "已经过去的时刻", en: "a time that has passed" },
  "rain-span": { zh: "至多三天前", en: "three days before `to` at most" },
  "before-to": { zh: "早于 to（{to}）", en: "before to ({to})" },
} as const satisfies Texts;

/** What a field is to be, by the type that its schema names. */
export const wantedTypeTexts = {
  string: { zh: "文本", en: "text" },
  number: { zh: "数值", en: "a number" },
  int: { zh: "整数", en: "a whole number" },
  boolean: { zh: "true 或 false", en: "true or false" },
  array: { zh: "列表", en: "a list" },
  object: { zh: "一组键", en: "a group of keys" },
  record: { zh: "一组键", en: "a group of keys" },
  null: { zh: "空（null）", en: "null" },
  undefined: { zh: "没有此字段", en: "no such field" },
} as const satisfies Texts;

/** Bounds of a field. */
export const fieldTexts = {
  "characters.from": { zh: "至少 {bound} 个字符", en: "{bound} characters or more" },
  "characters.up-to": { zh: "至多 {bound} 个字符", en: "{bound} characters at most" },
  "items.from": { zh: "至少 {bound} 项", en: "{bound} items or more" },
  "items.up-to": { zh: "至多 {bound} 项", en: "{bound} items at most" },
  "number.from": { zh: "不小于 {bound}", en: "{bound} or more" },
  "number.from.not-included": { zh: "大于 {bound}", en: "more than {bound}" },
  "number.up-to": { zh: "不大于 {bound}", en: "{bound} at most" },
  "number.up-to.not-included": { zh: "小于 {bound}", en: "less than {bound}" },
} as const satisfies Texts;

/** Errors of the API at start. */
export const apiErrorTexts = {
  "bind-failed": {
    zh: "接口无法启动：须能监听 {host}:{port}，实为 {got}。请释放该端口，或更改 api.host 与 api.port。",
    en: "Cannot start the API as it must listen on {host}:{port}: got {got}. Free the port or change settings api.host and api.port.",
  },
  "key-used": {
    zh: "无法执行：同一幂等键须对应同一操作，而该键此前用于另一操作。请换用新的键。",
    en: "Cannot do this as one idempotency key stands for one act: got a key that was sent before with another. Send a new key.",
  },
  "route-without-access": {
    zh: "无法加入路由 {url}：每个路由须写明谁可调用、如何限于其区域，实际 config 中缺少 access 或 scope。access 设为某项权限（见 people/rights.ts）、open、optional、signed-in 或 device，scope 设为 filtered、whole-city 或 none。",
    en: "Cannot add route {url} as each must say who may call it and how it keeps to their areas: got no access or no scope in its config. Set access to a right of people/rights.ts, open, optional, signed-in or device, and scope to filtered, whole-city or none.",
  },
} as const satisfies Texts;
