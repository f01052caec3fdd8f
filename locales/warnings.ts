import type { Texts } from "./fill.ts";

/** What a warning is called. */
export const warningTexts = {
  title: { zh: "{area}{hazard}预警", en: "{area}: {hazard} warning" },
} as const satisfies Texts;

/** Why an action on a warning has no effect. */
export const warningRefusals = {
  "not-open": {
    zh: "无法处理预警：预警须未解除，而 {id} 已解除或不存在。请刷新预警列表。",
    en: "Cannot act on the warning as it must not be lifted: got {id}, which is lifted or unknown. Load the list of warnings again.",
  },
  "not-a-draft": {
    zh: "无法发布预警：预警须为草稿，而 {id} 已由 {by} 发布。无需再次发布。",
    en: "Cannot issue the warning as it must be a draft: got {id}, issued by {by}. There is nothing left to do.",
  },
} as const satisfies Texts;
