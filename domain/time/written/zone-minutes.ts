/** Minutes east of UTC of abbreviations that mean one thing among the field's agencies. */
const abbreviations: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  UT: 0,
  Z: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  MEZ: 60,
  CEST: 120,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  HKT: 480,
  // Beijing time.
  "\u5317\u4eac\u65f6\u95f4": 480,
  "\u5317\u4eac\u6642\u9593": 480,
  AWST: 480,
  JST: 540,
  KST: 540,
  ACST: 570,
  AEST: 600,
  ACDT: 630,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  EST: -300,
  EDT: -240,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
};

/** What the same letters mean in files of the USGS, whose zone column names no other places. */
const usgsAbbreviations: Readonly<Record<string, number>> = {
  ...abbreviations,
  AST: -240,
  ADT: -180,
  CST: -360,
  CDT: -300,
  SST: -660,
  GST: 600,
  ChST: 600,
};

/** Minutes east of UTC of `EST`; null for letters that mean several zones, or none. */
export function abbreviatedZoneMinutes(text: string, isUsgs = false): number | null {
  const table = isUsgs ? usgsAbbreviations : abbreviations;
  return Object.hasOwn(table, text) ? (table[text] ?? null) : null;
}

/** Minutes east of UTC of `Z`, `+08:00`, `+0800`, `UTC+8`, `GMT`, `EST`; null for anything else. */
export function offsetMinutes(text: string): number | null {
  const [, sign, hours = "", minutes = "0"] = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?$/i.exec(text) ?? [];
  if (sign === undefined) return abbreviatedZoneMinutes(text.toUpperCase());
  const count = Number(hours) * 60 + Number(minutes);
  if (count > 14 * 60 || Number(minutes) > 59) return null;
  return sign === "-" ? -count : count;
}
