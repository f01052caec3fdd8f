import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import { canonicalJson } from "../domain/canonical-json.ts";
import { type Level, rankOf } from "../domain/city/level.ts";
import type { Warning } from "../domain/governance/warning.ts";
import type { MovedAlarm, MovedWarning, WarningAtEnd } from "./ports.ts";

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
  /** Warnings that are open at its end. */
  readonly warnings: readonly Warning[];
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

/** Warnings that would stand otherwise by a switch, the gravest first. @param known those that are there before either run */
export function compareWarnings(
  known: readonly Warning[],
  stays: Pick<TrialOutcome, "warnings">,
  switches: Pick<TrialOutcome, "warnings">,
): readonly MovedWarning[] {
  const there = new Set(known.map(({ id }) => id));
  const [without, after] = [byMatter(stays.warnings), byMatter(switches.warnings)];
  const moved = [...new Set([...without.keys(), ...after.keys()])].sort().flatMap((matter): readonly MovedWarning[] => {
    const [a, b] = [without.get(matter), after.get(matter)];
    const about = b ?? a;
    const [was, is] = [atEndOf(a), atEndOf(b)];
    if (about === undefined || canonicalJson(was) === canonicalJson(is)) return [];
    const { id, title } = about;
    return [{ warningId: there.has(id) ? id : null, title, without: was, with: is }];
  });
  return moved.sort((a, b) => rankOf(levelAt(b.with)) - rankOf(levelAt(a.with)));
}

/** One of a hazard in an area is the same in both runs, whichever case drafted it. */
function byMatter(warnings: readonly Warning[]): ReadonlyMap<string, Warning> {
  return new Map(
    warnings.map((warning) => {
      const { hazard, areaCode, isExercise = false } = warning;
      return [`${hazard}|${areaCode}|${isExercise}`, warning];
    }),
  );
}

function atEndOf(warning: Warning | undefined): WarningAtEnd | null {
  if (warning === undefined) return null;
  const { state, level, proposal } = warning;
  return { state, level, proposed: proposal?.level ?? null };
}

function levelAt(found: WarningAtEnd | null): Level | null {
  return found?.proposed ?? found?.level ?? null;
}

function gravestFirst(a: MovedAlarm, b: MovedAlarm): number {
  return rankOf(b.with) - rankOf(a.with) || (a.alarmKey < b.alarmKey ? -1 : 1);
}
