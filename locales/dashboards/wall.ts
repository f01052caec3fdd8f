import type { Texts } from "../fill.ts";

/** What a wall says of an open case, short enough for one line. */
export const wallTexts = {
  brief: { zh: "{title}·{answer}·{trend}", en: "{title}, {answer}, {trend}" },
  answered: { zh: "已应答", en: "answered" },
  unanswered: { zh: "无人应答", en: "not answered" },
  worst: { zh: "未缓解", en: "at its worst" },
  easing: { zh: "缓解", en: "easing" },
  over: { zh: "险情已过", en: "hazard over" },
  "do-now": { zh: "{unit}：{advice}", en: "{unit}: {advice}" },
} as const satisfies Texts;
