/** In which order day, month and year stand. */
export const dateOrders = ["ymd", "dmy", "mdy"] as const;

export type DateOrder = (typeof dateOrders)[number];

const clockDigits = ["", "hh", "hhmm", "hhmmss"] as const;
const longDates = { ymd: "yyyymmdd", dmy: "ddmmyyyy", mdy: "mmddyyyy" } as const;
const shortDates = { ymd: "yymmdd", dmy: "ddmmyy", mdy: "mmddyy" } as const;

type LongForm = `${(typeof longDates)[DateOrder]}${(typeof clockDigits)[number]}`;
type ShortForm = `${(typeof shortDates)[DateOrder]}${Exclude<(typeof clockDigits)[number], "">}`;

/** How a date and a time are written in digits alone. */
export type DigitForm = LongForm | ShortForm;

/** Digits alone, each with its order; a year of two digits is 20xx and has a time behind it. */
const digitOrders: ReadonlyMap<DigitForm, DateOrder> = new Map(
  dateOrders.flatMap((order) =>
    clockDigits.flatMap((clock): [DigitForm, DateOrder][] => [
      [`${longDates[order]}${clock}`, order],
      ...(clock === "" ? [] : [[`${shortDates[order]}${clock}`, order] as [DigitForm, DateOrder]]),
    ]),
  ),
);

/**
 * How dates are written where they do not say so themselves: their order, or digits alone. `excel`: days since 1899-12-30;
 * `unix`: seconds or milliseconds since 1970.
 */
export type DateFormat = DateOrder | DigitForm | "excel" | "unix";

export const dateFormats: readonly DateFormat[] = [...dateOrders, "excel", "unix", ...digitOrders.keys()];

/** What runs of digits may be. */
export type DigitFormat = DigitForm | "unix";

export const digitFormats: readonly DigitFormat[] = ["unix", ...digitOrders.keys()];

/** The order of dates under a format; null where it says none. */
export function orderOf(format: DateFormat | null): DateOrder | null {
  switch (format) {
    case null:
    case "excel":
    case "unix":
      return null;
    case "ymd":
    case "dmy":
    case "mdy":
      return format;
    default:
      return digitOrders.get(format) ?? null;
  }
}
