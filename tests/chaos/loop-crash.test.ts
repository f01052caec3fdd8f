import { join } from "node:path";
import { expect, it } from "vitest";
import { type LoopChaosReport, runLoopChaos } from "./run-loop-chaos.ts";

/** The same moments on every run; long lives and short ones. */
function lives(): () => number {
  const shares = [0.6, 0, 0.95];
  let next = 0;
  return () => shares[next++ % shares.length] as number;
}

const run = (script?: string): Promise<LoopChaosReport> =>
  runLoopChaos({
    ...{ rounds: 3, random: lives() },
    ...(script === undefined ? {} : { script: join(import.meta.dirname, "broken", script) }),
  });

const sound = { limitsMissed: 0, limitsTwice: 0, callsLost: 0, callsTwice: 0, switchesLost: 0, holes: 0 };

it("a hub killed while it calls, counts limits and switches modes misses no limit, loses no call and fires none twice (G7, G12)", async () => {
  const report = await run();
  expect(report).toMatchObject({ ...sound, cases: 8 });
  expect(report.calls).toBeGreaterThanOrEqual(report.cases * 2);
  expect(report.switches).toBeGreaterThan(0);
});

it("control: a hub that forgets at its restart whom it has called is caught", async () => {
  const { callsLost, callsTwice } = await run("forget-timers.ts");
  expect(callsLost + callsTwice).toBeGreaterThan(0);
});
