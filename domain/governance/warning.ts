import type { Hazard } from "../city/hazard.ts";
import type { Level } from "../city/level.ts";
import type { AreaCode, CaseId, WarningId } from "../ids.ts";
import type { BilingualText } from "../text.ts";
import type { PersonsAct } from "./case-record.ts";

/**
 * `draft` until a person issues it; `updated` once its level has changed after that. A draft whose cases have all closed
 * is `lifted` without ever being issued.
 */
export const warningStates = ["draft", "issued", "updated", "lifted"] as const;

export type WarningState = (typeof warningStates)[number];

/** What is to be said of a warning, as it stands. */
export interface WarningFacts {
  readonly id: WarningId;
  readonly hazard: Hazard;
  readonly areaCode: AreaCode;
  readonly state: WarningState;
  readonly level: Level;
  /** Worst level that it ever had; absent in warnings kept from before it was recorded. */
  readonly peakLevel?: Level;
  readonly title: BilingualText;
  /** What to do at the level now; once lifted what holds then. */
  readonly advice: BilingualText;
  /** Observation times, ms since 1970; `liftedAt` is our clock where a person lifted it. */
  readonly draftedAt: number;
  readonly updatedAt: number;
  readonly liftedAt: number | null;
  readonly revision: number;
  /** True for a drill 演练: cases of drills are its only reasons. Absent for a real one. */
  readonly isExercise?: true;
  /** Who issued it; absent until somebody did. */
  readonly issued?: PersonsAct;
  /** Who lifted it before its reasons were gone, and why; absent where nobody did. */
  readonly lifted?: PersonsAct & { readonly reason: string };
}

/** A notice for one area about one hazard. */
export interface Warning extends WarningFacts {
  /** Open cases that are its reason, with their levels. */
  readonly cases: Readonly<Record<CaseId, Level>>;
  /** Up to which level live readings have shown a case, where not at its own; absent for none. */
  readonly liveLevels?: Readonly<Record<CaseId, Level | null>>;
  /** What to do at each level, as cases at it last said; absent in warnings kept from before it was recorded. */
  readonly advices?: Partial<Readonly<Record<Level, BilingualText>>>;
}

/** Where a warning stood at one revision. */
export interface WarningStatus {
  readonly state: WarningState;
  readonly level: Level;
  readonly revision: number;
}

/** A warning for a reader who has no city folder at hand. */
export interface WarningSummary extends WarningFacts {
  readonly hazardName: BilingualText;
  readonly levelName: BilingualText;
  readonly areaName: BilingualText;
  /** Names of the areas from the city in to the warning's own; empty where the city has no such area any more. */
  readonly areaPath: readonly BilingualText[];
  /** Who answers for the area, or for the nearest one around it that names anybody; null for none. */
  readonly unitName: BilingualText | null;
  readonly unitPhone: string | null;
  /** How many open cases are its reason; the API has the list. */
  readonly caseCount: number;
  /** Path of the warning in the hub's API. */
  readonly link: string;
}
