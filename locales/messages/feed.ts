import type { Texts } from "../fill.ts";

/** What the public feed says of its own. */
export const feedTexts = {
  title: { zh: "{city}预警信息", en: "Warnings in {city}" },
  entry: { zh: "{title}（{level}）", en: "{title} ({level})" },
  cancelled: { zh: "{title}（已解除）", en: "{title} (lifted)" },
} as const satisfies Texts;
