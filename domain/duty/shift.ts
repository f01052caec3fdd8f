import type { Hazard } from "../city/hazard.ts";
import type { Level } from "../city/level.ts";
import type { Mode } from "../city/mode.ts";
import type { PersonsAct } from "../governance/case-record.ts";
import type { AreaCode, CaseId, EndpointId, GaugeId, PostId, SheetId, StationId } from "../ids.ts";
import type { BilingualText } from "../text.ts";

/** Lines of each list of a sheet at most; the count beside it is of all. */
export const sheetLines = 200;

/** A list of a sheet: how many there are, and the first of them. */
export interface SheetList<Line> {
  readonly count: number;
  readonly lines: readonly Line[];
}

export interface SheetCase {
  readonly caseId: CaseId;
  readonly hazard: Hazard;
  readonly level: Level | null;
  readonly state: string;
  readonly stationName: BilingualText;
  readonly title: BilingualText;
  readonly openedAt: number;
  /** True while nobody has taken notice of it. */
  readonly isUnacknowledged: boolean;
  /** When its time limit ends or ended, our clock; null where none runs. */
  readonly dueAt: number | null;
}

/** How the area of a post stands when it is handed over, and nothing outside it. Never changed afterwards: what is signed is this. */
export interface ShiftSheet {
  readonly postId: PostId;
  /** What it is about: the post's area; absent in sheets of earlier releases, which were about the whole city. */
  readonly areaCode?: AreaCode;
  /** Our clock, ms since 1970. */
  readonly at: number;
  readonly mode: Mode;
  readonly openCases: SheetList<SheetCase>;
  /** Of the open ones, those past their time limit. */
  readonly overdue: SheetList<CaseId>;
  readonly silences: SheetList<{ readonly id: string; readonly reason: string; readonly untilAt: number }>;
  readonly blindSpots: SheetList<{ readonly gaugeId: GaugeId; readonly stationId: StationId; readonly state: string }>;
  /** Calls that nobody has answered, of cases that are open. */
  readonly unansweredCalls: SheetList<{
    readonly caseId: CaseId;
    readonly to: BilingualText | null;
    readonly askedAt: number;
  }>;
  /** Urgent events that were given up and that nobody has acknowledged: of all the city, so on the sheets of its own posts alone. */
  readonly deadLetters: SheetList<{ readonly endpointId: EndpointId; readonly lostUrgents: number }>;
}

/** A post handed over from one to another. */
export interface Handover {
  readonly sheetId: SheetId;
  readonly postId: PostId;
  readonly from: string;
  /** Name of the one who takes over. */
  readonly to: string;
  readonly notes: string;
  readonly at: number;
  /** SHA-256 of the sheet as canonical JSON, hex: what is signed. */
  readonly digest: string;
  readonly sheet: ShiftSheet;
  /** Null until the one who takes over has read and signed it. */
  readonly signed: PersonsAct | null;
}
