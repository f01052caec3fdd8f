import type { Texts } from "./fill.ts";

/** What is wrong with the settings as a whole, file and environment together. */
export const settingsTexts = {
  heading: { zh: "无法读取配置", en: "Cannot read the settings" },
  "wanted.text": { zh: "文本", en: "text" },
  "got.nothing": { zh: "空", en: "nothing" },
  "fix.take-default": { zh: "删去此键即用默认值", en: "remove the key to take its default" },
  "wanted.listener": { zh: "一个监听", en: "a listener" },
  "got.none-enabled": { zh: "一个也未启用", en: "none enabled" },
  "fix.enable-listener": { zh: "启用 {groups} 之一", en: "enable one of {groups}" },
  "wanted.own-port": { zh: "独用的端口", en: "a port of its own" },
  "got.port-of-other": { zh: "{port}，{path} 已占用", en: "{port}, which {path} has" },
  "fix.change-one": { zh: "修改其中一个", en: "change one of them" },
  "wanted.cron": { zh: "cron 时间表", en: "a cron schedule" },
  "fix.cron": {
    zh: "写五个字段，例如每天 03:17 为 `17 3 * * *`",
    en: "write five fields, such as `17 3 * * *` for 03:17 each day",
  },
  "wanted.target": { zh: "host:port，端口为 1 至 65535", en: "host:port with a port from 1 to 65535" },
  "wanted.once": { zh: "每项配置只写一次", en: "each setting once" },
  "got.as-well": { zh: "另有 {name}", en: "{name} as well" },
  "fix.unset-one": { zh: "删去其中一个变量", en: "unset one of the two" },
  "wanted.setting": { zh: "一项配置，写作 GUANLAN_ROOM__KEY", en: "a setting, written GUANLAN_ROOM__KEY" },
  "got.no-setting": { zh: "不是任何配置的名称", en: "the name of none" },
  "fix.unset": { zh: "删去该变量，或见 docs/settings.md", en: "unset it, or see docs/settings.md" },
  "wanted.groups": { zh: "分组 {groups}", en: "groups {groups}" },
  "fix.groups": { zh: "每个模块写成一组，例如 `broker:`", en: "write each room as a group, such as `broker:`" },
} as const satisfies Texts;
