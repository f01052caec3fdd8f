import type { BilingualText } from "../domain/text.ts";
import type { ApiErrorCode } from "./errors.ts";

/** Codes that answer a call; the others are thrown at start. */
export type ProblemCode = Exclude<ApiErrorCode, "api.bind_failed" | "api.route_without_access">;

export interface ProblemMessage {
  /** HTTP status. */
  readonly status: number;
  readonly title: BilingualText;
  readonly detail: BilingualText;
}

/** Words of every problem answer. Those of 401 and 403 are constant: they say nothing of what is there. */
export const problemMessages: Readonly<Record<ProblemCode, ProblemMessage>> = {
  "api.bad_request": {
    status: 400,
    title: { zh: "请求无效", en: "Bad request" },
    detail: { zh: "请求中有不合要求的值，见 errors。", en: "Some values are not what was wanted, see errors." },
  },
  "api.bad_json": {
    status: 400,
    title: { zh: "请求体不是有效的 JSON", en: "Body is not valid JSON" },
    detail: {
      zh: "请求体须为 JSON，且不得含 __proto__ 或 constructor 键。",
      en: "The body must be JSON without __proto__ or constructor keys.",
    },
  },
  "api.bad_url": {
    status: 400,
    title: { zh: "地址无法解码", en: "Address cannot be decoded" },
    detail: {
      zh: "路径中的编号须做百分号编码，斜杠写作 %2F。",
      en: "Percent-encode ids in the path; a slash in one is %2F.",
    },
  },
  "api.malformed_http": {
    status: 400,
    title: { zh: "不是有效的 HTTP 请求", en: "Not an HTTP request" },
    detail: { zh: "请使用 HTTP/1.1 客户端。", en: "Use an HTTP/1.1 client." },
  },
  "api.unauthorized": {
    status: 401,
    title: { zh: "需要令牌", en: "Token required" },
    detail: {
      zh: "请用 Authorization: Bearer 头携带有效令牌。",
      en: "Send a valid token in an Authorization: Bearer header.",
    },
  },
  "api.forbidden": {
    status: 403,
    title: { zh: "权限不足", en: "Not allowed" },
    detail: { zh: "该令牌的角色不允许此操作。", en: "The role of this token does not allow this call." },
  },
  "api.not_found": {
    status: 404,
    title: { zh: "没有此路径", en: "No such path" },
    detail: {
      zh: "没有此路径或方法，可用的见 /api/v1/openapi.json。",
      en: "There is no such path or method; see /api/v1/openapi.json.",
    },
  },
  "api.unknown_id": {
    status: 404,
    title: { zh: "没有此编号", en: "Unknown id" },
    detail: { zh: "没有编号为此的对象，见 errors。", en: "Nothing has this id, see errors." },
  },
  "api.refused": {
    status: 409,
    title: { zh: "当前状态不允许", en: "Not as things stand" },
    detail: { zh: "与当前状态不符，未作更改。", en: "It does not fit how things stand now; nothing was changed." },
  },
  "api.request_timeout": {
    status: 408,
    title: { zh: "请求超时", en: "Request timed out" },
    detail: { zh: "请求未能按时收齐，请重发。", en: "The request did not come in whole in time. Send it again." },
  },
  "api.body_too_large": {
    status: 413,
    title: { zh: "请求体过大", en: "Body too large" },
    detail: {
      zh: "请求体超过 api.maxBodyBytes 的限制。",
      en: "The body is larger than setting api.maxBodyBytes allows.",
    },
  },
  "api.headers_too_large": {
    status: 431,
    title: { zh: "请求头过大", en: "Headers too large" },
    detail: { zh: "地址与请求头合计不得超过 16 KiB。", en: "Address and headers may take 16 KiB at most." },
  },
  "api.wrong_media_type": {
    status: 415,
    title: { zh: "请求体类型不受支持", en: "Media type not supported" },
    detail: { zh: "请求体须为 application/json。", en: "The body must be application/json." },
  },
  "api.too_many_streams": {
    status: 503,
    title: { zh: "实时流已满", en: "No live stream free" },
    detail: { zh: "实时流数量已达上限，请稍后重试。", en: "All live streams are taken. Try again later." },
  },
  "api.overloaded": {
    status: 503,
    title: { zh: "系统繁忙", en: "Hub is busy" },
    detail: { zh: "系统优先处理监测数据，请稍后重试。", en: "Readings go first. Try again later." },
  },
  "api.unavailable": {
    status: 503,
    title: { zh: "暂不可用", en: "Not available now" },
    detail: {
      zh: "所需部分暂不可用，请稍后重试。",
      en: "What answers this is not available just now. Try again later.",
    },
  },
  "api.internal": {
    status: 500,
    title: { zh: "内部错误", en: "Internal error" },
    detail: {
      zh: "系统内部错误，日志中有记录；请附上时间报告。",
      en: "An error of the hub; its log names it. Report it with the time of the call.",
    },
  },
};
