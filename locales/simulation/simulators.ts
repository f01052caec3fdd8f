import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** Why a simulated device, a replay or a load cannot run. */
export const simulatorTexts = {
  "load-failed": { zh: "无法对 {host}:{port} 施加负载：{got}", en: "Cannot load {host}:{port}: {got}" },
  "process-ended": {
    zh: "进程在得出结果前以 {ending} 结束",
    en: "the process ended with {ending} before its result",
  },
  "bad-option": {
    zh: "无法回放：{name} 须{wanted}，实为 {got}",
    en: "Cannot replay: wanted {name} {wanted}, got {got}",
  },
  "above-0-or-max": { zh: '大于 0 或为 "max"', en: 'above 0 or "max"' },
  "from-1": { zh: "为 1 起的整数", en: "a whole number from 1" },
  "1-to-65535": { zh: "为 1 至 65535", en: "from 1 to 65535" },
  "above-0": { zh: "大于 0", en: "above 0" },
  ahead: {
    zh: "无法回放：记录发送时须在现在之前，实有 {got}；请检查时区与日期次序，或用 --shift now",
    en: "Cannot replay as nothing may lie ahead of the clock when it is sent: got {got}; look at the zone and the order of dates, or say --shift now",
  },
  "no-answer": { zh: "没有应答", en: "no answer" },
  unreachable: {
    zh: "无法连接 {url} 的感知中枢：须在 {seconds} 秒内连上，实为 {got}；请启动感知中枢或更正地址",
    en: "Cannot reach the hub at {url}: wanted a connection within {seconds} s, got {got}; start the hub or correct the address",
  },
  "cannot-publish": { zh: "无法发布：{got}", en: "Cannot publish: {got}" },
  refused: {
    zh: "设备 {device} 无法登录：须为 CONNACK 0，实为 {code}（{got}）；请核对设备编号与令牌，或重新签发：guanlan device add {device}",
    en: "Cannot sign in as device {device}: wanted CONNACK 0, got {code} ({got}); check the device id and its token, or make a new one with: guanlan device add {device}",
  },
} as const satisfies Texts;

/** Why the water of a city cannot be simulated. */
export const simulatedWaterTexts = {
  "event-misplaced": {
    zh: "无法在“{station}”发生 {event}：须为可发生此事的模拟站点，实为其他类型或不存在；请改用相应类型的站点",
    en: "Cannot let {event} happen at {station}: wanted a simulated station of the kind that it can happen to, got another or none; name another",
  },
  "step-invalid": {
    zh: "无法模拟水情：步长须能整除 {wanted} 秒，实为 {got} 秒；请改用 10 秒等",
    en: "Cannot simulate water: wanted a step that divides {wanted} s, got {got} s; use 10 s, for one",
  },
} as const satisfies Texts;

/** Why a sign-in was refused, by the return code of CONNACK (MQTT 3.1.1, 3.2.2.3). */
export const connackTexts = {
  1: { zh: "协议版本不受支持", en: "protocol version not supported" },
  2: { zh: "客户端编号不被接受", en: "client id not accepted" },
  3: { zh: "感知中枢暂不接受登录", en: "the hub takes no sign-ins now" },
  4: { zh: "用户名或令牌不对", en: "wrong user name or token" },
  5: { zh: "未获授权", en: "not authorized" },
} as const satisfies Readonly<Record<number, BilingualText>>;
