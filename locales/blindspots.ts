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
    zh: "{unseen}，附近近1小时降雨{rain}；{proxy}",
    en: "{unseen} while {rain} of rain fell nearby in the last hour; {proxy}",
  },
  "not-heard": { zh: "{gauges}失联", en: "nothing heard from {gauges}" },
  /** One gauge that is heard and cannot be used. */
  "not-usable": { zh: "{gauge}{why}", en: "{gauge} {why}" },
  /** Behind the name of a gauge, or alone as the reason of its silence. */
  "heard-but": { zh: "有上报但{why}", en: "heard, but {why}" },
  "list-mark": { zh: "、", en: ", " },
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

/** Why what a gauge says cannot be used. */
export const unusableTexts = {
  "too-old": { zh: "数据过旧", en: "its readings are too old" },
  "out-of-span": { zh: "读数超出仪器量程", en: "its readings are out of the instrument's span" },
  stuck: { zh: "读数停滞不动", en: "its value stands still" },
  "failed-checks": { zh: "读数未通过检验（{checks}）", en: "its readings failed their checks ({checks})" },
  "set-aside": { zh: "读数已被置为无效", en: "its readings were set aside" },
  refused: { zh: "被拒收", en: "refused" },
  repeated: { zh: "只重复上报原有读数", en: "it only sends readings again that are there already" },
  "refused-for": { zh: "被拒收：{reason}，{detail}", en: "refused: {reason}, {detail}" },
} as const satisfies Texts;
