import type { Texts } from "./fill.ts";

/**
 * What schemas of files say that they want, beside what their shape says. A schema's message is the English of one of
 * these: `z.string().regex(pattern, schemaTexts["rule-id"].en)`; yaml/check-shape.ts finds the Chinese by it.
 */
export const schemaTexts = {
  "rule-id": { zh: "小写字母、数字和连字符，至多 64 个", en: "small letters, digits and hyphens, 64 at most" },
} as const satisfies Texts;
