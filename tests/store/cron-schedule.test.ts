import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import { pastTimes, startCron } from "../../store/sqlite/cron-schedule.ts";

afterEach(() => vi.useRealTimers());

const noon = Date.parse("2026-07-20T12:00:00Z");
const everyFiveMinutes = "*/5 * * * *";

function countRuns(startAt: number) {
  vi.useFakeTimers({ now: startAt });
  const counted = { runs: 0 };
  onTestFinished(
    startCron(everyFiveMinutes, async () => {
      counted.runs += 1;
    }),
  );
  return counted;
}

test("startCron() runs at its times", async () => {
  const counted = countRuns(noon + 1);
  await vi.advanceTimersByTimeAsync(hourMs);
  expect(counted.runs).toBe(12);
});

test.each([
  ["from 1970 to now", 0, noon],
  ["ahead by 500 days", noon, noon + 500 * dayMs],
  ["ahead by an hour", noon, noon + hourMs],
  ["back by 500 days", noon, noon - 500 * dayMs],
])("startCron() goes on at its times where the clock is set %s, and catches nothing up", async (_, from, to) => {
  const counted = countRuns(from + 1);
  await vi.advanceTimersByTimeAsync(10 * minuteMs);
  counted.runs = 0;
  vi.setSystemTime(to + 1);
  await vi.advanceTimersByTimeAsync(hourMs);
  expect(counted.runs).toBeGreaterThanOrEqual(11);
  expect(counted.runs).toBeLessThanOrEqual(12);
});

test("startCron() starts no run while one is under way", async () => {
  vi.useFakeTimers({ now: noon + 1 });
  let started = 0;
  let end = (): void => {};
  onTestFinished(
    startCron(everyFiveMinutes, () => {
      started += 1;
      return new Promise((resolve) => {
        end = resolve;
      });
    }),
  );
  await vi.advanceTimersByTimeAsync(hourMs);
  expect(started).toBe(1);
  end();
  await vi.advanceTimersByTimeAsync(5 * minuteMs);
  expect(started).toBe(2);
});

test.each([
  ["0 8 * * *", "2026-07-20T08:00:00+08:00", ["20T08:00:00", "19T08:00:00", "18T08:00:00"]],
  ["0 8 * * *", "2026-07-20T08:00:59.999+08:00", ["20T08:00:00", "19T08:00:00", "18T08:00:00"]],
  ["0 8 * * *", "2026-07-20T07:59:59+08:00", ["19T08:00:00", "18T08:00:00", "17T08:00:00"]],
  ["30 0 8 * * *", "2026-07-20T08:00:29+08:00", ["19T08:00:30", "18T08:00:30", "17T08:00:30"]],
  ["0 8 19,20 * *", "2026-07-20T12:00:00+08:00", ["20T08:00:00", "19T08:00:00"]],
  ["*/2 * * * * *", "2026-07-20T12:00:31+08:00", ["20T12:00:30", "19T12:00:30", "18T12:00:30"]],
  ["0 0 1 1 *", "2026-07-20T12:00:00+08:00", []],
])("pastTimes() of %s at %s", (expression, now, wanted) => {
  const found = pastTimes(expression, Date.parse(now), { timeZone: "Asia/Shanghai", days: 3 });
  expect(found).toEqual(wanted.map((at) => Date.parse(`2026-07-${at}+08:00`)));
});
