import type { Texts } from "../fill.ts";

/** What is printed on maps, wherever one is drawn. */
export const mapTexts = {
  schematic: { zh: "示意图，非测绘成果", en: "Schematic, not surveyed" },
  "schematic-source": {
    zh: "由街道名录按规则生成：位置与界线均为虚构，不可据以判断归属",
    en: "made by rule from a list of streets: places and lines are made up and tell nobody whose a place is",
  },
  reviewed: { zh: "{source}　审图号：{number}", en: "{source}, map review number {number}" },
  "not-reviewed": { zh: "{source}　未经地图审核", en: "{source}, not reviewed as a map" },
  "no-source": { zh: "来源不明", en: "source not stated" },
} as const satisfies Texts;
