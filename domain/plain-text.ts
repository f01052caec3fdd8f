/** Control characters beside tab and line feed, C1 controls, and characters that turn the direction of text or hide in it. */
const unwanted = /(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff]/gu;

/** What a person wrote as plain text: line ends as line feeds, unwanted characters and space around it taken out. */
export function plainText(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(unwanted, "").toWellFormed().trim();
}
