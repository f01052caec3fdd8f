import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { problemTexts } from "../locales/yaml.ts";

/**
 * The word most like the one written, for "did you mean".
 *
 * @returns null when nothing is near: more than a third of the letters would have to change
 */
function nearestWord(written: string, words: Iterable<string>): string | null {
  let nearest: string | null = null;
  let least = Math.floor(written.length / 3) + 1;
  for (const word of words) {
    const distance = editDistance(plain(written), plain(word));
    if (distance >= least) continue;
    least = distance;
    nearest = word;
  }
  return nearest;
}

/** `did you mean X?` or null, ready for a problem's `fix`. */
export function didYouMean(written: string, words: Iterable<string>): BilingualText | null {
  const word = nearestWord(written, words);
  return word === null ? null : fill(problemTexts["did-you-mean"], { word });
}

/** Case and separators are what people get wrong most: they count for nothing. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_. ]/g, "");
}

/** Letters to insert, delete, replace, or swap with the one beside them. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = rows[row - 1]![column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] && row > 1 && column > 1;
      const swapped = isSwapped ? rows[row - 2]![column - 2]! + 1 : replaced;
      current.push(Math.min(replaced, swapped, rows[row - 1]![column]! + 1, current[column - 1]! + 1));
    }
    rows.push(current);
  }
  return rows[a.length]![b.length]!;
}
