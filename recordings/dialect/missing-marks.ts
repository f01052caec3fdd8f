/**
 * What agencies write for no value, in small letters: USGS (`Ice`, `Eqp`, `Bkw` ...), NDBC and METAR (`M`, `MM`), MLIT,
 * spreadsheets, and Chinese and Japanese for missing or closed.
 *
 * @see https://help.waterdata.usgs.gov/codes-and-parameters/instantaneous-and-daily-value-status-codes
 */
const missingWords: ReadonlySet<string> = new Set([
  ..."nan na n/a n.a. null none nil missing miss nodata m mm - -- --- ---- . * ** *** / // ///".split(" "),
  ..."ice eqp bkw ssn rat mnt dis fld tst pr pmp zfl unv *** xxx,xxx #n/a #na #value! #div/0! #null! #ref!".split(" "),
  "no data",
  "\u2014",
  "\u2013",
  "\u7f3a\u6d4b",
  "\u7f3a",
  "\u6b20\u6e2c",
  "\u9589\u5c40",
  "\u672a\u53ce\u9332",
]);

/** Whether a cell says in words that there is no value. */
export function isMissingWord(text: string): boolean {
  return missingWords.has(text.trim().toLowerCase());
}

/** Numbers that often stand for no value, as they are written: -777, -999, -9999, with nothing or only nines behind the point. */
export function looksLikeMissing(text: string): boolean {
  return /^-(?:7{3,4}|9{3,7})(?:[.,](?:0+|9+))?$/.test(text.trim());
}

/**
 * Whether a number like -999 stands for no value where the others go down to `lowest`: only if it lies far below them all.
 *
 * @param lowest of the other numbers of the column; positive infinity where there is none
 */
export function isFarBelow(mark: number, lowest: number): boolean {
  return lowest > mark / 2;
}
