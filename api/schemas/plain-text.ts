import { z } from "zod";
import { wantedTexts } from "../../locales/api.ts";

/**
 * Characters that no text of a person needs and that can hide or turn what others read: controls but line feed and tab,
 * directional marks and overrides, invisible joiners, and what no Unicode text may hold.
 *
 * @see Unicode Standard Annex 9 (directional formatting), Unicode Technical Report 36
 */
const hidden = /(?![\n\t])\p{Cc}|[\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]|\p{Cs}/u;

/** What a person writes for others to read: plain text of 1 to `most` characters. */
export function plainText(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !hidden.test(text), { params: { wanted: wantedTexts["plain-text"] } });
}
