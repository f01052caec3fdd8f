import fc from "fast-check";
import { expect, it } from "vitest";
import { createOpenCases } from "../../cases/open-cases.ts";
import { type Level, levels, rankOf } from "../../domain/city/level.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { Case } from "../../domain/governance/case.ts";
import { casesStep } from "../../processor/steps/cases.ts";
import { suppressionOver } from "../support/worlds/suppression.ts";
import { mover, sketchCity, startsAt } from "../support/worlds/suppression-world.ts";
import { actionOn, evidencePolicy } from "./loop.ts";

const gauges = ["tunnel/depth", "tunnel/second"];

/** Suppression and cases behind it, with an alarm of each gauge of one tunnel, moved by hand. */
function floodedTunnel(policy: "water" | "evidence") {
  const sketched = sketchCity(
    [{ id: "tunnel" }],
    gauges.map((id) => ({ id, stationId: "tunnel" })),
  );
  const city = policy === "water" ? sketched : { ...sketched, casePolicy: evidencePolicy };
  const cases = createOpenCases(city, []);
  const run = suppressionOver(city, { behind: [casesStep(cases)] });
  const movers = gauges.map((gauge) => mover(city, gauge));
  run.start(startsAt);
  return {
    run,
    /** The open case of the tunnel; null for none. */
    open: (): Case | null => cases.openNow()[0] ?? null,
    move: (gauge: number, to: Level | null, at: number) => run.accept(movers[gauge]!.to(to, at)),
    act: (does: "close" | "void", at: number) => {
      const [open] = cases.openNow();
      if (open !== undefined) run.enter(actionOn(open.id, { do: does, reason: "seen to" }), at);
    },
  };
}

const turn = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      gauge: fc.constantFrom(0, 0, 0, 0, 1),
      to: fc.constantFrom<Level | null>(null, null, null, "red", ...levels),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom("close" as const, "void" as const) }) },
  { weight: 1, arbitrary: fc.record({ minutes: fc.constantFrom(3, 31, 150) }) },
);

it("what is raised anew has an open case at its level, however often it flapped and whatever was closed or voided before", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("water", "evidence"),
      fc.array(turn, { minLength: 1, maxLength: 60, size: "max" }),
      (policy, turns) => {
        const tunnel = floodedTunnel(policy);
        const stands: (Level | null)[] = [null, null];
        let now = startsAt;
        for (const each of turns) {
          now += 10_000;
          if ("act" in each) tunnel.act(each.act, now);
          else if ("minutes" in each) {
            now += each.minutes * minuteMs;
            tunnel.run.advance(now);
          } else if (stands[each.gauge] !== each.to) {
            const other = stands[1 - each.gauge] ?? null;
            const isAnew = stands[each.gauge] === null && other === null;
            stands[each.gauge] = each.to;
            tunnel.move(each.gauge, each.to, now);
            const open = tunnel.open();
            if (isAnew) expect(rankOf(open?.level ?? null)).toBeGreaterThanOrEqual(rankOf(each.to));
            // A case that is open never shows less than is there.
            if (open !== null) expect(rankOf(open.level)).toBeGreaterThanOrEqual(rankOf(each.to));
          }
        }
      },
    ),
    { numRuns: 400 },
  );
});

it.each([
  ["close", "the same case"],
  ["void", "a case of its own"],
] as const)("red water that flaps, and whose case somebody chose to %s, is back as %s while it flaps", (does, back) => {
  const tunnel = floodedTunnel("evidence");
  for (let rise = 0; rise < 5; rise++) {
    tunnel.move(0, "red", startsAt + (2 * rise + 1) * minuteMs);
    tunnel.move(0, null, startsAt + (2 * rise + 2) * minuteMs);
  }
  const before = tunnel.open();
  expect(before).toMatchObject({ level: "red", marks: { "depth|tunnel/depth": { kind: "unstable" } } });
  tunnel.act(does, startsAt + 10.5 * minuteMs);
  expect(tunnel.open()).toBeNull();
  tunnel.move(0, "red", startsAt + 11 * minuteMs);
  const after = tunnel.open();
  expect(after).toMatchObject({ level: "red", closedAt: null });
  expect(after?.id === before?.id).toBe(back === "the same case");
  // Kept with it again: no line a flap.
  tunnel.move(0, null, startsAt + 12 * minuteMs);
  tunnel.move(0, "red", startsAt + 13 * minuteMs);
  expect(tunnel.open()).toEqual(after);
});
