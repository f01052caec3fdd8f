import type { DueStage, TimeLimit } from "../../governance/time-limit.ts";
import type { AreaCode, UnitId } from "../../ids.ts";
import type { BilingualText } from "../../text.ts";
import type { Level } from "../level.ts";
import type { Mode } from "../mode.ts";

/** A class of a city's table of cases 立案、处置和结案标准: codes differ between cities, so none goes without its table. */
export interface CaseClassKey {
  readonly codeSystem: string;
  readonly code: string;
}

export interface CaseClass extends CaseClassKey {
  readonly name: BilingualText;
  /** When a case of it is filed 立案条件; null where the file leaves it out. */
  readonly filing: BilingualText | null;
  /** When it may be closed 结案条件; null where the file leaves it out. */
  readonly closing: BilingualText | null;
  readonly limits: StageLimits;
}

/** The limit of one stage: as usual, and where a level or a mode has its own. */
export interface StageLimit {
  readonly usual: TimeLimit;
  readonly levels: Readonly<Partial<Record<Level, TimeLimit>>>;
  readonly modes: Readonly<Partial<Record<Mode, TimeLimit>>>;
}

export type StageLimits = Readonly<Partial<Record<DueStage, StageLimit>>>;

/** Who handles cases of a class in an area and all below it. */
export interface CaseRoute {
  /** Null for any class. */
  readonly caseClass: CaseClassKey | null;
  readonly areaCode: AreaCode;
  readonly unitId: UnitId;
}

/** What a city says of its classes of cases. */
export interface CaseClasses {
  /** By `caseClassId`. */
  readonly classes: ReadonlyMap<string, CaseClass>;
  /** Of stages for which the class of a case says nothing, and of cases without a class. */
  readonly limits: StageLimits;
  /** Share of a limit after which a case is shown as due soon, above 0 and at most 1. */
  readonly warnShare: number;
  /** Whether an overdue case is supervised 督办 by standing order. */
  readonly supervisesOverdue: boolean;
  readonly routes: readonly CaseRoute[];
}

/** One string for a class and its table. */
export function caseClassId({ codeSystem, code }: CaseClassKey): string {
  return `${codeSystem} ${code}`;
}
