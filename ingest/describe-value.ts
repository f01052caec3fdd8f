import { BareWord } from "./json/bare-word.ts";
import { BrokenValue } from "./json/broken-value.ts";
import { DoubledValue } from "./json/doubled-value.ts";

const mostCharacters = 60;

/** Values under one key that are told, of those that differ. */
const mostDoubled = 3;

/** What a device sent, for the detail of a reject: one line, quoted where it is text, never longer than a line. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(shortened(value));
    case "object":
      if (value === null) return "null";
      if (value instanceof BareWord) return value.text === "" ? "nothing" : shortened(value.text);
      if (value instanceof DoubledValue) return describeAll(value.values);
      if (value instanceof BrokenValue) return JSON.stringify(shortened(value.text));
      return Array.isArray(value) ? "an array" : "an object";
    case "undefined":
      return "nothing";
    case "number":
      return Number.isFinite(value) ? `${value}` : `${value} (beyond what a number holds)`;
    default:
      return String(value);
  }
}

function shortened(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

/** `10 and 300`; of many the first few, and how many more. */
function describeAll(values: readonly unknown[]): string {
  const all = values.slice(0, mostDoubled).map(describeValue);
  const more = values.length - all.length;
  const last = more > 0 ? `${more} more` : all.pop();
  return `${all.join(", ")} and ${last}`;
}
