import type { Hazard } from "../city/hazard.ts";
import type { Level } from "../city/level.ts";
import type { AlarmKey, AreaCode, CaseId, GaugeId, RuleId, StationId, WarningId } from "../ids.ts";
import type { ResponseLevel } from "../inputs/acts/response-action.ts";
import type { WarningWords } from "../inputs/acts/warning-action.ts";
import type { Person } from "../people/person.ts";
import type { BilingualText } from "../text.ts";
import type { PersonsAct } from "./case-record.ts";
import type { BulletinRef } from "./warnings/bulletin.ts";
import type { WarningState } from "./warnings/warning-state.ts";

/** A case that speaks for a warning, with the reading and the rule that brought it to its level. */
export interface WarningSupport {
  readonly caseId: CaseId;
  readonly stationId: StationId;
  readonly alarmKey: AlarmKey;
  readonly gaugeId: GaugeId | null;
  readonly level: Level;
  /** What the rule compared, in `unit`. */
  readonly value: number;
  /** What it was compared with. */
  readonly limit: number;
  readonly unit: string;
  readonly ruleId: RuleId;
  readonly ruleVersion: string;
  /** Observation time, ms since 1970. */
  readonly at: number;
}

/** Supports that are kept of a warning: the gravest. A storm has a thousand; the API lists their cases. */
export const mostSupports = 20;

/** What a person did, and from which account or token: two must not be one. Others are told without it. */
export type SignedAct = PersonsAct & Person;

/** A level that is called for above that of a warning in force, and that has to be approved first. */
export interface WarningProposal {
  readonly level: Level;
  /** Our clock when its cases, or a person, first did, ms since 1970. */
  readonly at: number;
  /** Who approved it as the first of two; absent where nobody has, or a person proposed it. */
  readonly approved?: SignedAct;
  /** What whoever set it by hand wrote for it, to be said once it holds; absent for nothing. */
  readonly words?: WarningWords;
}

/** By when a person has to decide on a warning, and what the policy does else. */
export interface AwaitedDecision {
  /** Our clock, ms since 1970. */
  readonly dueAt: number;
  readonly do: "issue" | "escalate";
}

/** What is to be said of a warning, as it stands. */
export interface WarningFacts {
  readonly id: WarningId;
  readonly hazard: Hazard;
  readonly areaCode: AreaCode;
  readonly state: WarningState;
  /** Of a draft what would be issued, else what the public is told. */
  readonly level: Level;
  /** Worst level that it ever had; absent in warnings kept from before it was recorded. */
  readonly peakLevel?: Level;
  readonly title: BilingualText;
  /** What can happen at the level now; absent where nobody has said. */
  readonly impact?: BilingualText;
  /** What to do at the level now; once lifted what holds then. */
  readonly advice: BilingualText;
  /** Observation times, ms since 1970; `liftedAt` is when it was over, our clock where a person or time ended it. */
  readonly draftedAt: number;
  readonly updatedAt: number;
  readonly liftedAt: number | null;
  readonly revision: number;
  /** Who approved it as it stands; absent where nobody has, and after it rose or was edited. */
  readonly approved?: SignedAct;
  /** True for a drill 演练: cases of drills, or a person's draft that says so, are its only reasons. Absent for a real one. */
  readonly isExercise?: true;
  /** Who issued it; absent until somebody did. */
  readonly issued?: PersonsAct & {
    /** True where the city's policy did, as no person decided in time. */
    readonly isByRule?: boolean;
  };
  /** Who lifted it before its reasons were gone, and why; absent where nobody did. */
  readonly lifted?: PersonsAct & { readonly reason: string };
  /** Who rejected the draft, and why. */
  readonly withdrawn?: PersonsAct & { readonly reason: string };
  /** Who drafted it or set its level by hand, and which: it never stands below. Absent where cases alone speak for it. */
  readonly byHand?: SignedAct & { readonly level: Level };
  /** Absent where it stands at what its cases call for. */
  readonly proposal?: WarningProposal;
  /** Our clock when those concerned were paged as nobody had decided; absent before. */
  readonly escalatedAt?: number;
  /** Our clock when it expires; absent for a draft, and where it lasts as long as its reasons. */
  readonly expiresAt?: number;
}

/** A notice for one area about one hazard. */
export interface Warning extends WarningFacts {
  /** Open cases that are its reason, with their levels. */
  readonly cases: Readonly<Record<CaseId, Level>>;
  /** Up to which level live readings have shown a case, where not at its own; absent for none. */
  readonly liveLevels?: Readonly<Record<CaseId, Level | null>>;
  /** What to do at each level, as cases at it last said; absent in warnings kept from before it was recorded. */
  readonly advices?: Partial<Readonly<Record<Level, BilingualText>>>;
  /** The gravest of its reasons, gravest first; absent for none. */
  readonly supports?: readonly WarningSupport[];
  /** Who last changed it; absent where its cases or the policy did. */
  readonly changedBy?: string;
  /**
   * Who wrote any of what it says at its level, or at the graver one that it fell from, the last at the end. A bare name in
   * warnings kept from before accounts were recorded.
   */
  readonly authors?: readonly (Person | string)[];
  /** Our clock since when it waits for a person's decision, ms since 1970. */
  readonly askedAt?: number;
  /** Its bulletins, oldest first; absent before the first. */
  readonly bulletins?: readonly BulletinRef[];
}

/** Where a warning stood at one revision. */
export interface WarningStatus {
  readonly state: WarningState;
  readonly level: Level;
  readonly revision: number;
}

/** A support for a reader who has no city folder at hand. */
export interface NamedSupport extends WarningSupport {
  readonly stationName: BilingualText;
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
  /** The gravest of its reasons, at most `mostSupports`. Absent in events kept from before. */
  readonly supports?: readonly NamedSupport[];
  /** Emergency response that its level suggests to the headquarters; nobody starts one but they. Absent for none. */
  readonly suggests?: ResponseLevel;
  /** Path of its newest bulletin in the hub's API; null before the first. Absent in events kept from before. */
  readonly cap?: string | null;
  /** Path of the warning in the hub's API. */
  readonly link: string;
}
