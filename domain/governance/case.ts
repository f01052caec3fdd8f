import type { Doubt } from "../alarms/doubt.ts";
import type { Hold, SuppressionNote } from "../alarms/hold.ts";
import type { GeoPoint } from "../city/contact.ts";
import type { Hazard } from "../city/hazard.ts";
import type { Level } from "../city/level.ts";
import type { Property } from "../city/property.ts";
import type { AlarmKey, AreaCode, CaseId, GaugeId, IncidentId, StationId, UnitId } from "../ids.ts";
import type { BilingualText } from "../text.ts";
import type { ActorPart } from "./actor.ts";
import type {
  CaseFeedback,
  CaseRecord,
  ClosedDespite,
  Extension,
  PersonsAct,
  SaidAct,
  Suspension,
} from "./case-record.ts";
import type { CaseState } from "./case-state.ts";
import type { Called } from "./entry-caller.ts";
import type { CaseDue, StageOutcome } from "./time-limit.ts";

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
  /** Its last alarm has cleared, and people or evidence are waited for before it is closed. */
  "hazard-over",
  "closed",
  /** Its hazard is back so soon that it is the same matter. */
  "reopened",
  "peak-missed",
] as const;

/** Kinds of timeline lines of what people, their platforms and the city's standing order do: moves of a case. */
export const moveEntryKinds = [
  "acknowledged",
  "commented",
  "registered",
  "dispatched",
  "accepted",
  "returned",
  "assigned",
  "feedback",
  "verified",
  "reworked",
  /** Closed by a person, or by the standing order once its evidence was there; `closed` is the water's doing alone. */
  "concluded",
  "voided",
  "suspended",
  "resumed",
  "extended",
  "supervised",
  /** A platform told of a step that is not due yet: kept as told, not in effect. */
  "step-refused",
] as const;

/** Kinds of timeline lines that steps behind the cases add: calls, time limits, evaluation. */
const noteEntryKinds = [
  "called",
  "call-answered",
  "call-missed",
  "call-skipped",
  "due-soon",
  "overdue",
  "evaluated",
  "noted",
] as const;

/** Kinds of timeline lines that no alarm brings about. */
export const personEntryKinds = [...moveEntryKinds, ...noteEntryKinds] as const;

/** Every kind of timeline line. What has to say something of each kind is a `Record` over these. */
export const caseEntryKinds = [...alarmEntryKinds, ...personEntryKinds] as const;

export type AlarmEntryKind = (typeof alarmEntryKinds)[number];

export type MoveEntryKind = (typeof moveEntryKinds)[number];

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

/** A line of a case's timeline: what a person, a platform or the city's standing order did. */
export interface PersonEntry extends Called {
  readonly kind: PersonEntryKind;
  /** Our clock when it was entered, ms since 1970. */
  readonly at: number;
  /** Of `call-answered` who answered, as the caller says. */
  readonly by: string;
  readonly words: BilingualText;
  /** In what part; absent for an operator at the hub. */
  readonly part?: ActorPart;
  /** Photos of what was done, by reference: https addresses or ids of the sender. Never fetched. */
  readonly photos?: readonly string[];
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
  /** Everything that came of the reading that opened it, 32 hex digits (trace.ts); absent in cases of old releases. */
  readonly traceId?: string;
  /** True for a drill 演练: of a station that is there for drills alone. Absent for a real one. */
  readonly isExercise?: true;
  /** Who took notice of it; absent until somebody did. */
  readonly acknowledged?: PersonsAct;
  /** Observation time at which its last alarm cleared, ms since 1970; absent while one is active, and where its end closed the case. */
  readonly hazardOverAt?: number;
  /** One storm in one area; absent where the city gathers no incidents. */
  readonly incidentId?: IncidentId;
  /** The person of the unit it was given to; absent for none. */
  readonly assignee?: string;
  /** When it came where, and how often it came back; absent until its first move. */
  readonly record?: CaseRecord;
  /** Its time limit now; absent where none runs. */
  readonly due?: CaseDue;
  /** How its stages with a time limit ended, oldest first, the newest 50; absent for none. */
  readonly stages?: readonly StageOutcome[];
  /** 挂账: its time limits stand still; absent while they run. */
  readonly suspended?: Suspension;
  /** 延期 of the limit that runs, the newest; absent for none. */
  readonly extended?: Extension;
  /** 督办: the newest; absent for none. */
  readonly supervised?: SaidAct;
  /** 回退: the unit gave it back; absent once it is dispatched anew. */
  readonly returned?: SaidAct & { readonly unitId: UnitId };
  /** The newest word of what was done; absent until there is one, and after a rework. */
  readonly feedback?: CaseFeedback;
  /** Closed by hand without the evidence that the city's standing order asks for; absent otherwise. */
  readonly closedDespite?: ClosedDespite;
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
  /** Our clock when the hub learnt that its last alarm had cleared: the quiet time that closing asks for is counted from here. */
  readonly clearSinceAt?: number;
  /** Gauge whose reading cleared its last alarm: what has to be heard through the quiet time; absent where no one gauge did. */
  readonly clearedBy?: GaugeId;
  /** True where its last alarm ended with its rule, or its gauge fell silent since: that the hazard is over has to be seen by a person. */
  readonly isClearUnproven?: boolean;
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
  /** Absent in events kept from before cases had stages, as `className`. */
  readonly stateName?: BilingualText;
  /** Name of its class in the city's table; null where it has none there. */
  readonly className?: BilingualText | null;
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
  /** Duty telephone of the place while its own unit has the case, else of the unit; null where the city names none. */
  readonly unitPhone: string | null;
  /** Path of the case in the hub's API. */
  readonly link: string;
}
