import type { Texts } from "../fill.ts";

/** Names of generated stations: after their street or river, numbered there. */
export const siteTexts = {
  tunnel: { zh: "{place}隧道{number}号", en: "{place} tunnel {number}" },
  underpass: { zh: "{place}下穿{number}号", en: "{place} underpass {number}" },
  road: { zh: "{place}路段{number}号", en: "{place} road {number}" },
  "urban-river": { zh: "{place}断面{number}号", en: "{place} section {number}" },
  river: { zh: "{place}断面{number}号", en: "{place} section {number}" },
  rain: { zh: "{place}雨量站{number}号", en: "{place} rain station {number}" },
  sewer: { zh: "{place}污水井{number}号", en: "{place} sewer manhole {number}" },
  "gas-main": { zh: "{place}燃气邻近井{number}号", en: "{place} manhole by the gas main {number}" },
  "pump-station": { zh: "{place}雨水泵站{number}号", en: "{place} pump station {number}" },
  "rubber-dam": { zh: "{place}橡胶坝{number}号", en: "{place} rubber dam {number}" },
  "street-light": { zh: "{place}路灯配电箱{number}号", en: "{place} lighting cabinet {number}" },
  "in-district": { zh: "{district}{name}", en: "{name} ({district})" },
} as const satisfies Texts;

/** Kinds of street, town and township that a short name leaves out: alternatives of a regular expression. */
export const streetKinds = {
  zh: "街道|回族乡|镇|乡",
  en: "Subdistrict|Hui Township|Town|Township",
} as const;
