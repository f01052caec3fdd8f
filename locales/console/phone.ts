import type { Texts } from "../fill.ts";

/** Of what a phone alone shows. */
export const phoneTexts = {
  "hold-to-acknowledge": { zh: "按住签收，我来办", en: "Hold to acknowledge: I take it" },
  holding: { zh: "再按住一会儿", en: "Keep holding" },
  "hold-queued": { zh: "按住签收（排队，连上后生效）", en: "Hold to acknowledge (waits for the connection)" },
  open: { zh: "打开…", en: "Open…" },
  call: { zh: "打电话 {who}", en: "Call {who}" },
  "over-limit": { zh: "超时 {span}", en: "overdue by {span}" },
  "within-limit": { zh: "剩余 {span}", en: "{span} left" },
} as const satisfies Texts;
