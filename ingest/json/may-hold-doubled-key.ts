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
  if (typeof parsed !== "object" || parsed === null) return false;
  const commas = commasIn(text);
  const ofReadings = Array.isArray(parsed) ? commasOfArray(parsed) : commasOfReading(parsed);
  if (commas === ofReadings) return false;
  // An escaped comma is none in the text.
  return commas !== commasOf(parsed, 0) || text.includes("\\");
}

function commasIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(","); at !== -1; at = text.indexOf(",", at + 1)) count++;
  return count;
}

/** At least these are in the text of an array of readings. */
function commasOfArray(readings: readonly unknown[]): number {
  let count = readings.length - 1;
  for (const each of readings) if (typeof each === "object" && each !== null) count += commasOfReading(each);
  return count;
}

/** At least these are in the text of a reading: those between its keys, and between its channels. */
function commasOfReading(reading: object): number {
  const { values } = reading as { readonly values?: unknown };
  if (typeof values !== "object" || values === null) return 0;
  let count = -2;
  for (const _ in reading) count++;
  for (const _ in values) count++;
  return count;
}

/** Commas of any parsed value as its text has them, were no key doubled; NaN where it is nested too deep. */
function commasOf(value: object, depth: number): number {
  if (depth > maxDepth) return Number.NaN;
  let count = -1;
  if (Array.isArray(value)) {
    for (const each of value) count += 1 + commasWithin(each, depth);
  } else {
    for (const key in value) count += 1 + commasWithin((value as Readonly<Record<string, unknown>>)[key], depth);
  }
  return count === -1 ? 0 : count;
}

function commasWithin(value: unknown, depth: number): number {
  if (typeof value === "string") return commasIn(value);
  return typeof value === "object" && value !== null ? commasOf(value, depth + 1) : 0;
}
