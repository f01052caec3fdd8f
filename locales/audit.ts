import type { Texts } from "./fill.ts";

/** Events about the audit trail. */
export const auditEventTexts = {
  title: { zh: "审计记录已锚定", en: "Audit trail anchored" },
  message: {
    zh: "审计记录前{count}行已签名锚定（链值{chain}…），请将 line 原样另存。",
    en: "The first {count} lines of the audit trail are signed (chain value {chain}...); keep `line` as it is.",
  },
} as const satisfies Texts;
