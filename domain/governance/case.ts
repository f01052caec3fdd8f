import type { Doubt } from "../alarms/doubt.ts";
import type { Hold, SuppressionNote } from "../alarms/hold.ts";
import type { GeoPoint } from "../city/contact.ts";
import type { Hazard } from "../city/hazard.ts";
import type { Level } from "../city/level.ts";
import type { Property } from "../city/property.ts";
import type { AlarmKey, AreaCode, CaseId, GaugeId, StationId, UnitId } from "../ids.ts";
import type { BilingualText } from "../text.ts";

/** Where a case stands. `reported` until dispatch arrives in the loop; `closed` until its hazard is back within the hour. */
export const caseStates = ["reported", "closed"] as const;

export type CaseState = (typeof caseStates)[number];

/** Kinds of timeline lines that alarms bring about. */
export const alarmEntryKinds = [
  "opened",
  "stepped-up",
  "stepped-down",
  "alarm-joined",
  "alarm-rose",
  "alarm-fell",
  "alarm-left",
  /** A live reading has shown a level that only late ones spoke for. */
  "confirmed",
  "closed",
  /** Its hazard is back so soon that it is the same matter. */
  "reopened",
  "peak-missed",
] as const;

/** Kinds of timeline lines that people bring about. */
export const personEntryKinds = ["acknowledged", "commented", "call-answered"] as const;

/** Every kind of timeline line. What has to say something of each kind is a `Record` over these. */
export const caseEntryKinds = [...alarmEntryKinds, ...personEntryKinds] as const;

export type AlarmEntryKind = (typeof alarmEntryKinds)[number];

export type PersonEntryKind = (typeof personEntryKinds)[number];

export type CaseEntryKind = (typeof caseEntryKinds)[number];

/** A line of a case's timeline: what an alarm did. */
export interface AlarmEntry {
  readonly kind: AlarmEntryKind;
  /** Observation time, ms since 1970. */
  readonly at: number;
  readonly alarmKey: AlarmKey;
  readonly level: Level | null;
  /** Null where the reader has no right to what the gauge says. */
  readonly signal: number | null;
  readonly unit: string;
  readonly words: BilingualText;
  /** What suppression says of it; absent for nothing. */
  readonly noise?: SuppressionNote;
  /** What speaks against the reading behind it; absent for nothing. */
  readonly doubt?: Doubt;
}

/** A line of a case's timeline: what a person did. */
export interface PersonEntry {
  readonly kind: PersonEntryKind;
  /** Our clock when it was entered, ms since 1970. */
  readonly at: number;
  readonly by: string;
  readonly words: BilingualText;
}

export type CaseEntry = AlarmEntry | PersonEntry;

/** A line added to a case's timeline. */
export interface NewCaseEntry {
  readonly caseId: CaseId;
  /** The revision of the case that it made: lines of one case are in the order of these, the first is 1. */
  readonly entryNo: number;
  readonly entry: CaseEntry;
}

/** Lines of a timeline that are shown: the first and the newest. All are kept. */
export const shownTimelineEntries = 500;

/** What a person did, and when by our clock, ms since 1970. */
export interface PersonsAct {
  readonly at: number;
  readonly by: string;
}

/** What is to be said of a case, as it stands. */
export interface CaseFacts {
  readonly id: CaseId;
  readonly hazard: Hazard;
  readonly stationId: StationId;
  readonly areaCode: AreaCode;
  readonly unitId: UnitId;
  readonly caseClass: { readonly codeSystem: string; readonly code: string } | null;
  readonly state: CaseState;
  /** Worst level of the alarms now active; null once all have cleared, and while a missed peak alone holds it open. */
  readonly level: Level | null;
  readonly peakLevel: Level;
  /** Names the worst level that it reached, also once it has fallen or closed. */
  readonly title: BilingualText;
  /** What to do at the level now; once closed what to check before what was closed off is opened again. */
  readonly advice: BilingualText;
  /** What speaks against the reading that the title is about; absent for nothing. */
  readonly doubt?: Doubt;
  /** Observation times, ms since 1970. What people do does not move `updatedAt`. */
  readonly openedAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  /** True while the hub has learnt of it only too late to page it as live. */
  readonly isLate: boolean;
  /**
   * The gravest peak that opened it, learnt of after it had passed; absent where an alarm opened it. Such a case has no
   * level until an alarm joins it, and closes when somebody acknowledges it or that alarm clears.
   */
  readonly missedPeak?: { readonly level: Level; readonly at: number };
  /** Counts every change, each of which is one line of the timeline; 1 on opening. Event ids are made of it. */
  readonly revision: number;
  /** Who took notice of it (签收); absent until somebody did. */
  readonly acknowledged?: PersonsAct;
}

/** One tracked matter: an episode of one hazard at one station. Its timeline is kept apart, line by line. */
export interface Case extends CaseFacts {
  /** Alarms now holding the case open, by key. */
  readonly activeAlarms: Readonly<Record<string, Level>>;
  /** Up to which level live readings have shown an active alarm, by key, where not at its own; absent for none. */
  readonly liveLevels?: Readonly<Record<string, Level | null>>;
  /** Worst level at which live readings have shown it; absent where that is `peakLevel`. */
  readonly livePeak?: Level | null;
  /** Worst level of an alarm, which the title names, where `peakLevel` is a missed peak's; null where no alarm has joined it. */
  readonly titleLevel?: Level | null;
  /** What to do about each active alarm at its level, by key; absent in cases kept from before it was recorded. */
  readonly advices?: Readonly<Record<string, BilingualText>>;
  /** What active alarms are marked with, by key: silenced and notified all the same, or unstable. Absent for none. */
  readonly marks?: Readonly<Record<string, Hold>>;
}

/** A case with its timeline, oldest line first: the first line and the newest `shownTimelineEntries` - 1. */
export interface CaseWithTimeline extends Case {
  readonly timeline: readonly CaseEntry[];
}

/** What an alarm compared, as numbers in `unit` and as people read it. */
export interface Measured {
  /** What it is: `water depth`, `rain in 1 h`. */
  readonly name: BilingualText;
  readonly value: number;
  readonly limit: number;
  /** Worst of the episode so far. */
  readonly peak: number;
  readonly unit: string;
  readonly words: { readonly value: BilingualText; readonly limit: BilingualText; readonly peak: BilingualText };
  /** Null where it is not of one gauge. */
  readonly gaugeId: GaugeId | null;
  readonly property: Property | null;
}

/** Where a case stood at one revision. */
export interface CaseStatus {
  readonly state: CaseState;
  readonly level: Level | null;
  readonly revision: number;
}

/** A case for a reader who has no city folder at hand: what it is, with the names of all that it refers to by id. */
export interface CaseSummary extends CaseFacts {
  readonly hazardName: BilingualText;
  /** Null once all alarms have cleared. */
  readonly levelName: BilingualText | null;
  readonly peakLevelName: BilingualText;
  readonly stationName: BilingualText;
  /** Degrees; null where the city has no such station any more. */
  readonly place: GeoPoint | null;
  readonly areaName: BilingualText;
  /** Names of the areas from the city in to the case's own; empty where the city has no such area any more. */
  readonly areaPath: readonly BilingualText[];
  readonly unitName: BilingualText;
  /** Duty telephone of the place, else of the unit; null where the city names none. */
  readonly unitPhone: string | null;
  /** Path of the case in the hub's API. */
  readonly link: string;
}
