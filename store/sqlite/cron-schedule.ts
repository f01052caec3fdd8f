import cron from "node-cron";
import { minuteMs } from "../../domain/clock.ts";

/**
 * Longest time between two looks at the wall clock: it may be set, and then the next run is another. Short waits also
 * stay below what `setTimeout` can wait.
 */
const longestWaitMs = minuteMs;

/**
 * Calls `run` at the times of a cron expression, never twice at once. The next time is found anew from the wall clock at
 * each look: a clock set ahead by years costs one search, and what it skipped is not caught up; one set back puts nothing
 * off. (node-cron's own scheduler goes through every time that was skipped, on the event loop.)
 *
 * @param timeZone IANA name of the zone that the times are of; the machine's where left out
 * @returns stops it and waits for nothing
 */
export function startCron(expression: string, run: () => Promise<void>, timeZone?: string): () => void {
  const times = cron.createTask(expression, () => {}, timeZone === undefined ? {} : { timezone: timeZone });
  let timer: NodeJS.Timeout;
  let isRunning = false;

  const runOnce = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    await run().finally(() => {
      isRunning = false;
    });
  };
  const plan = (): void => {
    const now = Date.now();
    const [next] = times.getNextRuns(1);
    const dueAt = next === undefined ? Number.POSITIVE_INFINITY : next.getTime();
    const waitMs = Math.min(Math.max(dueAt - now, 0), longestWaitMs);
    timer = setTimeout(() => {
      // Late by more than a look: the clock was set meanwhile, and this is no time of the expression.
      const lateMs = Date.now() - dueAt;
      if (lateMs >= 0 && lateMs < longestWaitMs) void runOnce();
      plan();
    }, waitMs);
    timer.unref();
  };
  plan();
  return () => {
    clearTimeout(timer);
    void times.destroy();
  };
}
