import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noOutlines } from "../../../domain/city/area-outline.ts";
import { type Level, levels } from "../../../domain/city/level.ts";
import type { Mode } from "../../../domain/city/mode.ts";
import { modes } from "../../../domain/city/mode.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { Warning } from "../../../domain/governance/warning.ts";
import { isDraft, isInForce, isWarningOver, warningStates } from "../../../domain/governance/warnings/warning-state.ts";
import type { WarningMove } from "../../../domain/inputs/acts/warning-action.ts";
import { allowedMoves } from "../../../warnings/allowed-moves.ts";
import { bulletinsOf } from "../../../warnings/cap/bulletins-of.ts";
import { moves, personSteps, type WarningStep } from "../../../warnings/lifecycle/moves.ts";
import type { WarningChange } from "../../../warnings/open-warnings.ts";
import { PolicyWorld } from "../support/policy-world.ts";

type Act =
  | { readonly is: "alarm"; readonly place: string; readonly to: Level | null; readonly isLate: boolean }
  | { readonly is: "act"; readonly by: string; readonly part: "commander" | "duty-officer"; readonly move: WarningMove }
  | { readonly is: "pass"; readonly minutes: number }
  | { readonly is: "mode"; readonly mode: Mode }
  | { readonly is: "restart" };

const words = { zh: "字", en: "words" };
const move: fc.Arbitrary<WarningMove> = fc.oneof(
  fc.constantFrom<WarningMove>(
    ...[{ do: "approve" } as const, { do: "issue" } as const, { do: "approve" } as const, { do: "issue" } as const],
    { do: "edit", advice: words },
    ...[{ do: "lift", reason: "r" } as const, { do: "withdraw", reason: "r" } as const],
  ),
  fc
    .record({ level: fc.constantFrom(...levels), advice: fc.constantFrom(words, undefined) })
    .map(({ level, advice }): WarningMove => ({ do: "edit", level, ...(advice === undefined ? {} : { advice }) })),
  fc
    .constantFrom(...levels)
    .map((level): WarningMove => ({ do: "draft", hazard: "waterlogging", areaCode: "410105" as never, level })),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    is: fc.constant("alarm" as const),
    place: fc.constantFrom("tunnel", "road"),
    to: fc.option(fc.constantFrom<Level>(...levels, "red", "red")),
    isLate: fc.boolean(),
  }),
  fc.record({
    is: fc.constant("act" as const),
    by: fc.constantFrom("Wang", "Li"),
    part: fc.constantFrom("commander" as const, "duty-officer" as const),
    move,
  }),
  fc.record({ is: fc.constant("pass" as const), minutes: fc.integer({ min: 1, max: 70 }) }),
  fc.record({ is: fc.constant("mode" as const), mode: fc.constantFrom(...modes) }),
  fc.constant({ is: "restart" as const }),
);

/** A night of acts; restarts are left out where `restarts` is false. */
function live(acts: readonly Act[], restarts: boolean): PolicyWorld {
  const world = new PolicyWorld();
  const at = new Map<string, Level | null>();
  const kept = new Map<string, Warning>();
  let made = 0;
  for (const each of acts) {
    switch (each.is) {
      case "alarm": {
        const from = at.get(each.place) ?? null;
        if (from === each.to) break;
        world.alarm(each.place, from, each.to, { isLate: each.isLate });
        at.set(each.place, each.to);
        break;
      }
      case "act": {
        const open = world.changes.findLast(({ after }) => !isWarningOver(after))?.after.id;
        made += 1;
        const id = each.move.do === "draft" ? `warning-${made}` : (open ?? "warning-none");
        world.act(id, each.by, each.move, { actor: { part: each.part } });
        break;
      }
      case "pass":
        world.pass(each.minutes * minuteMs);
        break;
      case "mode":
        world.warnings.setMode(each.mode);
        break;
      case "restart":
        if (restarts) world.restart(kept);
        break;
    }
  }
  return world;
}

const night = fc.array(act, { minLength: 1, maxLength: 40, size: "max" });

/** The level that a warning waits for a decision at; null where it waits for none. */
function waitsAt(warning: Warning | null): Level | null {
  if (warning === null) return null;
  return isDraft(warning) ? warning.level : (warning.proposal?.level ?? null);
}

function isLegal({ before, after }: WarningChange): boolean {
  if (before === null) return after.state === "draft";
  if (before.state === after.state) return true;
  return (Object.keys(moves) as WarningStep[]).some((step) => moves[step][before.state] === after.state);
}

describe("any night of alarms, people, modes, time and restarts", () => {
  it("leaves no warning outside the table, and its revision grows by one each time", () => {
    fc.assert(
      fc.property(night, (acts) => {
        for (const change of live(acts, true).changes) {
          const { before, after } = change;
          // Cases that move raise and lower one in force, which is no step of the table.
          const isMoved = before !== null && isInForce(before) && isInForce(after);
          expect(isLegal(change) || isMoved, `${before?.state} to ${after.state}`).toBe(true);
          expect(after.revision).toBe((before?.revision ?? 0) + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("tells the public of nothing that is a draft: first an Alert, then Updates, at the end a Cancel or none", () => {
    fc.assert(
      fc.property(night, (acts) => {
        for (const { after } of live(acts, true).changes) {
          const kinds = (after.bulletins ?? []).map(({ kind }) => kind).join(" ");
          if (isDraft(after) || after.state === "withdrawn") expect(kinds).toBe("");
          if (isInForce(after)) expect(kinds).toMatch(/^Alert( Update)*$/);
          if (after.state === "lifted")
            expect(kinds).toMatch(after.issued === undefined ? /^$/ : /^Alert( Update)* Cancel$/);
          if (after.state === "expired") expect(kinds).toMatch(/^Alert( Update)*$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("never tells the public red on one person's word", () => {
    fc.assert(
      fc.property(night, (acts) => {
        // Who has stood behind red, of each warning, since it was last called for.
        const behind = new Map<string, Set<string>>();
        for (const { before, after, event } of live(acts, true).changes) {
          const people = waitsAt(before) === "red" ? (behind.get(after.id) ?? new Set()) : new Set<string>();
          behind.set(after.id, people);
          const { by } = event.data.change;
          const isOfRed =
            before === null || isDraft(before) || before.proposal !== after.proposal || before.byHand !== after.byHand;
          if (by !== null && isOfRed) people.add(by);
          const isNewRed =
            isInForce(after) &&
            after.level === "red" &&
            (before === null || !isInForce(before) || before.level !== "red");
          if (isNewRed && by !== null) expect(people.size).toBeGreaterThan(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("never leaves red where two commanders cannot bring it out", () => {
    fc.assert(
      fc.property(night, (acts) => {
        const world = live(acts, true);
        const newest = () => world.changes.at(-1)?.after;
        const open = newest();
        if (open === undefined || isWarningOver(open)) return;
        const level = waitsAt(open);
        if (level === null) return;
        for (const step of ["approve", "approve", "issue"] as const)
          for (const by of ["Wang", "Li"]) world.act(open.id, by, { do: step }, { actor: { part: "commander" } });
        expect(newest()).toMatchObject({ id: open.id, level });
        expect([isInForce(newest() as Warning), newest()?.proposal]).toEqual([true, undefined]);
      }),
      { numRuns: 500 },
    );
  });

  it("names to the public nobody who acted, nor why, nor that nobody did", () => {
    fc.assert(
      fc.property(night, (acts) => {
        const world = live(acts, true);
        const context = { city: world.city, outlines: noOutlines };
        for (const { summary, xml } of world.changes.flatMap((change) => bulletinsOf(change, context)))
          expect(`${summary.en} ${xml}`).not.toMatch(/Wang|Li\b|reason|standing order|approval/);
      }),
      { numRuns: 200 },
    );
  });

  it("once lifted tells the public that it is over, nothing of its height and nothing that staff is to do", () => {
    fc.assert(
      fc.property(night, (acts) => {
        const world = live(acts, true);
        for (const change of world.changes) {
          const { after, event } = change;
          if (after.state !== "lifted") continue;
          expect([after.impact, event.data.message?.en]).toEqual([
            undefined,
            expect.not.stringMatching(/deadly|Basem/),
          ]);
          for (const { summary, xml } of bulletinsOf(change, { city: world.city, outlines: noOutlines })) {
            const said = xml.match(/<(description|instruction)>.*/g)?.join(" ") ?? "";
            expect(said).toMatch(/预警已解除.*is over.*/);
            expect(`${summary.en} ${said}`).not.toMatch(/deadly|Basements|alarms|\bcases?\b|patrol|words/);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is the same with restarts and without", () => {
    fc.assert(
      fc.property(night, (acts) => {
        const changes = (restarts: boolean) => live(acts, restarts).changes.map(({ event }) => event);
        expect(changes(true)).toEqual(changes(false));
      }),
      { numRuns: 200 },
    );
  });

  it("allows a person what it then does, and refuses what it says it would", () => {
    fc.assert(
      fc.property(night, fc.constantFrom(...personSteps), (acts, step) => {
        const world = live(acts, false);
        const open = world.changes.findLast(({ after }) => !isWarningOver(after))?.after;
        const newest = world.changes.findLast(({ after }) => after.id === open?.id)?.after;
        if (newest === undefined || isWarningOver(newest)) return;
        const who = { by: "Li", actor: { part: "commander" } } as const;
        const { city } = world;
        const moved = step === "lift" || step === "withdraw" ? { do: step, reason: "r" } : { do: step };
        const known = world.warnings.drainChanges().findLast(({ id }) => id === newest.id);
        const said = allowedMoves(known ?? newest, who, { city, mode: world.warnings.mode }).find(
          (each) => each.do === step,
        );
        const { refusal } = world.act(newest.id, "Li", moved as WarningMove, { actor: who.actor });
        expect(refusal?.words ?? null).toEqual(said?.reason);
      }),
      { numRuns: 200 },
    );
  });
});

it("no step leads out of a state that is over", () => {
  for (const step of Object.keys(moves) as WarningStep[]) {
    for (const state of warningStates) {
      if (isWarningOver({ state })) expect(moves[step][state]).toBeUndefined();
    }
  }
});
