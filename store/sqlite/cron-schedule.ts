import cron from "node-cron";
import { dayMs, minuteMs, secondMs } from "../../domain/clock.ts";

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

/**
 * The newest time of a cron expression in the 24 h up to `now`, and those of the days before at the same hour, `days` in all.
 *
 * @param timeZone IANA name of the zone that the times are of
 * @returns ms since 1970, newest first
 */
export function pastTimes(
  expression: string,
  now: number,
  { timeZone, days }: { readonly timeZone: string; readonly days: number },
): readonly number[] {
  const times = cron.createTask(expression, () => {}, { timezone: timeZone });
  const isTime = (at: number): boolean => times.match(new Date(at));
  const newest = newestOf(expression, now, isTime);
  void times.destroy();
  if (newest === null) return [];
  return Array.from({ length: days }, (_, day) => newest - day * dayMs).filter(isTime);
}

function newestOf(expression: string, now: number, isTime: (at: number) => boolean): number | null {
  const thisSecond = Math.floor(now / secondMs) * secondMs;
  for (let at = thisSecond; at > now - minuteMs; at -= secondMs) if (isTime(at)) return at;
  // Six fields begin with the seconds; further back one of them in a minute is enough.
  const [, second = "0"] = /^(\d+)(?: \S+){5}$/.exec(expression.trim()) ?? [];
  const from = Math.floor((now - Number(second) * secondMs) / minuteMs) * minuteMs + Number(second) * secondMs;
  for (let at = from; at > now - dayMs; at -= minuteMs) if (isTime(at)) return at;
  return null;
}
