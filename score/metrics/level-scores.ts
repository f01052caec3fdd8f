import type { Hazard } from "../../domain/city/hazard.ts";
import { type Level, levels } from "../../domain/city/level.ts";
import { type AnswerKind, answerOf } from "./answer-kinds.ts";
import type { Crossing } from "./crossings.ts";
import { type Spread, spreadOf } from "./delays.ts";

/** How the crossings of one level of one hazard were answered, over the city. */
export interface LevelScore {
  readonly hazard: Hazard;
  readonly level: Level;
  /** Clear crossings: those that an alarm must have come for. */
  readonly crossings: number;
  /** Stations that they were at. */
  readonly places: number;
  readonly answers: Readonly<Record<AnswerKind, number>>;
  /** Crossings that decide nothing: grazed, or standing from the start. */
  readonly undecided: number;
  /** Held back from people by suppression. */
  readonly held: number;
  /** Lead of the alarms, ms, median first: below 0 where late. */
  readonly lead: LeadSpread;
  /** Lead of the first call at the level or a graver one, ms. */
  readonly callLead: LeadSpread;
}

/** A spread of leads, where less is worse. */
export interface LeadSpread extends Omit<Spread, "p90"> {
  /** The tenth part from below: nine of ten are longer. */
  readonly p10: number | null;
}

/** By hazard and level, levels with no crossing of any kind left out. */
export function levelScores(crossings: readonly Crossing[]): readonly LevelScore[] {
  const byHazard = Map.groupBy(crossings, ({ mark }) => mark.hazard);
  return [...byHazard].flatMap(([hazard, own]) =>
    levels.flatMap((level) => {
      const at = own.filter(({ mark }) => mark.level === level);
      return at.length === 0 ? [] : [levelScore(hazard, level, at)];
    }),
  );
}

function levelScore(hazard: Hazard, level: Level, all: readonly Crossing[]): LevelScore {
  const clear = all.filter(({ kind }) => kind === "clear");
  const count = (kind: AnswerKind): number => clear.filter((crossing) => answerOf(crossing) === kind).length;
  return {
    hazard,
    level,
    crossings: clear.length,
    places: new Set(clear.map(({ mark }) => mark.stationId)).size,
    answers: { before: count("before"), "at-once": count("at-once"), late: count("late"), missed: count("missed") },
    undecided: all.length - clear.length,
    held: clear.filter(({ isHeld }) => isHeld).length,
    lead: leadSpread(clear.map(({ leadMs }) => leadMs)),
    callLead: leadSpread(clear.map(({ crossedAt, calledAt }) => (calledAt === null ? null : crossedAt - calledAt))),
  };
}

/** Leads are delays with the sign turned: the worst delay is the shortest lead. */
function leadSpread(leads: readonly (number | null)[]): LeadSpread {
  const { count, median, p90, worst } = spreadOf(leads.map(negated));
  return { count, median: negated(median), p10: negated(p90), worst: negated(worst) };
}

function negated(value: number | null): number | null {
  return value === null ? null : 0 - value;
}
