import type { Texts } from "../fill.ts";

/** What the command line says of itself. */
export const programTexts = {
  help: { zh: "观澜：城市内涝与街面安全的感知中枢", en: "Guanlan: the sensing hub for a city's floods and streets" },
  "settings-option": { zh: "配置文件（YAML）", en: "settings file (YAML)" },
  "city-option": { zh: "城市数据文件夹；省略时取配置", en: "city folder; the one of the settings where left out" },
  error: { zh: "错误", en: "error" },
} as const satisfies Texts;

/** `guanlan check`. */
export const checkTexts = {
  help: { zh: "检查配置与城市数据，不启动", en: "check settings and city data without starting" },
  "help-demo": { zh: "按 start --demo 检查", en: "check for start --demo" },
  ok: {
    zh: "配置与城市数据无误：{areas} 个区域，{stations} 个站点，{devices} 台设备，{gauges} 个监测项，{rules} 条规则，{alarms} 个报警点",
    en: "settings and city are sound: {areas} {areas|area|areas}, {stations} {stations|station|stations}, {devices} {devices|device|devices}, {gauges} {gauges|gauge|gauges}, {rules} {rules|rule|rules}, {alarms} {alarms|alarm|alarms}",
  },
  "no-public-url": {
    zh: "未设 hub.publicUrl：推送里没有可点开的链接",
    en: "hub.publicUrl is not set, so that events carry no link to open",
  },
  note: { zh: "提示  {words}", en: "note  {words}" },
} as const satisfies Texts;
