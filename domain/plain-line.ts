/** Characters that can hide or turn what others read, and that end a line. */
const unwanted = /[\p{Cc}\p{Cs}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]+/gu;

/** Text of another machine as one plain line of at most `most` characters: what can hide or turn words is a space. */
export function plainLine(text: string, most: number): string {
  const line = text.replace(unwanted, " ").replace(/\s+/gu, " ").trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join("")}…`;
}
