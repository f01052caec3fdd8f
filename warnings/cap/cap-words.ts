import type { BilingualText } from "../../domain/text.ts";

/** What a message says to people, of the bytes that were issued. */
export interface CapWords {
  readonly description: BilingualText;
  readonly instruction: BilingualText;
  /** Ms since 1970; null for one without an end. */
  readonly expiresAt: number | null;
}

/** Reads words out of a message of `capMessage`; of no other's CAP. Pure. */
export function wordsOfCap(xml: string): CapWords {
  const [zh = "", en = ""] = xml.split("<info>").slice(1);
  const both = (name: string): BilingualText => ({ zh: textOf(zh, name) ?? "", en: textOf(en, name) ?? "" });
  const expires = textOf(zh, "expires");
  return {
    description: both("description"),
    instruction: both("instruction"),
    expiresAt: expires === null ? null : Date.parse(expires),
  };
}

const characters: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&#13;": "\r",
};

/** Text of the first element of a name; null where there is none. */
function textOf(xml: string, name: string): string | null {
  const begins = xml.indexOf(`<${name}>`);
  const ends = xml.indexOf(`</${name}>`, begins);
  if (begins < 0 || ends < 0) return null;
  const text = xml.slice(begins + name.length + 2, ends);
  return text.replace(/&(?:amp|lt|gt|quot|apos|#13);/g, (mark) => characters[mark] ?? mark);
}
