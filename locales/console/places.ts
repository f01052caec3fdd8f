import type { Texts } from "../fill.ts";

/** Of stations in lists beside other things. */
export const placesTexts = {
  near: { zh: "附近 5 公里", en: "Within 5 km" },
  "none-near": { zh: "5 公里内没有其他站点", en: "No other station within 5 km" },
  "last-said": { zh: "（{age}前为 {value}）", en: "(was {value} {age} ago)" },
} as const satisfies Texts;
