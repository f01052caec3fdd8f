import type { Texts } from "./fill.ts";

/**
 * What schemas of files say that they want, beside what their shape says. A schema's message is the English of one of
 * these: `z.string().regex(pattern, schemaTexts["rule-id"].en)`; yaml/check-shape.ts finds the Chinese by it.
 */
export const schemaTexts = {
  "endpoint-id": { zh: "1 至 64 个 a-z、0-9 和 -，不以 - 开头", en: "1 to 64 of a-z, 0-9 and -, not starting with -" },
  "endpoint-url": {
    zh: "不含用户名、密码和片段的 http 或 https 网址",
    en: "an http or https URL without user name, password or fragment",
  },
  "variable-name": { zh: "环境变量名", en: "the name of an environment variable" },
  "one-secret": { zh: "secretEnv 和 secretFile 中恰好一个", en: "exactly one of secretEnv and secretFile" },
  "endpoint-once": { zh: "每个编号只用一次，实有 {id} 重复", en: "each id once, got {id} again" },
  "rule-id": { zh: "小写字母、数字和连字符，至多 64 个", en: "small letters, digits and hyphens, 64 at most" },
} as const satisfies Texts;
