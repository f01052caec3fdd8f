import type { BilingualText } from "../domain/text.ts";

/** Text that cannot become markup, in content or in a quoted attribute. */
export function escaped(text: string | number): string {
  return String(text).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Both languages, of which the page shows one. */
export function bilingualMarkup(text: BilingualText, element: "span" | "tspan" = "span"): string {
  const { zh, en } = text;
  if (zh === en) return `<${element}>${escaped(zh)}</${element}>`;
  return `<${element} class="zh" lang="zh">${escaped(zh)}</${element}><${element} class="en" lang="en">${escaped(en)}</${element}>`;
}
