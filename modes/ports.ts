import type { Silence } from "../domain/alarms/order.ts";
import type { Level } from "../domain/city/level.ts";
import type { Mode, ModeSetterPart } from "../domain/city/mode.ts";
import type { Called, EntryCaller } from "../domain/governance/entry-caller.ts";
import type { DueStage } from "../domain/governance/time-limit.ts";
import type { AwaitedDecision } from "../domain/governance/warning.ts";
import type { WarningState } from "../domain/governance/warnings/warning-state.ts";
import type { CaseId, DeviceId, StationId, WarningId } from "../domain/ids.ts";
import type { BilingualText } from "../domain/text.ts";

/** One switch of the mode, with who asked for it where that is known. Instants are of our clock, ms since 1970. */
export interface ModeChange extends Called {
  /** Place of its entry in the log. */
  readonly entrySeq: number;
  readonly at: number;
  readonly mode: Mode;
  readonly before: Mode;
  /** Null where that is not known, and for nobody. */
  readonly by: string | null;
  readonly approvedBy: string | null;
  readonly reason: string | null;
  /** When it ends by itself; null for no end. */
  readonly untilAt: number | null;
  /** `expiry`: the time of the mode before was over. */
  readonly cause: "person" | "expiry";
}

/** A switch that waits for a second person, with who asked for it. */
export interface ModeRequest extends Called {
  readonly entrySeq: number;
  readonly at: number;
  readonly mode: Mode;
  readonly by: string;
  readonly accountId: string | null;
  readonly reason: string;
  readonly untilAt: number | null;
  /** Up to then it can be approved. */
  readonly expiresAt: number;
  /** Null until somebody did; the switch follows at once. */
  readonly approvedBy: string | null;
  /** The account or token of whoever did; absent until then, and where it is not known. */
  readonly approver?: EntryCaller;
}

/** Who acts, as far as modes ask. */
export interface ModeActor extends Called {
  readonly by: string;
  /** Account or token that signed in. */
  readonly accountId: string;
  readonly parts: readonly ModeSetterPart[];
}

/** What somebody asks for. */
export interface ModeAsk {
  readonly mode: Mode;
  readonly reason: string | null;
  /** Our clock, ms since 1970; null for as long as the city's policy lets it last. */
  readonly untilAt: number | null;
}

/** What a device is asked for, and what it answered. */
export interface DeviceAsk {
  readonly deviceId: DeviceId;
  /** As the command names it, and the answer. */
  readonly commandId: string;
  readonly mode: Mode;
  readonly everyMs: number;
  readonly askedAt: number;
  readonly state: "asked" | "confirmed" | "refused";
  /** In the device's words; null until it answered. */
  readonly answer: string | null;
  readonly answeredAt: number | null;
}

/** How many devices stand how with what they are asked for. */
export interface AskCounts {
  readonly asked: number;
  readonly confirmed: number;
  readonly refused: number;
}

/** An alarm that a switch would move. */
export interface MovedAlarm {
  readonly alarmKey: string;
  readonly ruleId: string;
  readonly stationId: StationId | null;
  readonly title: BilingualText;
  /** Where it would stand without the switch, and with it. */
  readonly without: Level | null;
  readonly with: Level | null;
  /** Null where a silence or something else keeps it from people. */
  readonly told: Level | null;
  /** When it would first move, our clock; null where it only does not move. */
  readonly movesAt: number | null;
}

/** How a rule would judge otherwise. Milliseconds. */
export interface ChangedRule {
  readonly ruleId: string;
  readonly title: BilingualText;
  readonly onDelayMs: { readonly before: number; readonly after: number };
  readonly offDelayMs: { readonly before: number; readonly after: number };
  /** Levels whose limits differ. */
  readonly levels: readonly Level[];
}

/** A warning that waits for a person, with what the policy does of itself and when; null for nothing. */
export interface MovedDecision {
  readonly warningId: WarningId;
  readonly title: BilingualText;
  /** At which it would be issued. */
  readonly level: Level;
  readonly before: AwaitedDecision | null;
  /** What is due already is done with the switch. */
  readonly after: AwaitedDecision | null;
}

/** How a warning stands: of one in force with the level that waits to be approved, null for none. */
export interface WarningAtEnd {
  readonly state: WarningState;
  readonly level: Level;
  readonly proposed: Level | null;
}

/** A warning that a switch would draft, move, issue or end. */
export interface MovedWarning {
  /** Null for one that is not there yet. */
  readonly warningId: WarningId | null;
  readonly title: BilingualText;
  /** How it would stand without the switch, and with it; null for not at all, or no more. */
  readonly without: WarningAtEnd | null;
  readonly with: WarningAtEnd | null;
}

/** The time limit of an open case that ends at another moment. Instants are of our clock, ms since 1970. */
export interface MovedLimit {
  readonly caseId: CaseId;
  readonly title: BilingualText;
  readonly stage: DueStage;
  readonly beforeAt: number;
  readonly afterAt: number;
}

/** What a switch would change, were every gauge that is heard to go on showing what it shows. */
export interface ModePreview {
  readonly mode: Mode;
  readonly before: Mode;
  /** Our clock at which it was worked out, and up to which it looks. */
  readonly at: number;
  readonly untilAt: number;
  readonly fires: readonly MovedAlarm[];
  readonly quietens: readonly MovedAlarm[];
  /** Cases that would open or grow graver beyond those that do so anyway. */
  readonly pages: number;
  readonly warnings: readonly MovedWarning[];
  readonly decisions: readonly MovedDecision[];
  readonly limits: readonly MovedLimit[];
  readonly rules: readonly ChangedRule[];
  readonly silencesEnding: readonly Silence[];
  /** Devices that would be asked to report at another interval. */
  readonly devices: readonly { readonly deviceId: DeviceId; readonly everyMs: number }[];
}
