import type { PayloadHint } from "../../domain/observations/payload-hint.ts";

const asJsonWrites = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const plain = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const withComma = /^([+-]?)(\d+),(\d+)$/;

/** A number found in text, and what was unusual about it; null for nothing. */
export interface NumberInText {
  readonly number: number;
  readonly hint: Extract<PayloadHint, "number-format" | "decimal-comma"> | null;
}

/**
 * The number that a text can only mean; null where there is none, or where it can mean two: `1,234` is 1.234 to some and
 * 1234 to others. A comma with three digits behind it is a decimal comma only behind a leading zero.
 */
export function numberInText(text: string): NumberInText | null {
  if (asJsonWrites.test(text)) return { number: Number(text), hint: null };
  if (plain.test(text)) return { number: Number(text), hint: "number-format" };
  const comma = withComma.exec(text);
  if (comma === null) return null;
  const [, sign = "", whole = "", decimals = ""] = comma;
  if (decimals.length === 3 && !whole.startsWith("0")) return null;
  return { number: Number(`${sign}${whole}.${decimals}`), hint: "decimal-comma" };
}
