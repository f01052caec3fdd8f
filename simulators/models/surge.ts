/** Something that rises, holds and falls again, in seconds since the start of the scenario, each later than the last. */
export interface Surge {
  readonly risesAt: number;
  readonly peaksAt: number;
  readonly fallsAt: number;
  readonly endsAt: number;
}

/** How far up the surge stands, 0 to 1, without a kink. */
export function surgeAt(surge: Surge, seconds: number): number {
  if (seconds < surge.fallsAt) return smooth(share(seconds, surge.risesAt, surge.peaksAt));
  return 1 - smooth(share(seconds, surge.fallsAt, surge.endsAt));
}

/** The area under `surgeAt` from the start to `seconds`, in seconds: what has fallen or flowed by then at unit rate. */
export function surgeSum(surge: Surge, seconds: number): number {
  const rise = share(seconds, surge.risesAt, surge.peaksAt);
  const hold = share(seconds, surge.peaksAt, surge.fallsAt);
  const fall = share(seconds, surge.fallsAt, surge.endsAt);
  return (
    (surge.peaksAt - surge.risesAt) * smoothSum(rise) +
    (surge.fallsAt - surge.peaksAt) * hold +
    (surge.endsAt - surge.fallsAt) * (fall - smoothSum(fall))
  );
}

/** The same surge, `seconds` later. */
export function delaySurge(surge: Surge, seconds: number): Surge {
  return {
    risesAt: surge.risesAt + seconds,
    peaksAt: surge.peaksAt + seconds,
    fallsAt: surge.fallsAt + seconds,
    endsAt: surge.endsAt + seconds,
  };
}

function share(seconds: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (seconds - from) / (to - from)));
}

function smooth(x: number): number {
  return x * x * (3 - 2 * x);
}

function smoothSum(x: number): number {
  return x * x * x * (1 - x / 2);
}
