import type { Texts } from "../fill.ts";

/** Rivers and rain. */
export const riversBoardTexts = {
  title: { zh: "河道水位与雨情", en: "Rivers and rain" },
  why: { zh: "各河道断面的水位、流量与雨量。", en: "Stage and flow of each river section, and the rain." },
  stage: { zh: "水位", en: "Stage" },
  flow: { zh: "流量", en: "Flow" },
  "hourly-rain": { zh: "逐小时雨量 (mm)", en: "Rain by the hour (mm)" },
  "rain-so-far": { zh: "时段累计雨量 (mm)", en: "Rain so far (mm)" },
} as const satisfies Texts;
