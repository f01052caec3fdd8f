import fc from "fast-check";
import { expect, it } from "vitest";
import { hazards } from "../../../domain/city/hazard.ts";
import { type Level, levels, rankOf } from "../../../domain/city/level.ts";
import { levelNames } from "../../../locales/names.ts";
import { commander, officer, PolicyWorld } from "../support/policy-world.ts";

const level = fc.constantFrom<Level>(...levels);

/** The level that words of a fall name; null for other words. */
function fallTo(words: string): string | null {
  return /^The (?:warning|level) is (\w+) now/.exec(words)?.[1] ?? null;
}

it("a warning says that its level has fallen where it has, and of that level, however people move it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...hazards),
      fc.array(level, { minLength: 2, maxLength: 8 }),
      fc.boolean(),
      (hazard, [first = "blue", ...more], isIssued) => {
        const world = new PolicyWorld();
        const act = (by: string, action: object, who: object) => world.act("warning-1", by, action as never, who);
        act("Wang", { do: "draft", hazard, areaCode: "410105", level: first }, officer);
        if (isIssued) for (const step of ["approve", "issue"]) act("Li", { do: step }, commander);
        for (const each of more) {
          act("Wang", { do: "edit", level: each }, officer);
          if (isIssued) act("Li", { do: "approve" }, commander);
        }
        for (const { before, after } of world.changes) {
          const fallen = fallTo(after.advice.en);
          if (fallen !== null) expect(fallen).toBe(levelNames[after.level].en);
          if (fallen !== null) expect(rankOf(after.level)).toBeLessThanOrEqual(rankOf(before?.level ?? null));
        }
      },
    ),
    { numRuns: 200 },
  );
});
