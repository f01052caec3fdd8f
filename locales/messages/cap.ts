import type { Texts } from "../fill.ts";

/** What a CAP message says in words of its own. */
export const capTexts = {
  exercise: { zh: "演练：无真实险情，请勿采取行动。", en: "Exercise: there is no danger, take no action." },
  "map-source": { zh: "区域图形：{label}。", en: "Outline of the area: {label}." },
  description: { zh: "{impact}监测情况：{supports}", en: "{impact}Observed: {supports}" },
  "description.alone": { zh: "{impact}", en: "{impact}" },
  "no-impact": { zh: "{area}出现{hazard}。", en: "{hazard} in {area}." },
  over: { zh: "{area}{hazard}预警已解除。", en: "The {hazard} warning for {area} is over." },
  support: {
    zh: "{station} {value}，限值 {limit}（{level}）",
    en: "{station} {value}, limit {limit} ({level})",
  },
  end: { zh: "。", en: "." },
  "circle-of-stations": { zh: "各监测站所在的圆", en: "circle around its stations" },
  outline: { zh: "行政区边界", en: "outline of the area" },
  "outline.no-holes": { zh: "行政区边界（不含内部孔洞）", en: "outline of the area without its holes" },
  none: { zh: "未绘制范围", en: "not drawn" },
} as const satisfies Texts;
