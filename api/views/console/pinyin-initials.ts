import { pinyinFirsts } from "../../../locales/format/pinyin.ts";

/** Pinyin order as the Unicode locale data have it; Node's own ICU holds it whole. */
const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin");

/** The first character, in pinyin order, of each letter that a syllable begins with. */
const firstOf: readonly (readonly [letter: string, first: string])[] = [...pinyinFirsts.split(" ")].map((pair) => [
  pair.slice(0, 1),
  pair.slice(1),
]);

/**
 * The letters by which a name is typed: 京广北路隧道 is jgblsd. Characters with several readings count under the commonest, as the
 * locale data sort them; letters and digits stay as they are, all else is left out.
 */
export function pinyinInitials(name: string): string {
  let letters = "";
  for (const character of name) {
    if (/\p{Script=Han}/u.test(character)) letters += initialOf(character);
    else if (/[A-Za-z0-9]/.test(character)) letters += character.toLowerCase();
  }
  return letters;
}

function initialOf(character: string): string {
  let found = "";
  for (const [letter, first] of firstOf) {
    if (collator.compare(character, first) < 0) break;
    found = letter;
  }
  return found;
}
