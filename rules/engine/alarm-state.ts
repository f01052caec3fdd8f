/** Limits of one level in the signal's unit, both signed so that higher is always graver. */
export interface LevelLimits {
  /** 1 blue to 4 red. */
  readonly rank: number;
  /** Reaching it raises. */
  readonly raise: number;
  /** Falling below it clears. */
  readonly reset: number;
}

/** Everything that judges one alarm's signal. */
export interface AlarmLimits {
  /** Mildest first; raise grows with rank, reset never falls. */
  readonly levels: readonly LevelLimits[];
  /** How long a signal must hold at a level to raise it, and how long it must stay below to clear it. */
  readonly onDelayMs: number;
  readonly offDelayMs: number;
}

/** A stretch of observation time whose gravity has already been notified. */
export interface NotifiedStretch {
  readonly from: number;
  readonly to: number;
  readonly rank: number;
}

/** Where one alarm stands. A JSON value. */
export interface AlarmState {
  /** Bit `rank - 1` is set while that level is latched; the alarm's level is the highest. */
  readonly latched: number;
  /** By rank - 1: since when a level not latched has held, or a latched one been clear; null when it has not. */
  readonly pendingSince: readonly (number | null)[];
  /** Null while no level is latched. */
  readonly episodeStartedAt: number | null;
  /** Gravest signal of the episode, signed as the limits are. */
  readonly peakSignal: number | null;
  /** The last episode, or the last peak that came in late; keeps a backfill from telling one flood many times. */
  readonly told: NotifiedStretch | null;
}

const nonePending: readonly null[] = [null, null, null, null];

export const normalState: AlarmState = {
  latched: 0,
  pendingSince: nonePending,
  episodeStartedAt: null,
  peakSignal: null,
  told: null,
};

/** The same delays; where nothing is pending, always the same object, by which a quiet alarm is known. */
export function pendingOrNone(pendingSince: AlarmState["pendingSince"]): AlarmState["pendingSince"] {
  return pendingSince.every((since) => since === null) ? nonePending : pendingSince;
}

/** Conversions between units leave a last digit in doubt; a reading on the limit has reached it. */
const rounding = 1e-9;

function reaches(signal: number, limit: number): boolean {
  return signal >= limit - rounding;
}

/** Rank of the level an alarm is at; 0 when normal. */
export function rankOfState(state: AlarmState): number {
  return 32 - Math.clz32(state.latched);
}

/** Rank of the gravest level whose raise limit a signal reaches; 0 for none, and for NaN. */
export function rankReached(levels: readonly LevelLimits[], signal: number): number {
  for (let index = levels.length - 1; index >= 0; index--) {
    const level = levels[index] as LevelLimits;
    if (reaches(signal, level.raise)) return level.rank;
  }
  return 0;
}

/** Rank of the gravest raised level that a signal holds, being no reason to clear it; 0 for none, and for NaN. */
export function rankHeld(levels: readonly LevelLimits[], { latched }: AlarmState, signal: number): number {
  for (let index = levels.length - 1; index >= 0; index--) {
    const { rank, reset } = levels[index] as LevelLimits;
    if ((latched & (1 << (rank - 1))) !== 0 && reaches(signal, reset)) return rank;
  }
  return 0;
}

/** Nothing raised, nothing pending: most alarms, nearly always. */
export function isQuiet(state: AlarmState): boolean {
  return state.latched === 0 && state.pendingSince === nonePending;
}

/** Every signal below it leaves the alarm as it is; -Infinity where any may change it. */
export function quietBelow({ levels }: AlarmLimits, state: AlarmState): number {
  return isQuiet(state) ? (levels[0] as LevelLimits).raise - rounding : Number.NEGATIVE_INFINITY;
}

/**
 * Moves one alarm forward by one signal, newer than any before it. Pure: same inputs, same answer. Delays count in
 * observation time (docs/architecture.md), so a level moves with the observation that shows it held.
 *
 * A signal that is known only in part is two numbers: what it is at least, which alone can raise, and what it may be at
 * most, which alone can clear. Whether a level in between holds is unknown: latched levels stay (unknown is never
 * dry), what was pending starts afresh.
 *
 * @param signal what it is at least; NaN when nothing is known
 * @param isAfterGap true when too long passed since the observation before: no level is known to have held
 * @param ceiling what it may be at most; the same where it is known
 * @returns the same `state` object when nothing changed, so that a steady gauge allocates nothing
 * @see OPC 10000-9 Annex B (deadband, on-delay, off-delay, multi-state limit alarms)
 */
export function stepAlarm(
  limits: AlarmLimits,
  state: AlarmState,
  signal: number,
  at: number,
  isAfterGap: boolean,
  ceiling: number = signal,
): AlarmState {
  if (Number.isNaN(signal)) return withPending(state, nonePending);
  const { levels } = limits;
  // Nearly every call ends here; without it a step of 3,000 gauges under 4 rules took over twice as long (measured).
  if (isQuiet(state) && !reaches(signal, (levels[0] as LevelLimits).raise)) return state;
  let latched = 0;
  let pending = state.pendingSince;
  for (let index = 0; index < levels.length; index++) {
    const { rank, raise, reset } = levels[index] as LevelLimits;
    const bit = 1 << (rank - 1);
    const isLatched = (state.latched & bit) !== 0;
    const isMoving = isLatched ? !reaches(ceiling, reset) : reaches(signal, raise);
    const heldSince = pending[rank - 1] ?? null;
    if (!isMoving) {
      latched |= isLatched ? bit : 0;
      if (heldSince !== null) pending = pending.with(rank - 1, null);
      continue;
    }
    const since = heldSince === null || isAfterGap ? at : heldSince;
    const hasMoved = at - since >= (isLatched ? limits.offDelayMs : limits.onDelayMs);
    latched |= hasMoved !== isLatched ? bit : 0;
    const nextSince = hasMoved ? null : since;
    if (nextSince !== heldSince) pending = pending.with(rank - 1, nextSince);
  }
  return moved(limits, state, { latched, pendingSince: pendingOrNone(pending) }, signal, at);
}

function moved(
  limits: AlarmLimits,
  state: AlarmState,
  next: Pick<AlarmState, "latched" | "pendingSince">,
  signal: number,
  at: number,
): AlarmState {
  const { episodeStartedAt, peakSignal } = state;
  if (next.latched === 0) {
    if (state.latched === 0) return withPending(state, next.pendingSince);
    const rank = rankReached(limits.levels, peakSignal ?? signal);
    const told = { from: episodeStartedAt ?? at, to: at, rank };
    return { latched: 0, pendingSince: next.pendingSince, episodeStartedAt: null, peakSignal: null, told };
  }
  const peak = peakSignal === null || signal > peakSignal ? signal : peakSignal;
  const isSame = next.latched === state.latched && next.pendingSince === state.pendingSince && peak === peakSignal;
  if (isSame) return state;
  return { ...next, episodeStartedAt: episodeStartedAt ?? at, peakSignal: peak, told: state.told };
}

function withPending(state: AlarmState, pendingSince: AlarmState["pendingSince"]): AlarmState {
  return pendingSince === state.pendingSince ? state : { ...state, pendingSince };
}
