import { z } from "zod";
import { plainLine } from "../../domain/plain-line.ts";
import { plainText } from "../../domain/plain-text.ts";

/** Most characters of what a person writes at one time. */
const longestText = 2_000;

/**
 * Words of a person, kept and shown as plain text: control characters beside line breaks and tabs are taken out, and so are
 * those that turn the direction of text, which make words read otherwise than they are.
 *
 * @param most characters that are left, 1 at least
 */
export function wordsOf(most: number = longestText) {
  return z
    .string()
    .transform(plainText)
    .pipe(z.string().min(1).max(most))
    .describe(`Plain text of at most ${most} characters; control and direction characters are taken out`);
}

/** A name or title by a person: words on one line, so that none can pass for a line of somebody else's. */
export function lineOf(most: number) {
  return z
    .string()
    .transform((text) => plainLine(plainText(text), Number.POSITIVE_INFINITY))
    .pipe(z.string().min(1).max(most))
    .describe(`One line of at most ${most} characters; control and direction characters are taken out`);
}
