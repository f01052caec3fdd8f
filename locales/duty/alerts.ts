import type { Texts } from "../fill.ts";

/** What is said of alerts of other systems. */
export const alertTexts = {
  title: { zh: "{station}：{source}{level}报警", en: "{station}: {level} alert of {source}" },
  statement: { zh: "{source}报警（{level}）：{summary}", en: "{source} says ({level}): {summary}" },
  "statement-over": { zh: "{source}报警解除", en: "{source} says that it is over" },
  "statement-silent": {
    zh: "{source}不再报警：期限内未重复",
    en: "{source} has not repeated its alert in time",
  },
  advice: {
    zh: "这是其他系统的报警：向来源核实，派人现场确认后处置。",
    en: "This alert is another system's: check with it, send someone to look, then act.",
  },
} as const satisfies Texts;

/** Why an alert has no effect. */
export const alertRefusals = {
  "unknown-station": {
    zh: "无法接收报警：站点须在城市中，而 {station} 不在。请在 alert-sources.yaml 中写明。",
    en: "Cannot take the alert as its station must be in the city: got {station}. Say in alert-sources.yaml which station it is.",
  },
} as const satisfies Texts;

/** What is wanted of an alert that comes in. */
export const alertWantedTexts = {
  source: {
    zh: "?source= 写明 alert-sources.yaml 中本令牌可用的来源：{sources}",
    en: "?source= with a source of alert-sources.yaml that this token may speak as: {sources}",
  },
  "token-of-source": {
    zh: "alert-sources.yaml 中该来源写明的令牌（token）",
    en: "the token that alert-sources.yaml names for the source",
  },
  "no-sources": {
    zh: "城市的 alert-sources.yaml，现无",
    en: "an alert-sources.yaml in the city's folder, where there is none",
  },
  label: { zh: "标签 {label} 为其中之一：{values}", en: "label {label} with one of {values}" },
  station: { zh: "标签 {label} 为本城市的站点", en: "label {label} with a station of this city" },
} as const satisfies Texts;
