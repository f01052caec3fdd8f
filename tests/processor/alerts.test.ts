import fc from "fast-check";
import { expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import { hear, limitsWorld } from "../support/worlds/limits-world.ts";

const caseClasses = { classes: new Map(), limits: {}, warnShare: 0.5, supervisesOverdue: false, routes: [] };

const turn = fc.record({
  minutes: fc.integer({ min: 1, max: 40 }),
  does: fc.constantFrom("repeat" as const, "stop" as const, "kill" as const, "wait" as const),
});

it("an alert is over once its sender had its whole time to repeat it since it was heard or the hub started, and not before", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(turn, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 60 }),
      async (turns, minutes) => {
        const hub = await limitsWorld({ caseClasses });
        await hear(hub, { hazard: "pump-failure", withinMs: minutes * minuteMs });
        let from = hub.at.now;
        for (const { minutes: after, does } of turns) {
          hub.at.now += after * minuteMs;
          const isDown = does === "stop" || does === "kill";
          if (isDown) await hub.restart({ isKilled: does === "kill" });
          else await hub.settle();
          if (isDown) from = hub.at.now;
          const [subject] = await hub.cases();
          expect(subject!.level === null).toBe(hub.at.now >= from + minutes * minuteMs);
          if (subject!.level === null) return;
          if (does !== "repeat") continue;
          await hear(hub, { hazard: "pump-failure", withinMs: minutes * minuteMs });
          from = hub.at.now;
        }
      },
    ),
    { numRuns: 60 },
  );
});
