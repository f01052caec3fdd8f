import { type Level, worse } from "../city/level.ts";
import type { Case } from "./case.ts";
import type { Warning } from "./warning.ts";

/** The gravest level at which live readings have shown any active alarm of a case; null for none. */
export function liveLevelOfCase({
  activeAlarms,
  liveLevels = {},
}: Pick<Case, "activeAlarms" | "liveLevels">): Level | null {
  return worstLive(activeAlarms, liveLevels);
}

/** The gravest level at which live readings have shown any case that is a reason of a warning; null for none. */
export function liveLevelOfWarning({ cases, liveLevels = {} }: Pick<Warning, "cases" | "liveLevels">): Level | null {
  return worstLive(cases, liveLevels);
}

/** The worst level at which live readings ever showed a case. */
export function livePeakOf({ peakLevel, livePeak }: Pick<Case, "peakLevel" | "livePeak">): Level | null {
  return livePeak === undefined ? peakLevel : livePeak;
}

function worstLive(
  levels: Readonly<Record<string, Level>>,
  live: Readonly<Record<string, Level | null>>,
): Level | null {
  let worst: Level | null = null;
  for (const [key, level] of Object.entries(levels)) {
    const shown = live[key];
    worst = worse(worst, shown === undefined ? level : shown);
  }
  return worst;
}
