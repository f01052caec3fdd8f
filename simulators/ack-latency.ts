const bucketsPerMs = 10;
const mostMs = 20_000;

/** Times from publish to PUBACK in buckets of 0.1 ms, so that millions of them cost nothing to keep. */
export interface AckLatency {
  add(ms: number): void;
  /** Upper end of the bucket that holds the share, ms; 0 when nothing was added. */
  percentile(share: number): number;
  readonly max: number;
  readonly count: number;
}

export function ackLatency(): AckLatency {
  const buckets = new Uint32Array(mostMs * bucketsPerMs + 1);
  let count = 0;
  let max = 0;
  return {
    add(ms) {
      buckets[Math.min(buckets.length - 1, Math.floor(ms * bucketsPerMs))]!++;
      count++;
      if (ms > max) max = ms;
    },
    percentile(share) {
      let left = share * count;
      for (let i = 0; i < buckets.length; i++) {
        left -= buckets[i]!;
        if (left <= 0 && count > 0) return (i + 1) / bucketsPerMs;
      }
      return 0;
    },
    get max() {
      return max;
    },
    get count() {
      return count;
    },
  };
}
