import type { AlarmTransition, MissedPeak } from "../domain/alarm.ts";
import type { Case } from "../domain/case.ts";
import type { City } from "../domain/city/city.ts";
import { HubError } from "../domain/errors.ts";
import type { HubEvent } from "../domain/event.ts";
import { idFrom, type StationId } from "../domain/ids.ts";
import { rankOf } from "../domain/level.ts";
import { addMissedPeak, stepCase } from "./step-case.ts";

/** A case after a change, and what others are told of it. */
export interface CaseChange {
  readonly changed: Case;
  readonly event: HubEvent;
  /** Whether the alarm behind the change may draft a warning. */
  readonly draftsWarning: boolean;
}

/** The open cases in memory, one at most for each hazard and station. */
export interface OpenCases {
  /** @returns null when the transition concerns no case */
  apply(transition: AlarmTransition): CaseChange | null;
  /** @returns null when no case of that hazard is open at that station; the peak then stands on the station's timeline alone */
  addMissedPeak(peak: MissedPeak): CaseChange | null;
  readonly openCount: number;
}

/** @param openCases those of the last commit */
export function createOpenCases(city: City, openCases: readonly Case[]): OpenCases {
  const open = new Map<string, Case>(openCases.map((known) => [keyOf(known.hazard, known.stationId), known]));

  function remember(before: Case | null, changed: Case, isLate: boolean, draftsWarning: boolean): CaseChange {
    const key = keyOf(changed.hazard, changed.stationId);
    if (changed.state === "closed") open.delete(key);
    else open.set(key, changed);
    return { changed, event: eventFor(before, changed, isLate), draftsWarning };
  }

  return {
    apply(transition) {
      const { target, hazard, effect } = transition;
      // What only completes the record, and what a shadow rule finds, is nobody's matter.
      if (effect !== "live") return null;
      // A hazard of a whole area is a warning's business; a case always has a place to go to.
      if (target.kind === "area") return null;
      const station = city.stations.get(target.stationId);
      if (station === undefined) throw unknownStation(target.stationId);
      const before = open.get(keyOf(hazard, target.stationId)) ?? null;
      const after = stepCase(before, transition, station);
      if (after === null || after === before) return null;
      return remember(before, after, transition.isLate, transition.draftsWarning);
    },
    addMissedPeak(peak) {
      if (peak.target.kind === "area") return null;
      const before = open.get(keyOf(peak.hazard, peak.target.stationId));
      if (before === undefined) return null;
      return remember(before, addMissedPeak(before, peak), true, false);
    },
    get openCount() {
      return open.size;
    },
  };
}

function eventFor(before: Case | null, changed: Case, isLate: boolean): HubEvent {
  const type = before === null ? "case.opened" : changed.state === "closed" ? "case.closed" : "case.updated";
  const isGraver = rankOf(changed.level) > rankOf(before?.level ?? null);
  return {
    id: idFrom("event", changed.id, changed.revision),
    type,
    subject: changed.id,
    level: changed.level,
    isUrgent: isGraver && !isLate,
    at: changed.timeline.at(-1)?.at ?? changed.updatedAt,
    data: changed,
  };
}

function keyOf(hazard: string, stationId: string): string {
  return `${hazard}|${stationId}`;
}

function unknownStation(stationId: StationId): HubError {
  return new HubError(
    "cases.unknown_station",
    `Cannot open a case as its station must be in the city: got ${stationId}. Restart the hub so that city and rules are read together.`,
  );
}
