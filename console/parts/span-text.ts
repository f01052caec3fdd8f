import type { BilingualText } from "../../domain/text.ts";

const units = [
  { ms: 86_400_000, from: 2, zh: " 天", en: " d" },
  { ms: 3_600_000, from: 2, zh: " 小时", en: " h" },
  { ms: 60_000, from: 1, zh: " 分", en: " min" },
  { ms: 1_000, from: 1, zh: " 秒", en: " s" },
] as const;

/** A span in its largest unit in both languages: `40 min`, `6 h`; below a second in milliseconds. */
export function spanText(ms: number): BilingualText {
  const unit = units.find((each) => ms >= each.from * each.ms);
  if (unit === undefined) return { zh: `${Math.round(ms)} 毫秒`, en: `${Math.round(ms)} ms` };
  const count = Math.round(ms / unit.ms);
  return { zh: `${count}${unit.zh}`, en: `${count}${unit.en}` };
}
