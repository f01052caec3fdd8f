import type { BilingualText } from "../../domain/text.ts";
import type { Texts } from "../fill.ts";

/** What titles and reasons of alarms say of conditions: `{condition}` of a title, and why a signal is what it is. */
export const conditionTexts = {
  threshold: { zh: "数值", en: "value" },
  silence: { zh: "失联", en: "silence" },
  stuck: { zh: "数值不变", en: "value does not move" },
  any: { zh: "任一项", en: "any of several" },
  all: { zh: "多项同时", en: "together" },
  not: { zh: "未出现", en: "missing" },
  "count-in-area": { zh: "多点同时", en: "many places at once" },
  upstream: { zh: "上游来水", en: "water from upstream" },
  rise: { zh: "{minutes}分钟涨速", en: "rise over {minutes} min" },
  fall: { zh: "{minutes}分钟落速", en: "fall over {minutes} min" },
  peak: { zh: "{span}最高值", en: "highest of {span}" },
  accumulation: { zh: "{span}累计雨量", en: "rain in {span}" },
  forecast: { zh: "{span}内将达到", en: "to be reached within {span}" },
  "span.hours": { zh: "{hours}小时", en: "{hours} h" },
  "span.minutes": { zh: "{minutes}分钟", en: "{minutes} min" },
  "part.at-level": { zh: "{rule}{level}", en: "{rule} {level}" },
  "level.unknown": { zh: "未知", en: "unknown" },
  "level.normal": { zh: "正常", en: "normal" },
  "count.reached": { zh: "{all}个{things}中有{low}个{unknown}", en: "{low} of {all} {things}{unknown}" },
  "count.unknown": { zh: "，另有{count}个未知", en: ", {count} unknown" },
  "upstream.reached": {
    zh: "上游{place}{level}，约{minutes}分钟后到达",
    en: "{level} upstream at {place}, about {minutes} min away",
  },
} as const satisfies Texts;

/** What a condition over an area counts. */
export const countedNames = {
  gauges: { zh: "监测项", en: "gauges" },
  stations: { zh: "站点", en: "stations" },
} as const satisfies Readonly<Record<string, BilingualText>>;
