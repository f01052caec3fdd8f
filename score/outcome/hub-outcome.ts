import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import type { Hazard } from "../../domain/city/hazard.ts";
import type { Level } from "../../domain/city/level.ts";
import type { CallId, CaseId, EventId, GaugeId, PersonId, StationId, WarningId } from "../../domain/ids.ts";

/** What a hub did in a run, as its store has it after the end. Instants are of our clock, ms since 1970, where nothing else is said. */
export interface HubOutcome {
  /** Live ones, in the order in which the hub made them; those of rules on trial and of the mere record are left out. */
  readonly transitions: readonly AlarmTransition[];
  /** In the order of their opening. */
  readonly cases: readonly CaseOutcome[];
  /** In the order in which people were called; rungs that nobody was called for are left out. */
  readonly calls: readonly CallOutcome[];
  /** Urgent events but calls, each once however many endpoints it was queued for. */
  readonly notices: readonly Notice[];
  readonly warnings: readonly WarningOutcome[];
  readonly readings: KeptReadings;
}

export interface CaseOutcome {
  readonly caseId: CaseId;
  readonly hazard: Hazard;
  readonly stationId: StationId;
  /** Observation time. */
  readonly openedAt: number;
  /** Observation time, or our clock where a person closed it; null while it is open. */
  readonly closedAt: number | null;
  /** When it first came into a unit's hands; null where it never did. */
  readonly dispatchedAt: number | null;
}

export interface CallOutcome {
  readonly callId: CallId;
  readonly caseId: CaseId;
  readonly hazard: Hazard;
  readonly stationId: StationId;
  /** Of the case when the call went out; null once its alarms had cleared. */
  readonly level: Level | null;
  readonly personId: PersonId;
  readonly askedAt: number;
  /** Null where it never was answered. */
  readonly answeredAt: number | null;
}

/** An event that asks for somebody's attention now. */
export interface Notice {
  readonly eventId: EventId;
  readonly queuedAt: number;
}

export interface WarningOutcome {
  readonly warningId: WarningId;
  /** Null where it never was. */
  readonly issuedAt: number | null;
}

export interface KeptReadings {
  /** Observations kept of each gauge, whatever their flag; of a counter its totals, where there are more. */
  readonly kept: ReadonlyMap<GaugeId, number>;
  /** Values refused, by reason. */
  readonly refused: Readonly<Record<string, number>>;
}
