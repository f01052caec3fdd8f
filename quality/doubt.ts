import type { Doubt } from "../domain/alarms/doubt.ts";
import { checks as bits, checksIn, type QualityFlag } from "../domain/observations/quality.ts";
import { fill, joined } from "../locales/fill.ts";
import { checkNames, qualityTexts } from "../locales/quality.ts";
import { marks } from "../locales/shared.ts";

/** A reading's flag and failed checks, as far as checks have come. */
export interface Judged {
  readonly flag: QualityFlag;
  /** Bit set. */
  readonly checks: number;
}

/** What is to be said of a reading that is in doubt and judged all the same; null for any other. */
export function doubtOf({ flag, checks }: Judged): Doubt | null {
  if (flag !== 3) return null;
  // That a reading had no time says nothing against its value.
  const failed = checksIn(checks & ~bits.untimed);
  const names = failed.map((check) => checkNames[check]);
  const words =
    names.length === 0
      ? qualityTexts["doubt.by-person"]
      : fill(qualityTexts.doubt, { checks: joined(names, marks.list) });
  return { flag, checks: failed, words };
}
