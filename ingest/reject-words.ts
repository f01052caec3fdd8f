import type { BilingualText } from "../domain/text.ts";
import { type gotTexts, rejectTexts, wantedTexts } from "../locales/devices/rejects.ts";
import { type BlankValue, fill } from "../locales/fill.ts";
import { describeValue } from "./describe-value.ts";

/** Wanted, got and fix, in words, without what the device could make arbitrarily long; made only where somebody reads them. */
export type RejectWords = () => BilingualText;

/** @param fix with the mark before it; nothing where it goes without saying */
export function wantedGot(wanted: BilingualText, got: BlankValue, fix: BlankValue = ""): BilingualText {
  return fill(rejectTexts["wanted-got"], { wanted, got, fix });
}

/** Of what stands under a key more than once, with values that differ. */
export function wantedOnce(name: string, value: unknown): BilingualText {
  return wantedGot(fill(wantedTexts.once, { name: describeValue(name) }), describeValue(value));
}

/** Of a time that stands where nobody looks for one. */
export function timeUnder(
  got: (typeof gotTexts)["under" | "in-values"],
  key: string,
  fix: BilingualText,
): BilingualText {
  return wantedGot(wantedTexts["time-under-t"], fill(got, { key: describeValue(key) }), fix);
}
