import type { Mode } from "../../domain/city/mode.ts";
import type { StageLimit } from "../../domain/city/policies/case-class.ts";
import type { Case } from "../../domain/governance/case.ts";
import type { CaseState } from "../../domain/governance/case-state.ts";
import type { CaseDue, DueStage, StageOutcome, TimeLimit } from "../../domain/governance/time-limit.ts";
import { type LimitClocks, limitMs } from "../clocks/limit-clocks.ts";

/** What time limits of a city are counted by. */
export interface DueGround {
  readonly clocks: LimitClocks;
  /** Share of a limit after which a case is due soon. */
  readonly warnShare: number;
  /** The limit of a stage of a case; null where it has none. */
  limitOf(subject: Case, stage: DueStage): StageLimit | null;
  /** Limits that name no mode are multiplied by it; 1 where left out. */
  readonly factorOf?: (mode: Mode) => number;
}

/** When and in which mode of the city a case changed. */
export interface ChangeMoment {
  /** Our clock, ms since 1970. */
  readonly at: number;
  readonly mode: Mode;
}

/** Outcomes kept on a case: one that goes back and forth for years must not grow without end. */
const keptOutcomes = 50;

/** The stage whose limit runs in a state; null once a case is over. */
function stageOf(state: CaseState): DueStage | null {
  switch (state) {
    case "reported":
      return "register";
    case "registered":
      return "dispatch";
    case "dispatched":
    case "handling":
      return "handle";
    case "handled":
    case "verified":
      return "verify";
    case "closed":
    case "voided":
      return null;
  }
}

/** Whether the limit of a stage stands still: suspended, and of verifying while there is water to see and no end of it. */
function standsStill(stage: DueStage, { suspended, level }: Pick<Case, "suspended" | "level">): boolean {
  return suspended !== undefined || (stage === "verify" && level !== null);
}

/**
 * A case that changed, with its time limit as it stands after that: started with its stage, shorter or longer with its level
 * and the city's mode, standing still while suspended (of verifying also while the hazard stands), moved by an extension, which ends
 * with it, started anew with a rework or another unit. What was told of it stands until it ends.
 *
 * @param before the case as it was; null where the change opened it
 * @param after the case as it is now, its limit still that of before, or with what was told of it
 */
export function dueAfter(before: Case | null, after: Case, moment: ChangeMoment, ground: DueGround): Case {
  const { due: old, extended, ...unextended } = after;
  const stage = stageOf(after.state);
  const goesOn = old !== undefined && old.stage === stage && !(stage === "handle" && before?.unitId !== after.unitId);
  const limit = stage === null ? null : ground.limitOf(after, stage);
  // Where the city sets none any more, that it was overdue stands.
  const hasEnded = old !== undefined && (!goesOn || (limit === null && old.overdueAt !== undefined));
  const ended = hasEnded ? outcomeOf(old, { before, after, at: moment.at }, ground) : null;
  const rest = ended !== null || extended === undefined ? unextended : { ...unextended, extended };
  const stages = ended === null ? {} : { stages: [...(after.stages ?? []), ended].slice(-keptOutcomes) };
  if (stage === null || limit === null) return { ...rest, ...stages };
  const run = goesOn ? goOn(old, { before, after, at: moment.at }, ground) : newStage(stage, after, moment.at);
  return { ...rest, ...stages, due: counted(run, limit, { after, mode: moment.mode }, ground) };
}

/** What of a limit does not follow from the limit itself. */
type LimitRun = Pick<
  CaseDue,
  "stage" | "startedAt" | "pausedMs" | "pausedAt" | "extendedToAt" | "warnedAt" | "overdueAt"
>;

interface Change {
  readonly before: Case | null;
  readonly after: Case;
  readonly at: number;
}

function newStage(stage: DueStage, after: Case, at: number): LimitRun {
  return { stage, startedAt: at, pausedMs: 0, ...(standsStill(stage, after) ? { pausedAt: at } : {}) };
}

/** The limit of a stage that goes on: suspended, resumed, extended. */
function goOn(old: CaseDue, { before, after, at }: Change, { clocks }: DueGround): LimitRun {
  const { stage, startedAt, pausedAt, warnedAt, overdueAt } = old;
  const isStill = standsStill(stage, after);
  // Also where the hub found only later that the suspension was over.
  const stoodTo = Math.min(at, before?.suspended?.untilAt ?? at);
  const stood = pausedAt === undefined || isStill ? 0 : clocks.elapsed(old.clock, pausedAt, stoodTo).ms;
  const isExtended = after.extended !== undefined && after.extended.at !== before?.extended?.at;
  const end = isExtended ? after.extended.untilAt : old.extendedToAt;
  return {
    stage,
    startedAt,
    pausedMs: old.pausedMs + stood,
    ...(isStill ? { pausedAt: pausedAt ?? at } : {}),
    ...(end === undefined ? {} : { extendedToAt: stood === 0 ? end : clocks.addMs(old.clock, stood, end).at }),
    ...(warnedAt === undefined ? {} : { warnedAt }),
    ...(overdueAt === undefined ? {} : { overdueAt }),
  };
}

/** The limit that counts now: of those given for the level reached and for the mode, the one that is due first. */
function counted(
  run: LimitRun,
  { usual, levels, modes }: StageLimit,
  { after, mode }: Pick<ChangeMoment, "mode"> & { readonly after: Case },
  ground: DueGround,
): CaseDue {
  const factor = ground.factorOf?.(mode) ?? 1;
  const given = [levels[after.peakLevel] ?? (modes[mode] === undefined ? usual : undefined)].filter(isGiven);
  const limits = [...given.map((limit) => scaled(limit, factor)), ...[modes[mode]].filter(isGiven)];
  const each = limits.map((limit) => dueBy(limit, run, ground));
  return each.reduce((first, next) => (next.dueAt < first.dueAt ? next : first));
}

function isGiven(limit: TimeLimit | undefined): limit is TimeLimit {
  return limit !== undefined;
}

/** A limit of a mode that halves limits, or doubles them. */
function scaled(limit: TimeLimit, factor: number): TimeLimit {
  return factor === 1 ? limit : { ...limit, amount: Math.round(limit.amount * factor * 100) / 100 };
}

function dueBy(limit: TimeLimit, run: LimitRun, { clocks, warnShare }: DueGround): CaseDue {
  const { startedAt, pausedMs, extendedToAt } = run;
  const ms = limitMs(limit) + pausedMs;
  const { at: dueAt, assumedYear } =
    extendedToAt === undefined
      ? clocks.addMs(limit.clock, ms, startedAt)
      : { at: extendedToAt, assumedYear: clocks.elapsed(limit.clock, startedAt, extendedToAt).assumedYear };
  const whole = extendedToAt === undefined ? ms : clocks.elapsed(limit.clock, startedAt, extendedToAt).ms;
  const warnAt = Math.min(dueAt, clocks.addMs(limit.clock, pausedMs + (whole - pausedMs) * warnShare, startedAt).at);
  return { ...run, ...limit, dueAt, warnAt, ...(assumedYear === null ? {} : { assumedYear }) };
}

function outcomeOf(old: CaseDue, { before, after, at }: Change, ground: DueGround): StageOutcome {
  const { suspended: _, ...resumed } = after;
  const ended = { ...resumed, level: null };
  const { pausedMs, extendedToAt } = goOn(old, { before, after: ended, at }, ground);
  const { stage, clock, amount, startedAt, overdueAt } = old;
  const run = { stage, startedAt, pausedMs, ...(extendedToAt === undefined ? {} : { extendedToAt }) };
  const { dueAt } = dueBy({ clock, amount }, run, ground);
  return {
    stage,
    to: after.state,
    unitId: before?.unitId ?? after.unitId,
    clock,
    amount,
    startedAt,
    dueAt,
    endedAt: at,
    pausedMs,
    overMs: ground.clocks.elapsed(clock, dueAt, at).ms,
    ...(overdueAt === undefined ? {} : { overdueAt }),
  };
}
