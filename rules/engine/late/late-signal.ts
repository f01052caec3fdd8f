import { type AlarmState, type LevelLimits, rankOfState, rankReached } from "../alarm-state.ts";

/** What a late signal came to. */
export interface LateSignalResult {
  /** The same object when there is nothing to remember. */
  readonly state: AlarmState;
  /** Rank of the level that was missed; 0 when nothing was missed. */
  readonly missedRank: number;
}

/**
 * Weighs a signal older than the newest one. It never moves the alarm (docs/decisions/0007: late evidence may
 * amend, never silently reopen or close); graver than what people know of, it is a missed peak. What they know of is
 * the level now, the peak of the episode it falls in, and peaks notified before within `mergeMs`: a backfilled flood is
 * notified once a level, not once a reading.
 */
export function weighLateSignal(
  levels: readonly LevelLimits[],
  state: AlarmState,
  late: { readonly signal: number; readonly at: number; readonly mergeMs: number },
): LateSignalResult {
  const { at, mergeMs } = late;
  const rank = rankReached(levels, late.signal);
  if (rank <= rankOfState(state) || rank <= rankSeenLive(levels, state, at)) return { state, missedRank: 0 };
  const { told } = state;
  if (told === null || at < told.from - mergeMs || at > told.to + mergeMs) {
    return { state: { ...state, told: { from: at, to: at, rank } }, missedRank: rank };
  }
  const isGraver = rank > told.rank;
  if (!isGraver && at >= told.from && at <= told.to) return { state, missedRank: 0 };
  const joined = { from: Math.min(at, told.from), to: Math.max(at, told.to), rank: Math.max(rank, told.rank) };
  return { state: { ...state, told: joined }, missedRank: isGraver ? rank : 0 };
}

function rankSeenLive(levels: readonly LevelLimits[], state: AlarmState, at: number): number {
  const { episodeStartedAt, peakSignal } = state;
  if (episodeStartedAt === null || peakSignal === null || at < episodeStartedAt) return 0;
  return rankReached(levels, peakSignal);
}
