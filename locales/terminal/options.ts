import type { Texts } from "../fill.ts";

/** What the value of an option must be. */
export const optionTexts = {
  "whole-number": { zh: "须为整数", en: "wanted a whole number" },
  "whole-number-from-1": { zh: "须为 1 起的整数", en: "wanted a whole number from 1" },
  days: { zh: "须为大于 0 的天数", en: "wanted a number of days above 0" },
  "device-id": {
    zh: "须为设备编号：1 至 64 个字母、数字或 _ . : -",
    en: "wanted a device id: 1 to 64 letters, digits or _ . : -",
  },
  duration: { zh: "须为时长，例如 30min 或 2h", en: "wanted a duration such as 30min or 2h" },
  "number-or": { zh: "须为数字或 {words}", en: "wanted a number or {words}" },
  pair: { zh: "须为 名称=数值", en: "wanted name=value" },
} as const satisfies Texts;
