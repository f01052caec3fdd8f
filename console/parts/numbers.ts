import { locale } from "../app/language.ts";

function format(value: number, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale(), options).format(value);
}

/** A count, with marks between thousands. */
export function wholeNumber(value: number): string {
  return format(value, { maximumFractionDigits: 0 });
}

/** A number with so many places at most. */
export function plainNumber(value: number, places: number): string {
  return format(value, { maximumFractionDigits: places });
}

/** A number with so many places, none more and none less, so that those of a column stand below each other. */
export function fixedNumber(value: number, places: number): string {
  return format(value, { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** A share, 0 to 1, as percent; rounded down where it is not whole, so that 100 % means all. A dash where nothing counts for it. */
export function percent(share: number | null): string {
  if (share === null) return "—";
  // What is whole to a tenth of a percent stays so, whatever floating point makes of it.
  return format(Math.floor(share * 1_000 + 1e-9) / 1_000, { style: "percent", maximumFractionDigits: 1 });
}

/** So many a second; of few, a minute. */
export function rate(perSecond: number): string {
  const [value, unit] = perSecond >= 1 || perSecond === 0 ? [perSecond, "s"] : [perSecond * 60, "min"];
  return `${plainNumber(value, 1)}/${unit}`;
}

/** How far; metres to ten, as nobody measured nearer. */
export function distance(metres: number): string {
  return metres < 1_000 ? `${wholeNumber(Math.round(metres / 10) * 10)} m` : `${plainNumber(metres / 1_000, 1)} km`;
}

export function megabytes(bytes: number): string {
  return `${plainNumber(bytes / 1_048_576, 1)} MB`;
}
