import { type BilingualText, sameInBoth } from "../domain/text.ts";
import { gotTexts } from "../locales/devices/rejects.ts";
import { fill, joined } from "../locales/fill.ts";
import { BareWord } from "./json/bare-word.ts";
import { BrokenValue } from "./json/broken-value.ts";
import { DoubledValue } from "./json/doubled-value.ts";

const mostCharacters = 60;

/** Values under one key that are told, of those that differ. */
const mostDoubled = 3;

/** What a device sent, for the detail of a reject: one line, quoted where it is text, never longer than a line. */
export function describeValue(value: unknown): BilingualText {
  switch (typeof value) {
    case "string":
      return sameInBoth(JSON.stringify(shortened(value)));
    case "object":
      return describeObject(value);
    case "undefined":
      return gotTexts.nothing;
    case "number":
      return Number.isFinite(value) ? sameInBoth(`${value}`) : fill(gotTexts["beyond-numbers"], { value });
    default:
      return sameInBoth(String(value));
  }
}

function describeObject(value: object | null): BilingualText {
  if (value === null) return sameInBoth("null");
  if (value instanceof BareWord) return value.text === "" ? gotTexts.nothing : sameInBoth(shortened(value.text));
  if (value instanceof DoubledValue) return describeAll(value.values);
  if (value instanceof BrokenValue) return sameInBoth(JSON.stringify(shortened(value.text)));
  return Array.isArray(value) ? gotTexts["an-array"] : gotTexts["an-object"];
}

function shortened(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

/** `10 and 300`; of many the first few, and how many more. */
function describeAll(values: readonly unknown[]): BilingualText {
  const more = values.length - mostDoubled;
  const parts = values.slice(0, mostDoubled).map(describeValue);
  if (more > 0) parts.push(fill(gotTexts.more, { count: more }));
  const first = joined(parts.slice(0, -1), { zh: "、", en: ", " });
  return fill(gotTexts.several, { first, last: parts.at(-1) ?? "" });
}
