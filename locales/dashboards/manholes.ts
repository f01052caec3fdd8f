import type { Texts } from "../fill.ts";

/** Gas in confined spaces. */
export const manholesBoardTexts = {
  title: { zh: "井下有限空间气体", en: "Gas in confined spaces" },
  why: { zh: "检查井内氧气与有毒、可燃气体。", en: "Oxygen, toxic and combustible gas in manholes." },
  entry: {
    zh: "⚠ 无报警不等于可以下井：下井前必须现场检测并取得作业票。",
    en: "⚠ No alarm is no leave to go down: test on the spot and hold a permit first.",
  },
  oxygen: { zh: "氧气（每段最低值）", en: "Oxygen, lowest of each span" },
  methane: { zh: "甲烷（每段最高值）", en: "Methane, highest of each span" },
  "hydrogen-sulfide": { zh: "硫化氢（每段最高值）", en: "Hydrogen sulfide, highest of each span" },
  "carbon-monoxide": { zh: "一氧化碳（每段最高值）", en: "Carbon monoxide, highest of each span" },
} as const satisfies Texts;
