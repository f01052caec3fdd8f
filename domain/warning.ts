import type { Hazard } from "./hazard.ts";
import type { AreaCode, CaseId, WarningId } from "./ids.ts";
import type { Level } from "./level.ts";
import type { BilingualText } from "./text.ts";

/** `draft` until a person issues it. A draft whose cases have all closed is `lifted` without ever being issued. */
export type WarningState = "draft" | "issued" | "updated" | "lifted";

/** A notice for one area about one hazard. */
export interface Warning {
  readonly id: WarningId;
  readonly hazard: Hazard;
  readonly areaCode: AreaCode;
  readonly state: WarningState;
  readonly level: Level;
  readonly title: BilingualText;
  readonly advice: BilingualText;
  /** Observation times, ms since 1970. */
  readonly draftedAt: number;
  readonly updatedAt: number;
  readonly liftedAt: number | null;
  readonly revision: number;
  /** Open cases that are its reason, with their levels. */
  readonly cases: Readonly<Record<CaseId, Level>>;
}
