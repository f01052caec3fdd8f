import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOpenCases } from "../../../cases/open-cases.ts";
import { modePoliciesFrom, modesFile } from "../../../city/policies/modes-file.ts";
import { levels } from "../../../domain/city/level.ts";
import { type Mode, modes } from "../../../domain/city/mode.ts";
import { hourMs, secondMs } from "../../../domain/clock.ts";
import { movedDecisions, movedLimits } from "../../../hub/modes/moved-by-mode.ts";
import { createCaseLimits } from "../../../limits/case-limits.ts";
import { readLimit } from "../../../limits/grammar.ts";
import { smallCity, transition } from "../../support/alarm-builders.ts";
import { PolicyWorld, startedAt } from "../../warnings/support/policy-world.ts";

/** A warning of some level that has waited for a while. */
function waiting(level: (typeof levels)[number], seconds: number): PolicyWorld {
  const world = new PolicyWorld();
  world.alarm("tunnel", null, level);
  world.pass(seconds * secondMs);
  return world;
}

describe("warnings in the preview of a mode", () => {
  it("are issued or paged when it says, and others as if there were no switch, in any mode after any wait", () => {
    let moved = 0;
    let atOnce = 0;
    fc.assert(
      fc.property(fc.constantFrom(...levels), fc.nat(600), fc.constantFrom(...modes), (level, seconds, after) => {
        const world = waiting(level, seconds);
        const { city, now: at } = world;
        const [preview, ...others] = movedDecisions(world.warnings.openNow(), { city, before: "daily", after, at });
        expect(others).toEqual([]);
        const decidedAt = (mode: Mode) => {
          const run = waiting(level, seconds);
          run.warnings.setMode(mode);
          if (run.warnings.nextAt === Number.POSITIVE_INFINITY) return null;
          const dueAt = run.warnings.nextAt;
          const [change] = run.pass(Math.max(0, dueAt - at));
          return { dueAt, do: change?.after.state === "issued" ? "issue" : "escalate" };
        };
        const [stays, switched] = [decidedAt("daily"), decidedAt(after)];
        const isSame = JSON.stringify(switched) === JSON.stringify(stays);
        expect(preview === undefined ? null : [preview.before, preview.after]).toEqual(
          isSame ? null : [stays, switched],
        );
        if (preview === undefined) return;
        moved += 1;
        if (preview.after !== null && preview.after.dueAt <= at) atOnce += 1;
      }),
      { numRuns: 400, seed: 1 },
    );
    expect(moved).toBeGreaterThan(5);
    expect(atOnce).toBeGreaterThan(2);
  });

  it("name the level that a raise would bring, and are none where the city orders nothing", () => {
    const world = waiting("red", 90);
    const { city, now: at } = world;
    const look = { city, before: "daily", after: "emergency", at } as const;
    expect(movedDecisions(world.warnings.openNow(), look)).toMatchObject([
      { level: "red", before: { dueAt: startedAt + 300 * secondMs }, after: { dueAt: startedAt + 60 * secondMs } },
    ]);
    expect(movedDecisions(world.warnings.openNow(), { ...look, city: smallCity() })).toEqual([]);
  });
});

describe("time limits in the preview of a mode", () => {
  const limit = { usual: readLimit("2紧急工作时")!, levels: {}, modes: { emergency: readLimit("1紧急工作时")! } };
  const city = smallCity({
    caseClasses: {
      classes: new Map(),
      limits: { register: limit },
      warnShare: 0.5,
      supervisesOverdue: false,
      routes: [],
    },
    modePolicies: modePoliciesFrom(modesFile.parse({ holiday: { limitsFactor: 2 } })),
  });

  it.each([
    ["emergency", 1],
    ["holiday", 4],
    ["major-event", null],
  ] as const)("move to where the switch to %s puts them", (after, hours) => {
    const limits = createCaseLimits(city);
    const cases = createOpenCases(city, [], limits);
    const opened = cases.apply(transition())!.after;
    const at = startedAt + secondMs;
    const preview = movedLimits(cases.openNow(), { city, before: "daily", after, at });
    limits.mode = after;
    const then = limits.dueAfter(opened, opened, at).due;
    const moved = { caseId: opened.id, stage: "register", beforeAt: opened.due?.dueAt, afterAt: then?.dueAt };
    expect(preview).toMatchObject(hours === null ? [] : [moved]);
    if (hours !== null) expect(then!.dueAt - then!.startedAt).toBe(hours * hourMs);
  });
});
