import { checks, type QualityFlag } from "../domain/observations/quality.ts";
import { stepFlatRun } from "./flat-run.ts";
import { isQuiet } from "./qartod/jump.ts";
import { spikeSize } from "./qartod/spike.ts";
import type { QualityConfig } from "./quality-config.ts";
import type { CheckInput, DoubtfulObservation, Plateau, QualityState } from "./quality-state.ts";
import type { Trust } from "./trust.ts";

/** What others say about a sudden change; asked only when there is one. */
export interface QualityContext {
  /**
   * @param direction 1 up, -1 down
   * @param at observation time of the change
   * @returns null when nothing nearby speaks for it
   */
  support(direction: 1 | -1, at: number): Trust | null;
}

/** No gauge near. */
export const noNeighbours: QualityContext = { support: () => null };

/**
 * `judge`: rules may use it now. `hold`: wait, at most until `state.doubt.dueAt`. `refuse`: kept with flag 4, never
 * judged. What was judged once never gets flag 4 later, so flag 4 means that no rule ever saw it.
 */
export type Decision = "judge" | "hold" | "refuse";

/** What became of an earlier observation of the gauge. */
export interface ObservationDecision {
  readonly at: number;
  readonly value: number;
  readonly flag: QualityFlag;
  readonly checks: number;
  /** Its flag in the journal. */
  readonly given: QualityFlag;
  /** `amend`: it was judged before and is only flagged anew. */
  readonly decision: "judge" | "refuse" | "amend";
  readonly trust: Trust | null;
}

export interface QualityStep {
  readonly state: QualityState;
  readonly flag: QualityFlag;
  readonly checks: number;
  readonly decision: Decision;
  /** Why it was judged although it was doubtful. */
  readonly trust: Trust | null;
  /** What it decided about others, in the order in which rules must take them: before this one. */
  readonly earlier: readonly ObservationDecision[];
}

const noneEarlier: readonly ObservationDecision[] = Object.freeze([]);

/** A change must keep half of its step to be borne out by the next reading. */
const keptPart = 0.5;
/** A rise up to so many times as fast as the one before is the same rise. */
const momentumFactor = 3;
/** Older than this, the last reading says nothing about the next, intervals. */
const forgetIntervals = 300;
/** A new level is doubted for so many intervals unless the water moves. */
export const plateauIntervals = 8;
/** After a longer gap the value is not known to have stood still, intervals. */
export const gapIntervals = 3;

/**
 * Checks one observation, newer than any of the gauge so far. Pure and causal: later observations never change what was
 * decided about judging, they only amend flags.
 *
 * @param observation must be newer than `state.last` and `state.doubt`; `isLateFor` checks that
 * @param receivedAt our clock now
 */
export function stepQuality(
  config: QualityConfig,
  state: QualityState,
  observation: CheckInput & { readonly receivedAt: number },
  context: QualityContext,
): QualityStep {
  if (state.doubt !== null) return settleDoubt(config, state, state.doubt, observation, context);
  const { last } = state;
  if (last === null || Math.abs(observation.value - last.value) <= config.spike.suspect) {
    return acceptObservation(config, state, observation, passed);
  }
  return checkStep(config, state, observation, context);
}

/** True for an observation that comes after its time: windows and the record take it, the checks of the live do not. */
export function isLateFor({ last, doubt }: QualityState, at: number): boolean {
  return (last !== null && at <= last.at) || (doubt !== null && at <= doubt.at);
}

/**
 * Ends the wait for a doubtful observation: with `trust` it is judged; without, its interval has passed and a rise is
 * judged all the same (a flood may be the last thing a gauge reports), while a fall is not (unknown is never dry).
 *
 * @returns the same state and no decision when nothing is held
 */
export function releaseDoubt(
  config: QualityConfig,
  state: QualityState,
  trust: Trust | null,
): { readonly state: QualityState; readonly decisions: readonly ObservationDecision[] } {
  const { doubt, last } = state;
  if (doubt === null || last === null || doubt.isRefused) return { state, decisions: noneEarlier };
  if (trust === null && doubt.value < last.value) {
    const refused: DoubtfulObservation = { ...doubt, isRefused: true };
    return { state: { ...state, doubt: refused }, decisions: [refusalOf(doubt, 0)] };
  }
  const found: CheckResult =
    trust === null
      ? { trust: { by: "time", waitedMs: config.holdMs }, flag: 3, checks: doubt.doubted }
      : { trust, flag: 1, checks: doubt.doubted & checks.rateOfChange };
  const step = acceptObservation(config, { ...state, doubt: null }, doubt, found);
  return { state: step.state, decisions: [...step.earlier, judgementOf(doubt, step)] };
}

/** The state after an observation that was judged beyond doubt, as a restart finds it in the journal. */
export function applyJudged(config: QualityConfig, state: QualityState, observation: CheckInput): QualityState {
  return acceptObservation(config, state, observation, passed).state;
}

/** What the checks found out about an observation that is judged. */
interface CheckResult {
  readonly trust: Trust | null;
  readonly flag: QualityFlag;
  readonly checks: number;
  /** Set where it begins a new level. */
  readonly plateau?: Plateau;
}

const passed: CheckResult = { trust: null, flag: 1, checks: 0 };

/** An observation that steps away from the last one: the same rise, the way back, borne out by others, or doubtful. */
function checkStep(
  config: QualityConfig,
  state: QualityState,
  observation: CheckInput & { readonly receivedAt: number },
  context: QualityContext,
): QualityStep {
  const last = state.last as CheckInput;
  const step = observation.value - last.value;
  const gapMs = observation.at - last.at;
  const doubted = doubtsOf(config, step, gapMs);
  if (doubted === 0 || isForeseen(state, step, gapMs)) return acceptObservation(config, state, observation, passed);
  const trust =
    Math.abs(step) <= config.ratePerMs.fail * gapMs ? context.support(step > 0 ? 1 : -1, observation.at) : null;
  if (trust !== null)
    return acceptObservation(config, state, observation, { trust, flag: 1, checks: doubted & checks.rateOfChange });
  const { receivedAt, ...checked } = observation;
  const doubt: DoubtfulObservation = { ...checked, doubted, dueAt: receivedAt + config.holdMs, isRefused: false };
  const flag = worse(observation.flag, 3);
  const failed = observation.checks | doubted;
  return { state: { ...state, doubt }, flag, checks: failed, decision: "hold", trust: null, earlier: noneEarlier };
}

/** Checks that a step from the last reading breaks, as bits; 0 after so long that the last reading says nothing. */
export function doubtsOf({ spike, ratePerMs, intervalMs }: QualityConfig, step: number, gapMs: number): number {
  if (gapMs > forgetIntervals * intervalMs) return 0;
  const size = Math.abs(step);
  const stretch = Math.sqrt(Math.max(1, gapMs / intervalMs));
  const isFast = size > ratePerMs.suspect * gapMs && size > spike.suspect * stretch;
  const isFar = size > spike.fail * stretch;
  return (isFast ? checks.rateOfChange : 0) | (isFar ? checks.spike : 0);
}

/** The rise goes on, or the value is back where it was before the last step or the last new level. */
function isForeseen({ last, lastStep, lastStepMs, plateau }: QualityState, step: number, gapMs: number): boolean {
  const isSameRise = step * lastStep > 0 && Math.abs(step) * lastStepMs <= momentumFactor * Math.abs(lastStep) * gapMs;
  if (isSameRise || isQuiet(step + lastStep, lastStep)) return true;
  if (plateau === null || last === null) return false;
  return isQuiet(last.value + step - (plateau.value - plateau.step), plateau.step);
}

/** The next reading has come: it bears the doubtful one out or refutes it, and is then checked itself. */
function settleDoubt(
  config: QualityConfig,
  state: QualityState,
  doubt: DoubtfulObservation,
  observation: CheckInput & { readonly receivedAt: number },
  context: QualityContext,
): QualityStep {
  const last = state.last as CheckInput;
  const step = doubt.value - last.value;
  const kept = (observation.value - last.value) / step;
  const undoubted: QualityState = { ...state, doubt: null };
  if (kept < keptPart) {
    return withEarlier([refusalOf(doubt, checks.spike)], stepQuality(config, undoubted, observation, context));
  }
  const change = observation.value - doubt.value;
  const trust: Trust = { by: "next-reading", change: Math.abs(change), unit: config.unit };
  const isNewLevel = isQuiet(change, step) && isQuiet(state.lastStep, step);
  const until = doubt.at + plateauIntervals * config.intervalMs;
  const found: CheckResult = isNewLevel
    ? {
        trust,
        flag: 3,
        checks: (doubt.doubted & ~checks.spike) | checks.jump,
        plateau: { value: doubt.value, step, until },
      }
    : { trust, flag: 1, checks: doubt.doubted & ~checks.spike };
  // Refused once, the doubtful one stays so; what it began is judged from here on.
  if (doubt.isRefused) return acceptObservation(config, undoubted, observation, found);
  const released = acceptObservation(config, undoubted, doubt, found);
  const decisions = [...released.earlier, judgementOf(doubt, released)];
  return withEarlier(decisions, stepQuality(config, released.state, observation, context));
}

/** Takes an observation as the newest one that is judged. */
function acceptObservation(
  config: QualityConfig,
  state: QualityState,
  observation: CheckInput,
  found: CheckResult,
): QualityStep {
  const { last } = state;
  const { at, value } = observation;
  const step = last === null ? 0 : value - last.value;
  const stepMs = last === null ? 0 : at - last.at;
  const isAfterGap = stepMs > gapIntervals * config.intervalMs;
  const canBeFlat = value > config.flat.above && Number.isFinite(config.flat.suspectMs);
  const flat = canBeFlat ? stepFlatRun(state.flat, at, value, config.flat, isAfterGap) : null;
  const isFlat = flat !== null && at - flat.since >= config.flat.suspectMs;
  const plateau = found.plateau ?? plateauAt(state.plateau, at, value);
  let failed = observation.checks | found.checks;
  let flag = found.flag === 1 ? observation.flag : worse(observation.flag, found.flag);
  if (isFlat || plateau !== null) {
    failed |= (isFlat ? checks.flatLine : 0) | (plateau !== null ? checks.jump : 0);
    flag = worse(flag, 3);
  }
  return {
    state: {
      last: { at, value, given: observation.flag, flag, checks: failed },
      // Over a gap the speed of the change is unknown.
      lastStep: isAfterGap ? 0 : step,
      lastStepMs: isAfterGap ? 0 : stepMs,
      doubt: state.doubt,
      plateau,
      flat,
    },
    flag,
    checks: failed,
    decision: "judge",
    trust: found.trust,
    earlier: amendedBefore(config, state, value, isAfterGap),
  };
}

/** The plateau while the value still stands on it. */
function plateauAt(plateau: Plateau | null, at: number, value: number): Plateau | null {
  if (plateau === null || at > plateau.until) return null;
  return isQuiet(value - plateau.value, plateau.step) ? plateau : null;
}

/** The reading before this one turns out to have been a spike too small to wait for. */
function amendedBefore(
  { spike }: QualityConfig,
  { last, lastStep }: QualityState,
  value: number,
  isAfterGap: boolean,
): readonly ObservationDecision[] {
  if (last === null || Math.abs(lastStep) <= spike.suspect || isAfterGap) return noneEarlier;
  if (spikeSize(last.value - lastStep, last.value, value, "differential") <= spike.suspect) return noneEarlier;
  const { at, value: lastValue, given } = last;
  const failed = last.checks | checks.spike;
  return [{ at, value: lastValue, flag: worse(last.flag, 3), checks: failed, given, decision: "amend", trust: null }];
}

function withEarlier(decisions: readonly ObservationDecision[], step: QualityStep): QualityStep {
  return { ...step, earlier: [...decisions, ...step.earlier] };
}

function judgementOf(
  { at, value, flag: given }: DoubtfulObservation,
  { flag, checks: failed, trust }: QualityStep,
): ObservationDecision {
  return { at, value, flag, checks: failed, given, decision: "judge", trust };
}

function refusalOf(
  { at, value, flag: given, checks: failed, doubted }: DoubtfulObservation,
  further: number,
): ObservationDecision {
  return { at, value, flag: 4, checks: failed | doubted | further, given, decision: "refuse", trust: null };
}

/** 4 before 3 before 2 before 1, as ingest has it: a reading too old to judge does not become good. */
function worse(a: QualityFlag, b: QualityFlag): QualityFlag {
  return a > b ? a : b;
}
