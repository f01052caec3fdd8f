import { checksIn } from "../domain/observations/quality.ts";
import type { Unusable } from "../domain/observations/usable.ts";
import { type BilingualText, sameInBoth } from "../domain/text.ts";
import { blindSpotTexts, unusableTexts } from "../locales/blindspots.ts";
import { fill, joined } from "../locales/fill.ts";
import { checkNames } from "../locales/quality.ts";

/** Why what a gauge says cannot be used: `refused: retain_not_allowed, ...`. No person is named: an alarm repeats these words. */
export function unusableWords({ reason, checks, refusal }: Unusable): BilingualText {
  switch (reason) {
    case "too-old":
    case "out-of-span":
    case "stuck":
    case "set-aside":
    case "repeated":
      return unusableTexts[reason];
    case "failed-checks": {
      const names = checksIn(checks).map((name) => checkNames[name]);
      return fill(unusableTexts["failed-checks"], { checks: joined(names, blindSpotTexts["list-mark"]) });
    }
    case "refused":
      return refusal === null
        ? unusableTexts.refused
        : fill(unusableTexts["refused-for"], { reason: sameInBoth(refusal.reason), detail: refusal.detail });
  }
}
