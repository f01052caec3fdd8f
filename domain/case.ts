import type { Hazard } from "./hazard.ts";
import type { Hold, SuppressionNote } from "./hold.ts";
import type { AlarmKey, AreaCode, CaseId, StationId, UnitId } from "./ids.ts";
import type { Level } from "./level.ts";
import type { BilingualText } from "./text.ts";

/** Where a case stands. `reported` until dispatch arrives in the loop; `closed` is final. */
export type CaseState = "reported" | "closed";

export type CaseEntryKind =
  | "opened"
  | "stepped-up"
  | "stepped-down"
  | "alarm-joined"
  | "alarm-left"
  | "closed"
  | "peak-missed";

/** One line of a case's history. */
export interface CaseEntry {
  readonly kind: CaseEntryKind;
  /** Observation time, ms since 1970. */
  readonly at: number;
  readonly alarmKey: AlarmKey;
  readonly level: Level | null;
  readonly signal: number;
  readonly unit: string;
  readonly words: BilingualText;
  /** What noise control says of it; absent for nothing. */
  readonly noise?: SuppressionNote;
}

/** One tracked matter: an episode of one hazard at one station. */
export interface Case {
  readonly id: CaseId;
  readonly hazard: Hazard;
  readonly stationId: StationId;
  readonly areaCode: AreaCode;
  readonly unitId: UnitId;
  readonly caseClass: { readonly codeSystem: string; readonly code: string } | null;
  readonly state: CaseState;
  /** Worst level of the alarms now active; null once all have cleared. */
  readonly level: Level | null;
  readonly peakLevel: Level;
  readonly title: BilingualText;
  readonly advice: BilingualText;
  /** Observation times, ms since 1970. */
  readonly openedAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  /** True when the hub learnt of it too late to page it as live. */
  readonly isLate: boolean;
  /** Counts every change; 1 on opening. Event ids are made of it. */
  readonly revision: number;
  /** Alarms now holding the case open, by key. */
  readonly activeAlarms: Readonly<Record<string, Level>>;
  /** What active alarms are marked with, by key: silenced and told all the same, or unstable. Absent for none. */
  readonly marks?: Readonly<Record<string, Hold>>;
  readonly timeline: readonly CaseEntry[];
}
