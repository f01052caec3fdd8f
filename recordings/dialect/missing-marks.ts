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

/**
 * Numbers that loggers and agencies write for no value: Campbell's -6999 and -7999, the CWA's -9991 (instrument), -9996 (added
 * to the next) and -9997 (unknown), the least of 16 and 32 bits.
 */
const missingNumbers: ReadonlySet<number> = new Set([-6999, -7999, -9991, -9996, -9997, -(2 ** 15), -(2 ** 31)]);

/** Numbers that may stand for no value: the CWA's -9998 is a trace of rain; the greatest of 16 and 32 bits; over range. */
const doubtfulNumbers: ReadonlySet<number> = new Set([
  ...[-9998, 6999, 7999, 1e20, -1e20],
  ...[2 ** 15 - 1, 2 ** 16 - 1, 2 ** 31 - 1, 2 ** 32 - 1],
]);

/** Beyond what a single-precision float of water or rain ever holds, as the fill values of netCDF and its largest number are. */
const endless = 1e30;

/** No mark below 0 lies above it. */
export const highestBelow = -77;

/** Whether a number of a column is taken for no value where it lies far from all others, or must be said to be one. */
export type MarkKind = "missing" | "doubtful";

/** What kind of mark a number may be: -777, -999, -9999.99 and those of the lists; -99.9 and 9999.9 are doubtful; null for any other. */
export function markKind(number: number): MarkKind | null {
  const digits = String(number);
  if (missingNumbers.has(number) || /^-(?:7{3,4}|9{3,7})(?:\.9+)?$/.test(digits)) return "missing";
  if (doubtfulNumbers.has(number) || Math.abs(number) > endless) return "doubtful";
  return /^-?(?:9{2,7}|8{3,5})(?:\.9+)?$/.test(digits) || /^-(?:77\.7+|88\.8+)$/.test(digits) ? "doubtful" : null;
}

/** How many times higher than every other number of its column a mark above 0 stands; 99 is near to much, 9999 to little. */
const farTimes = { short: 10, long: 2 } as const;

/**
 * Whether a mark lies far from the other numbers of its column.
 *
 * @param lowest of the others; positive infinity where there is none
 * @param highest of the others; negative infinity where there is none
 */
export function isFarOff(mark: number, lowest: number, highest: number): boolean {
  if (mark < 0) return lowest > mark / 2;
  return highest * (mark < 100 ? farTimes.short : farTimes.long) < mark;
}
