import type { BilingualText } from "../../../domain/text.ts";
import { spanTexts } from "../../../locales/console/times.ts";
import { fill } from "../../../locales/fill.ts";

const units = [
  { ms: 86_400_000, from: 2, words: spanTexts.d },
  { ms: 3_600_000, from: 2, words: spanTexts.h },
  { ms: 60_000, from: 1, words: spanTexts.min },
  { ms: 1_000, from: 1, words: spanTexts.s },
] as const;

/** A span in its largest unit in both languages: `40 min`, `6 h`; below a second in milliseconds. */
export function spanText(ms: number): BilingualText {
  const unit = units.find((each) => ms >= each.from * each.ms);
  if (unit === undefined) return fill(spanTexts.ms, { count: Math.round(ms) });
  return fill(unit.words, { count: Math.round(ms / unit.ms) });
}
