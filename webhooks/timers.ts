/** Timers of the platform, or of a test that holds the clock. */
export interface Timers {
  set(run: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/** Longest delay of setTimeout; a longer wait is armed again then. */
const longestMs = 2_147_483_647;

export const systemTimers: Timers = {
  set: (run, ms) => setTimeout(run, Math.min(Math.max(ms, 0), longestMs)),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
