import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import { type Level, rankOf } from "../domain/city/level.ts";
import type { MovedAlarm } from "./ports.ts";

/** Where an alarm stands at the end of a run. */
export interface AlarmAtEnd {
  readonly last: AlarmTransition;
  readonly toldLevel: Level | null;
}

/** What a run of the steps over the readings to come found. */
export interface TrialOutcome {
  /** Alarms that are up at its end, by key. */
  readonly up: ReadonlyMap<string, AlarmAtEnd>;
  /** The first live transition of each alarm in it. */
  readonly firstMoves: ReadonlyMap<string, AlarmTransition>;
  /** Times that somebody would have been called. */
  readonly pages: number;
}

/** Alarms that would stand elsewhere by a switch: graver ones, and milder ones. */
export interface MovedAlarms {
  readonly fires: readonly MovedAlarm[];
  readonly quietens: readonly MovedAlarm[];
}

/** Holds two runs over the same readings against each other: one in the mode that is, one in the mode that would be. */
export function compareTrials(stays: TrialOutcome, switches: TrialOutcome): MovedAlarms {
  const keys = [...new Set([...stays.up.keys(), ...switches.up.keys()])].sort();
  const moved = keys.flatMap((key) => movedAlarm(key, stays, switches) ?? []);
  const isFiring = ({ without, with: level }: MovedAlarm): boolean => rankOf(level) > rankOf(without);
  return {
    fires: moved.filter(isFiring).sort(gravestFirst),
    quietens: moved.filter((each) => !isFiring(each)),
  };
}

function movedAlarm(alarmKey: string, stays: TrialOutcome, switches: TrialOutcome): MovedAlarm | null {
  const [a, b] = [stays.up.get(alarmKey), switches.up.get(alarmKey)];
  const [without, level] = [a?.last.to ?? null, b?.last.to ?? null];
  const known = b ?? a;
  if (without === level || known === undefined) return null;
  const { ruleId, target, title } = known.last;
  const stationId = target.kind === "area" ? null : target.stationId;
  const told = b?.toldLevel ?? null;
  const movesAt = switches.firstMoves.get(alarmKey)?.at ?? null;
  return { alarmKey, ruleId, stationId, title, without, with: level, told, movesAt };
}

function gravestFirst(a: MovedAlarm, b: MovedAlarm): number {
  return rankOf(b.with) - rankOf(a.with) || (a.alarmKey < b.alarmKey ? -1 : 1);
}
