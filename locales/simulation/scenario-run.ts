import type { Texts } from "../fill.ts";

/** A scenario played to a hub of its own. */
export const scenarioRunTexts = {
  "drill-title": { zh: "演练：{title}", en: "Drill: {title}" },
} as const satisfies Texts;
