import type { BilingualText } from "../../domain/text.ts";
import { type ReportWord, reportWords } from "./report-words.ts";

/** What fills a blank: text, or words that differ by language. */
export type Blank = string | number | BilingualText;

/** Text that cannot become markup, in content or in a quoted attribute. */
export function escaped(text: string | number): string {
  return String(text).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Words of the report with their blanks filled, not escaped. */
export function reportText(key: ReportWord, blanks: Readonly<Record<string, Blank>> = {}): BilingualText {
  const fill = (language: "zh" | "en"): string =>
    reportWords[key][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const blank = blanks[name];
      if (blank === undefined) return whole;
      return typeof blank === "object" ? blank[language] : String(blank);
    });
  return { zh: fill("zh"), en: fill("en") };
}

/** Both languages, of which the page shows one. */
export function bilingualMarkup(text: BilingualText, element: "span" | "tspan" | "p" = "span"): string {
  const { zh, en } = text;
  if (zh === en) return `<${element}>${escaped(zh)}</${element}>`;
  return `<${element} class="zh" lang="zh">${escaped(zh)}</${element}><${element} class="en" lang="en">${escaped(en)}</${element}>`;
}

/** `say("hits")` as markup. */
export function reportMarkup(key: ReportWord, blanks: Readonly<Record<string, Blank>> = {}): string {
  return bilingualMarkup(reportText(key, blanks));
}
