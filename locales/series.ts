import type { Texts } from "./fill.ts";

/** What is said of a gauge's recent past, and of where its water goes. */
export const seriesTexts = {
  "thin-cover": { zh: "窗口内数据仅覆盖{percent}%", en: "only {percent} % of the window is covered" },
  "forecast.reason": {
    zh: "{rate}，{since}内已涨{risen}厘米；再涨{toGo}厘米约需{time}（{low}至{high}）",
    en: "rising {rate}, up {risen} cm in {since}; {toGo} cm more in about {time}, {low} to {high}",
  },
  "rate.per-minute": { zh: "正以每分钟{cm}厘米上涨", en: "{cm} cm/min" },
  "rate.per-hour": { zh: "正以每小时{cm}厘米上涨", en: "{cm} cm/h" },
  "time.minutes": { zh: "{minutes}分钟", en: "{minutes} min" },
  "time.hours": { zh: "{hours}小时", en: "{hours} h" },
} as const satisfies Texts;
