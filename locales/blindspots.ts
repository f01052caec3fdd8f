import type { Texts } from "./fill.ts";

/** The alarm of a station that cannot be seen in the rain, and which gauge stands in for it. */
export const blindSpotTexts = {
  title: { zh: "{station}雨中失去监测", en: "{station}: not seen in the rain" },
  statement: { zh: "雨中失去监测", en: "not seen in the rain" },
  "statement-over": { zh: "监测恢复", en: "seen again" },
  advice: {
    zh: "派人到现场察看，未恢复前按有积水处置；参考替代测点。",
    en: "Send someone to look and treat it as flooded until it is seen again; judge by the gauge that stands in.",
  },
  reason: {
    zh: "{gauges} 失联，附近近1小时降雨{rain}；{proxy}",
    en: "nothing heard from {gauges} while {rain} of rain fell nearby in the last hour; {proxy}",
  },
  "proxy.none": { zh: "无可替代测点，须派人到现场", en: "no gauge can stand in: send someone" },
  proxy: {
    zh: "最近的可用测点 {gauge}（{km} 公里）{property}{value}，{age}前",
    en: "nearest live gauge {gauge} ({km} km): {property} {value}, {age} ago",
  },
  "gauge-without-key": {
    zh: "无法监测城市：每个监测项须有内部编号，而 {gauge} 没有；请先登记城市的监测项",
    en: "Cannot watch the city as every gauge must have its key: got none for {gauge}; register the city's gauges first",
  },
} as const satisfies Texts;
