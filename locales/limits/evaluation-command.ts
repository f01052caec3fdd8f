import type { Texts } from "../fill.ts";

/** `guanlan evaluation`. */
export const evaluationCommandTexts = {
  help: {
    zh: "综合评价：一段时间内各单位、区域或类别办理案件的指标（对运行中的感知中枢）",
    en: "indicators of how cases were handled in a period, by unit, area or class, on a running hub",
  },
  "help-by": { zh: "按单位、区域或类别汇总", en: "put together by unit, area or class" },
  "help-area": { zh: "区域代码，含下级", en: "area by code, with all below it" },
  "help-from": {
    zh: "自何时起，形如 2026-07-01T00:00:00+08:00",
    en: "from when on, such as 2026-07-01T00:00:00+08:00",
  },
  "help-to": { zh: "至何时止（不含），缺省为现在", en: "up to when, excluded; now where left out" },
  "help-cases": {
    zh: "列出一个指标背后的案件，而非指标",
    en: "list the cases behind one indicator instead",
  },
  "help-key": { zh: "与 --cases 同用：哪个单位、区域或类别", en: "with --cases: of which unit, area or class" },
  row: { zh: "{name}（{key}）", en: "{name} ({key})" },
  total: { zh: "{name}", en: "{name}" },
  share: {
    zh: "  {name} {percent}%（{numerator}/{denominator}）",
    en: "  {name} {percent} % ({numerator}/{denominator})",
  },
  none: { zh: "这段时间内没有案件", en: "no cases in that period" },
  case: { zh: "{id}  {state}  {title}", en: "{id}  {state}  {title}" },
  more: { zh: "只列出 {count} 个", en: "these are the newest {count} alone" },
} as const satisfies Texts;
