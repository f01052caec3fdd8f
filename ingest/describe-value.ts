import { BareWord } from "./json/bare-word.ts";

const mostCharacters = 60;

/** What a device sent, for the detail of a reject: one line, quoted where it is text, never longer than a line. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(shortened(value));
    case "object":
      if (value === null) return "null";
      if (value instanceof BareWord) return value.text === "" ? "nothing" : shortened(value.text);
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
