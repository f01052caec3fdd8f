/** The mark before the fraction of a number. */
export type DecimalMark = "point" | "comma";

/** Blanks and marks that part thousands beside point and comma. */
const blankMarks = /(?<=\d)[ \u00a0\u2009\u202f'\u2019](?=\d{3}(?!\d))/g;

/** What agencies put behind a number: estimated, approved, provisional, revised, doubtful. */
const qualifier = /(?<=[\d.]) ?(?:e|E|A|P|R|\*|#)$/;

/** A cell that is a number, and the qualifier behind it; null for none. */
export interface WrittenNumber {
  readonly number: number;
  readonly qualifier: string | null;
}

/**
 * Reads a number that is more than digits and a point: thousands parted, a decimal comma, an exponent, a qualifier.
 *
 * @param decimal null where the file does not say: a comma before three digits may then be either, and is no number
 */
export function readWrittenNumber(text: string, decimal: DecimalMark | null): WrittenNumber | null {
  const plain = text.normalize("NFKC").trim().replace("\u2212", "-");
  const found = qualifier.exec(plain);
  const digits = (found === null ? plain : plain.slice(0, found.index)).replaceAll(blankMarks, "");
  const number = numberOf(digits, decimal);
  return number === null ? null : { number, qualifier: found === null ? null : found[0].trim() };
}

function numberOf(text: string, decimal: DecimalMark | null): number | null {
  const plain = withPoint(text, decimal);
  const number = plain !== null && /^[-+]?(\d+(?:\.\d*)?|\.\d+)([eE][-+]?\d+)?$/.test(plain) ? Number(plain) : null;
  return Number.isFinite(number) ? number : null;
}

/** The number with a decimal point and no mark between thousands; null where its marks do not fit. */
function withPoint(text: string, decimal: DecimalMark | null): string | null {
  switch (decimal) {
    case "comma":
      if (/^[-+]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(text)) return text.replaceAll(".", "").replace(",", ".");
      return text.includes(".") ? null : text.replace(",", ".");
    case "point":
      if (!text.includes(",")) return text;
      return /^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : null;
    case null:
      return text.includes(",") ? null : text;
  }
}

/** Which decimal mark a cell proves; `either` for a comma or a point before three digits; null where it proves none. */
export function decimalEvidence(text: string): DecimalMark | "either" | null {
  const plain = text.trim().replace(qualifier, "").replaceAll(blankMarks, "");
  if (
    /^[-+]?0*,\d+$|^[-+]?\d+,(\d{1,2}|\d{4,})$|^[-+]?\d{4,},\d+$|^[-+]?\d{1,3}(\.\d{3})+,\d+$|^[-+]?[1-9]\d{0,2}(\.\d{3}){2,}$/.test(
      plain,
    )
  ) {
    return "comma";
  }
  if (/^[-+]?\d{1,3}(,\d{3}){2,}(\.\d+)?$|^[-+]?\d{1,3}(,\d{3})+\.\d+$/.test(plain)) return "point";
  if (/^[-+]?(\d{1,3},|[1-9]\d{0,2}\.)\d{3}$/.test(plain)) return "either";
  return /^[-+]?0*\.\d+$|^[-+]?\d+\.(\d{1,2}|\d{4,})$|^[-+]?\d{4,}\.\d+$/.test(plain) ? "point" : null;
}
