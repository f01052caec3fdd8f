import { isObject } from "./is-object.ts";

/** Deeper than any reading; bounds the recursion. */
const maxDepth = 32;

/**
 * Whether an object of the text may have a key more than once. JSON.parse keeps the last value of such a key and tells
 * nobody: but each of them has a comma in the text that nothing parsed accounts for. Commas are counted because they are
 * the rarest mark that every further member has: this is on the way of each message, and costs 10 ns a comma.
 *
 * @param parsed what JSON.parse made of the text
 * @returns false where no key is doubled; true also for what is too odd to tell by commas
 */
export function mayHoldDoubledKey(text: string, parsed: unknown): boolean {
  const commas = commasIn(text);
  if (commas === commasOfReadings(parsed)) return false;
  // An escaped comma is none in the text.
  return commas !== commasOf(parsed, 0) || text.includes("\\");
}

function commasIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(","); at !== -1; at = text.indexOf(",", at + 1)) count++;
  return count;
}

/** Commas of a reading, or of an array of them, with no keys but the standard's own: at least these are in its text. */
function commasOfReadings(parsed: unknown): number {
  if (!Array.isArray(parsed)) return isObject(parsed) ? commasOfReading(parsed) : 0;
  let count = Math.max(0, parsed.length - 1);
  for (const each of parsed) if (isObject(each)) count += commasOfReading(each);
  return count;
}

function commasOfReading({ t, values, seq }: Readonly<Record<string, unknown>>): number {
  if (!isObject(values)) return 0;
  let count = (t === undefined ? 0 : 1) + (seq === undefined ? 0 : 1);
  let isFirst = true;
  for (const _ in values) {
    if (isFirst) isFirst = false;
    else count++;
  }
  return count;
}

/** Commas of any parsed value as its text has them, were no key doubled; NaN where it is nested too deep. */
function commasOf(value: unknown, depth: number): number {
  if (typeof value === "string") return commasIn(value);
  if (typeof value !== "object" || value === null) return 0;
  if (depth > maxDepth) return Number.NaN;
  const held = Array.isArray(value) ? value : Object.values(value);
  let count = Math.max(0, held.length - 1);
  for (const each of held) count += commasOf(each, depth + 1);
  return count;
}
