import { z } from "zod";
import { type Level, levels } from "../../domain/city/level.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { writtenLimit } from "./limit.ts";

const levelSchema = z.strictObject({
  raise: writtenLimit
    .optional()
    .describe(
      "Reaching it raises this level. all, any, not and upstream take the name of a level here, the level's own where left out",
    ),
  reset: writtenLimit.optional().describe("Falling below it clears this level; raise less deadband where left out"),
});

/** `levels` of a rule, or of a rule in one mode: one at least. */
export const levelsSchema = z
  .strictObject({
    blue: levelSchema.optional(),
    yellow: levelSchema.optional(),
    orange: levelSchema.optional(),
    red: levelSchema.optional(),
  })
  .refine((given) => levels.some((level) => given[level] !== undefined), schemaTexts.levels.en);

/** Where a level is raised and where it is cleared. */
export interface LevelEnds<L> {
  readonly raise?: L | undefined;
  readonly reset?: L | undefined;
}

/** The levels that a rule has, with what its limits are once read. */
export type RuleLevels<L> = { readonly [level in Level]?: LevelEnds<L> | undefined };

/** One limit of a rule, with its path within `levels`. */
export interface PlacedLimit<L> {
  readonly level: Level;
  readonly end: "raise" | "reset";
  readonly limit: L;
}

/** All limits given, mildest level first. */
export function limitsIn<L>(given: RuleLevels<L>): readonly PlacedLimit<L>[] {
  return levels.flatMap((level) =>
    (["raise", "reset"] as const).flatMap((end) => {
      const limit = given[level]?.[end];
      return limit === undefined ? [] : [{ level, end, limit }];
    }),
  );
}

/** The same levels with each limit changed; one that `change` gives undefined for is left out. */
export function mapLimits<A, B>(
  given: RuleLevels<A>,
  change: (placed: PlacedLimit<A>) => B | undefined,
): RuleLevels<B> {
  const changed: { [level in Level]?: LevelEnds<B> } = {};
  for (const level of levels) {
    const ends = given[level];
    if (ends === undefined) continue;
    const { raise, reset } = ends;
    changed[level] = {
      ...(raise === undefined ? {} : { raise: change({ level, end: "raise", limit: raise }) }),
      ...(reset === undefined ? {} : { reset: change({ level, end: "reset", limit: reset }) }),
    };
  }
  return changed;
}
