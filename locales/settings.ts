import type { Texts } from "./fill.ts";

/** What is wrong with settings: `wanted.*`, `got.*` and `fix.*` of problems. */
export const settingsTexts = {
  "cannot-read": { zh: "无法读取配置", en: "Cannot read the settings" },
  "wanted.text": { zh: "文本", en: "text" },
  "got.nothing": { zh: "空", en: "nothing" },
  "fix.take-default": { zh: "删去此键即用默认值", en: "remove the key to take its default" },
  "wanted.listener": { zh: "监听", en: "a listener" },
  "got.none-enabled": { zh: "没有启用任何一个", en: "none enabled" },
  "fix.listener": { zh: "启用 {groups} 之一", en: "enable one of {groups}" },
  "wanted.port": { zh: "不与他人相同的端口", en: "a port of its own" },
  "got.port": { zh: "{port}，已被 {owner} 使用", en: "{port}, which {owner} has" },
  "fix.port": { zh: "改动其一", en: "change one of them" },
  "wanted.cron": { zh: "cron 计划", en: "a cron schedule" },
  "fix.cron": {
    zh: "写五个字段，如 `17 3 * * *` 表示每天 03:17",
    en: "write five fields, such as `17 3 * * *` for 03:17 each day",
  },
  "wanted.target": { zh: "host:port，端口 1 至 65535", en: "host:port with a port from 1 to 65535" },
  "fix.issuer": {
    zh: "写明统一身份认证的 issuer，或把 people.oidc.enabled 设为 false",
    en: "name the issuer of the identity provider, or set people.oidc.enabled to false",
  },
  "fix.issuer-https": {
    zh: "改用 https://；http:// 只可用于本机（127.0.0.1、::1、localhost）",
    en: "take its https:// address; http:// is for this machine alone (127.0.0.1, ::1, localhost)",
  },
  "fix.public-url": {
    zh: "写明人员打开枢纽的地址：统一身份认证登录后回到其下的 /api/v1/session/oidc/callback",
    en: "name the address people open the hub by: the identity provider leads back to /api/v1/session/oidc/callback below it",
  },
  "wanted.origin": { zh: "由协议、主机与端口组成的地址", en: "an address of scheme, host and port" },
  "fix.origin": {
    zh: "去掉路径与用户信息，如 https://flood.example.cn：统一身份认证登录只能回到主机的根路径；须为枢纽单设主机名或端口",
    en: "leave path and user out, as in https://flood.example.cn: a sign-in by the identity provider ends at the root of the host; give the hub a host name or port of its own",
  },
  "wanted.https": { zh: "https:// 地址", en: "an https:// address" },
  "fix.public-url-https": {
    zh: "改用 https://；http:// 只可用于本机（127.0.0.1、::1、localhost），链路已另行加密时也可把 tls.allowCleartextTokens 设为 true",
    en: "take the https:// address; http:// is for this machine alone (127.0.0.1, ::1, localhost), or with tls.allowCleartextTokens where the way is encrypted otherwise",
  },
  "wanted.groups": { zh: "分组 {groups}", en: "groups {groups}" },
  "fix.groups": { zh: "每个部分写作一组，如 `broker:`", en: "write each room as a group, such as `broker:`" },
  "wanted.once": { zh: "每项配置只给一次", en: "each setting once" },
  "got.as-well": { zh: "还有 {before}", en: "{before} as well" },
  "fix.once": { zh: "取消其一", en: "unset one of the two" },
  "wanted.variable": { zh: "写作 GUANLAN_ROOM__KEY 的配置项", en: "a setting, written GUANLAN_ROOM__KEY" },
  "got.variable": { zh: "不是任何配置项的名称", en: "the name of none" },
  "fix.variable": { zh: "取消它，或参见 docs/settings.md", en: "unset it, or see docs/settings.md" },
} as const satisfies Texts;
