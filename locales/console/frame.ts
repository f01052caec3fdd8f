import type { ScreenId } from "../../domain/console/screen-paths.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** What stands around every screen of the console. */
export const frameTexts = {
  "not-built": {
    zh: "值班台页面尚未生成，请在观澜的目录下运行：npm run prepare",
    en: "The duty console is not built yet. In the folder of Guanlan run: npm run prepare",
  },
  name: { zh: "观澜", en: "Guanlan" },
  "other-language": { zh: "EN", en: "中文" },
  live: { zh: "实时 · {age}", en: "live · {age}" },
  "not-live": { zh: "已断线 {age}", en: "no connection for {age}" },
  connecting: { zh: "正在连接", en: "connecting" },
  "stopped-title": {
    zh: "画面停在 {time}，不是现在的情况。",
    en: "This picture is of {time}. It is not how things stand now.",
  },
  "stopped-more": {
    zh: "{reconnecting}断线时只有签收会排队，连上后才生效并告诉您；其他操作请等连上再做。预报已收起，计数显示为 ?。",
    en: "{reconnecting}Meanwhile an acknowledgement alone waits and takes effect once connected; do anything else once connected. Forecasts are withdrawn, counts show ?.",
  },
  reconnecting: { zh: "正在重连（第 {attempts} 次）。", en: "Connecting again (attempt {attempts}). " },
  "no-word": { zh: "枢纽没有回话。", en: "The hub says nothing. " },
  "signed-in-as": { zh: "{name} · {scope}", en: "{name} · {scope}" },
  "whole-city": { zh: "全市", en: "whole city" },
  "sign-out": { zh: "退出", en: "Sign out" },
  keys: { zh: "全部快捷键", en: "All keys" },
  "keys-title": { zh: "此处可用的快捷键", en: "Keys that work here" },
  close: { zh: "关闭", en: "Close" },
  search: { zh: "查找", en: "Find" },
  "no-right": { zh: "您没有这项权限：{right}", en: "You have no right to this: {right}" },
  loading: { zh: "正在读取", en: "Loading" },
  "load-failed": { zh: "读取失败", en: "Could not be loaded" },
  unreached: { zh: "连不上枢纽；连上后自动再读。", en: "The hub is not reached; this is loaded once it is." },
  again: { zh: "再试", en: "Try again" },
  "ask-unreached": {
    zh: "枢纽没有回话，不知是否送达。所写内容仍在；连上后请先看是否已生效，再重新提交。",
    en: "The hub gave no answer: whether this arrived is not known. What you wrote is still here; once connected, look whether it is in effect before you send it again.",
  },
  choose: { zh: "请选择", en: "Choose" },
  "asks-anew": { zh: "刚有变化，正在重新读取", en: "It has just changed and is read anew" },
  "act-pending": { zh: "正在执行", en: "under way" },
  "act-waiting": { zh: "已排队，连上后执行", en: "waits for the connection" },
  "act-done": { zh: "已生效", en: "in effect" },
  "act-refused": { zh: "未生效", en: "not in effect" },
  "act-unknown": { zh: "不知是否生效", en: "not known whether in effect" },
  "act-look": {
    zh: "没有等到枢纽的回话。先看看它是否已经生效，再决定要不要重做。",
    en: "No answer of the hub came. Look whether it is in effect before you do it again.",
  },
  "act-go": { zh: "去看", en: "Look" },
  "act-seen": { zh: "知道了", en: "Dismiss" },
  "not-found": { zh: "没有这个页面", en: "There is no such page" },
  theme: { zh: "明暗", en: "Light or dark" },
  screens: { zh: "页面", en: "Screens" },
} as const satisfies Texts;

/** Screens: the character on the rail and the word below it. */
export const screenTexts = {
  map: { zh: "总览", en: "Map" },
  cases: { zh: "案件", en: "Cases" },
  warnings: { zh: "预警", en: "Warnings" },
  stations: { zh: "站点", en: "Stations" },
  "blind-spots": { zh: "盲区", en: "Blind" },
  devices: { zh: "设备", en: "Devices" },
  deliveries: { zh: "送达", en: "Delivery" },
  mode: { zh: "模式", en: "Mode" },
  rules: { zh: "规则", en: "Rules" },
  evaluation: { zh: "评价", en: "Evaluate" },
  ponding: { zh: "积水点", en: "Ponding" },
  shift: { zh: "交接", en: "Shift" },
  audit: { zh: "审计", en: "Audit" },
  hub: { zh: "健康", en: "Health" },
  account: { zh: "账号", en: "Account" },
} as const satisfies Readonly<Record<ScreenId, BilingualText>>;

/** How a session ends. */
export const sessionTexts = {
  over: { zh: "登录已结束，请重新登录后再做。", en: "The session is over: sign in again, then do it again." },
  "over-before": {
    zh: "登录已结束，请重新登录。写了还没有提交的内容没有发出。",
    en: "The session is over: sign in again. What was written and not handed in was not sent.",
  },
  "another-person": {
    zh: "这个浏览器现在登录的是{name}，{before}的这项操作没有发出。",
    en: "{name} is signed in in this browser now; this act of {before} was not sent.",
  },
  "leave-title": { zh: "还有操作没有结果", en: "Acts are without an answer" },
  "leave-what": { zh: "退出后不再发送：", en: "Once signed out, these are not sent any more:" },
  leave: { zh: "照样退出", en: "Sign out all the same" },
  "ending-title": { zh: "正在退出", en: "Signing out" },
  ending: {
    zh: "枢纽确认之前登录没有结束，这台机器上仍能以您的身份进入。连不上时会一直再试，看到登录页才算退出。",
    en: "Until the hub confirms, the session is not over and this machine still lets in as you. It is tried again until it is; you are signed out once you see the page to sign in.",
  },
} as const satisfies Texts;

/** Of the page where one signs in. */
export const signInTexts = {
  title: { zh: "登录值班台", en: "Sign in to the duty console" },
  account: { zh: "账号", en: "Account" },
  password: { zh: "密码", en: "Password" },
  "sign-in": { zh: "登录", en: "Sign in" },
  "link-used": {
    zh: "这个链接只能用一次，十分钟内有效：它已用过或已过期。请用账号和密码登录，或重新启动演示，取一个新链接。",
    en: "This link is good once, for ten minutes: it was used already or is too old. Sign in with account and password, or start the demonstration again for a new one.",
  },
  failed: { zh: "登录失败：{why}", en: "Could not sign in: {why}" },
  "sound-title": { zh: "先听一声报警", en: "Hear the alarm first" },
  "sound-why": {
    zh: "浏览器要您按一下才肯发声。按下后应听到两声；听不到请检查音箱，再按一次。",
    en: "A browser makes no sound before you press something. You should hear two tones; if not, mind the loudspeaker and press again.",
  },
  "sound-play": { zh: "放一声听听", en: "Play the alarm" },
  "sound-heard": { zh: "听到了，开始值班", en: "I heard it; begin" },
  "sound-skip": { zh: "没有声音，照样开始", en: "No sound; begin all the same" },
} as const satisfies Texts;

/** What stands on the rail for each screen, the same whatever language the page is in. */
export const screenCharacters: Readonly<Record<ScreenId, string>> = {
  map: "图",
  cases: "件",
  warnings: "警",
  stations: "站",
  "blind-spots": "盲",
  devices: "备",
  deliveries: "达",
  mode: "式",
  rules: "则",
  evaluation: "评",
  ponding: "洼",
  shift: "班",
  audit: "审",
  hub: "枢",
  account: "号",
};
