import type { BilingualText, Language } from "../domain/text.ts";
import { pluralForm } from "./format/plurals.ts";

/**
 * Names of the blanks in a text: `station` and `level` in `{station}: {level}`. In `{count} {count|case|cases}` the second gives
 * the word that stands with the count.
 */
export type BlanksIn<Text extends string> = Text extends `${string}{${infer Blank}}${infer Rest}`
  ? NameOf<Blank> | BlanksIn<Rest>
  : never;

type NameOf<Blank extends string> = Blank extends `${infer Name}|${string}` ? Name : Blank;

/** What may stand in a blank: the same in both languages, or each language's own words. */
export type BlankValue = string | number | BilingualText;

/** A room's texts by key. */
export type Texts = Readonly<Record<string, BilingualText>>;

/** Fills the blanks of a text in both languages; the compiler asks for every blank by its name. */
export function fill<const Text extends BilingualText>(
  text: Text,
  blanks: Readonly<Record<BlanksIn<Text["zh"] | Text["en"]>, BlankValue>>,
): BilingualText {
  return { zh: filled(text.zh, "zh", blanks), en: filled(text.en, "en", blanks) };
}

function filled(text: string, language: Language, blanks: Readonly<Record<string, BlankValue>>): string {
  return text.replaceAll(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (blank, name: string, one?: string, many?: string) => {
    const value = blanks[name];
    if (value === undefined) return many ?? blank;
    const shown = typeof value === "number" ? String(value) : inLanguage(value, language);
    return one === undefined || many === undefined ? shown : pluralForm(shown, { one, many });
  });
}

/** Texts one after the other, with each language's own mark between them. */
export function joined(texts: readonly BilingualText[], mark: BilingualText): BilingualText {
  return { zh: texts.map(({ zh }) => zh).join(mark.zh), en: texts.map(({ en }) => en).join(mark.en) };
}

/** A list of ids or keys as each language writes it. */
export function enumerated(words: readonly (string | number)[]): BilingualText {
  return { zh: words.join("、"), en: words.join(", ") };
}

/** A text in one language; data is the same in both. */
export function inLanguage(text: BilingualText | string, language: Language): string {
  return typeof text === "string" ? text : text[language];
}
