import { type Level, rankOf } from "../domain/city/level.ts";
import { liveLevelOfWarning } from "../domain/governance/live-case.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { warningTexts } from "../locales/messages/warnings.ts";
import { hazardNames, levelNames } from "../locales/names.ts";

/** What is sent of one change of a warning, as it is: area first, and what to do as it stands after it. @param before null where it was drafted */
export function warningMessage(before: Warning | null, after: Warning, area: BilingualText): BilingualText {
  const { level, advice, lifted, peakLevel = level } = after;
  const blanks = { area, hazard: hazardNames[after.hazard], level: levelNames[level], advice };
  if (before === null) return fill(warningTexts.drafted, blanks);
  const peak = levelNames[peakLevel];
  switch (after.state) {
    case "issued":
      return fill(warningTexts.issued, blanks);
    case "lifted":
      if (lifted !== undefined) return fill(warningTexts["lifted.by-person"], { ...blanks, ...lifted, peak });
      return fill(warningTexts[before.state === "draft" ? "lifted.draft" : "lifted"], { ...blanks, peak });
    case "draft":
    case "updated": {
      const way = wayFrom(before.level, level);
      const text = after.state === "draft" ? warningTexts[`${way}.draft`] : warningTexts[way];
      const live = levelNames[liveLevelOfWarning(after) ?? level];
      return fill(text, { ...blanks, live, from: levelNames[before.level] });
    }
  }
}

function wayFrom(before: Level, now: Level): "raised" | "lowered" | "confirmed" {
  if (now === before) return "confirmed";
  return rankOf(now) > rankOf(before) ? "raised" : "lowered";
}
