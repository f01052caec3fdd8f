/** A stretch in which the true signal was at or beyond a limit. */
export interface TrueEpisode {
  /** When it reached the limit, between two values by the straight line through them; ms since 1970. */
  readonly from: number;
  /** Last moment before it was below `reset`; the end of the truth where it never was. */
  readonly to: number;
  /** Gravest signal in it, signed as the limit. */
  readonly peak: number;
  /** How long it was at or beyond the limit itself, ms. */
  readonly heldMs: number;
  /** True where it was so when the scenario began: when that came is not known. */
  readonly isFromStart: boolean;
}

export interface EpisodeLimits {
  /** Signed so that higher is graver. */
  readonly raise: number;
  readonly reset: number;
}

type OpenEpisode = { -readonly [Key in keyof TrueEpisode]: TrueEpisode[Key] };

/** Conversions leave a last digit in doubt; a value on the limit has reached it. */
const rounding = 1e-9;

/** The episodes of a signal, oldest first: from reaching `raise` to falling below `reset`. What is not known (NaN) ends one. */
export function trueEpisodes(
  times: Float64Array,
  signal: Float64Array,
  { raise, reset }: EpisodeLimits,
): readonly TrueEpisode[] {
  const episodes: OpenEpisode[] = [];
  let open: OpenEpisode | null = null;
  for (let index = 0; index < signal.length; index++) {
    const at = times[index] as number;
    const value = signal[index] as number;
    const before = signal[index - 1] ?? Number.NaN;
    if (open !== null && !(value >= reset - rounding)) open = null;
    const isBeyond = value >= raise - rounding;
    if (open === null) {
      if (!isBeyond) continue;
      const isFromStart = index === 0;
      const from = Number.isNaN(before) ? at : reachedAt(times, index, (raise - before) / (value - before));
      open = { from, to: at, peak: value, heldMs: at - from, isFromStart };
      episodes.push(open);
      continue;
    }
    if (isBeyond) open.heldMs += at - (times[index - 1] as number);
    open.to = at;
    open.peak = Math.max(open.peak, value);
  }
  return episodes;
}

/** @param share of the step before `index` that had gone by */
function reachedAt(times: Float64Array, index: number, share: number): number {
  const at = times[index] as number;
  const before = times[index - 1] as number;
  return before + (at - before) * Math.min(1, Math.max(0, share));
}
