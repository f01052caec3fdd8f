import type { City } from "../../domain/city/city.ts";
import type { Mode } from "../../domain/city/mode.ts";
import type { Ladder } from "../../domain/city/policies/duty.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { Call, SkipReason } from "../../domain/duty/call.ts";
import { type EndpointId, idFrom } from "../../domain/ids.ts";
import { attemptsOf } from "./attempts.ts";
import { findLadder, fits, ladderAbove } from "./find-ladder.ts";
import type { Attempt, LadderRun } from "./ladder-run.ts";

/** What a ladder goes by at one moment. */
export interface ClimbContext {
  readonly city: City;
  readonly mode: Mode;
  /** Our clock, ms since 1970. */
  readonly at: number;
  /** True for an endpoint that does not take what it is sent. */
  isDown(channel: EndpointId): boolean;
}

/** How far a ladder has been gone up until somebody has to be waited for. */
export interface Climb {
  readonly run: LadderRun;
  /** Calls made and skipped on the way, in their order; the last may wait. */
  readonly calls: readonly Call[];
  /** Rounds that came to their end unanswered. */
  readonly unanswered: readonly UnansweredRound[];
}

export interface UnansweredRound {
  readonly ladderId: string;
  readonly round: number;
  readonly isOver: boolean;
}

/** Longest wait before the way up is gone once more where nobody could be called at all. */
const longestPauseMs = 10 * minuteMs;

/**
 * Goes up a ladder to the next call that waits for an answer: next person, next channel, next administrative level. Red goes
 * round for as long as nobody answers; other levels as often as the ladder says. What counts is the level now. Pure.
 *
 * @param run with no call waiting
 */
export function climb(run: LadderRun, context: ClimbContext): Climb {
  const calls: Call[] = [];
  let now = onFittingLadder(run, context);
  for (;;) {
    const [attempt, ...todo] = now.todo;
    if (attempt !== undefined) {
      const call = callOf({ ...now, todo }, attempt, context);
      calls.push(call);
      now = { ...now, todo, calls: now.calls + 1 };
      if (call.state !== "waiting") continue;
      return { run: { ...now, waiting: call.callId, dueAt: call.dueAt, hasCalled: true }, calls, unanswered: [] };
    }
    const next = nextRung(now, context);
    if (next !== null) now = next;
    else return endOfRound(now, calls, context);
  }
}

/** A ladder before its first call; null where none is for such a case. */
export function firstRung(
  about: Pick<LadderRun, "caseId" | "hazard" | "areaCode" | "level" | "isExercise" | "revision">,
  context: ClimbContext,
): LadderRun | null {
  const ladder = findLadder(context.city, about.areaCode, { ...about, mode: context.mode });
  if (ladder === null) return null;
  const start = { calls: 0, round: 1, waiting: null, dueAt: null, hasCalled: false, caseOverAt: null };
  return onRung({ ...about, ...start, state: "calling", ladderId: ladder.id, rung: 0, todo: [] }, ladder, context);
}

/** The next rung of this ladder, or the first of the one above it; null at the end of the way. */
function nextRung(run: LadderRun, context: ClimbContext): LadderRun | null {
  const { city, mode } = context;
  const ladder = city.duty?.ladders.find(({ id }) => id === run.ladderId);
  if (ladder === undefined) return null;
  if (run.rung + 1 < ladder.rungs.length) return onRung({ ...run, rung: run.rung + 1 }, ladder, context);
  const above = ladderAbove(city, ladder, { ...run, mode });
  return above === null ? null : onRung({ ...run, ladderId: above.id, rung: 0 }, above, context);
}

/** The bottom of the way once more; null where it has been gone up as often as the level wants. */
export function nextRound(run: LadderRun, context: ClimbContext): LadderRun | null {
  const first = findLadder(context.city, run.areaCode, { ...run, mode: context.mode });
  if (first === null || (run.level !== "red" && run.round >= first.rounds)) return null;
  const round = run.round + 1;
  return onRung({ ...run, state: "calling", ladderId: first.id, rung: 0, round, hasCalled: false }, first, context);
}

/**
 * Leaves a ladder that is not for such a case any more for the one that is, of the same area or around it; where there is none
 * the round is at its end.
 */
function onFittingLadder(run: LadderRun, context: ClimbContext): LadderRun {
  const { city, mode } = context;
  const need = { ...run, mode };
  const ladder = city.duty?.ladders.find(({ id }) => id === run.ladderId);
  if (ladder === undefined || fits(ladder, need)) return run;
  const next = findLadder(city, ladder.areaCode, need);
  if (next === null) return { ...run, rung: ladder.rungs.length, todo: [] };
  return onRung({ ...run, ladderId: next.id, rung: 0 }, next, context);
}

function endOfRound(run: LadderRun, calls: readonly Call[], context: ClimbContext): Climb {
  const { ladderId, round } = run;
  const next = nextRound(run, context);
  const unanswered = [{ ladderId, round, isOver: next === null }];
  if (next === null) return { run: { ...run, state: "unanswered", waiting: null, dueAt: null }, calls, unanswered };
  // The wait for the last answer was the pause; without any call there is one, or it would never end.
  if (run.hasCalled) {
    const on = climb(next, context);
    return { run: on.run, calls: [...calls, ...on.calls], unanswered: [...unanswered, ...on.unanswered] };
  }
  const pauseMs = Math.min(round * minuteMs, longestPauseMs);
  return { run: { ...next, todo: [], rung: -1, waiting: null, dueAt: context.at + pauseMs }, calls, unanswered };
}

function onRung(run: LadderRun, ladder: Ladder, { city, at }: ClimbContext): LadderRun {
  const rung = ladder.rungs[run.rung];
  const plan = city.duty;
  const todo = rung === undefined || plan === undefined ? [] : attemptsOf(rung, plan, { at, zone: city.timeZone });
  return { ...run, todo, waiting: null, dueAt: null };
}

function callOf(run: LadderRun, attempt: Attempt, context: ClimbContext): Call {
  const { city, at } = context;
  const { caseId, ladderId, rung, round, revision, calls } = run;
  const ladder = city.duty?.ladders.find(({ id }) => id === ladderId);
  const { postId, to, channel, answerWithinMs } = attempt;
  const reason = skipReasonOf(attempt, run, context);
  const head = {
    callId: idFrom<"call">("call", caseId, revision, calls),
    caseId,
    ladderId,
    areaCode: ladder?.areaCode ?? run.areaCode,
    ...{ rung: rung + 1, round, postId, to, channel, askedAt: at },
  };
  return reason === null
    ? { ...head, dueAt: at + answerWithinMs, state: "waiting", endedAt: null }
    : { ...head, dueAt: null, state: "skipped", endedAt: at, skippedBecause: reason };
}

function skipReasonOf(
  { to, channel }: Attempt,
  { isExercise }: LadderRun,
  { city, isDown }: ClimbContext,
): SkipReason | null {
  if (to === null) return "nobody-on-duty";
  if (channel === null) return "no-channel";
  if (isExercise && city.duty?.drillChannels.has(channel) !== true) return "no-drills";
  return isDown(channel) ? "channel-down" : null;
}
