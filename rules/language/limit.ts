import { z } from "zod";
import type { Level } from "../../domain/city/level.ts";
import { schemaTexts } from "../../locales/schemas.ts";

/** A name in place of a number, shifted by a number in the rule's unit; what it names, the kind of condition says. */
export interface WrittenName {
  readonly name: string;
  readonly offset: number;
}

/** A limit as rule files write it. */
export type WrittenLimit = number | WrittenName;

/** A named threshold of the gauge, shifted by a number in the rule's unit. */
export interface ThresholdLimit {
  readonly threshold: string;
  readonly offset: number;
}

/** A level that alarms of other rules reach. */
export interface LevelLimit {
  readonly level: Level;
}

/** A limit once it is known what its name stands for; a number is in the rule's unit. */
export type Limit = number | ThresholdLimit | LevelLimit;

const namedLimit = /^([A-Za-z][A-Za-z0-9]*)([+-]\d+(?:\.\d+)?)?$/;

/** `3.5`, `warningStage`, `warningStage-0.5` or the name of a level. */
export const writtenLimit = z.union([
  z.number(),
  z
    .string()
    .regex(namedLimit, schemaTexts.limit.en)
    .transform((text): WrittenName => {
      const [, name = "", offset = "0"] = namedLimit.exec(text) ?? [];
      return { name, offset: Number(offset) };
    }),
]);

/** What a written limit stands for where names are thresholds of the gauge. */
export function thresholdLimit(written: WrittenLimit): number | ThresholdLimit {
  return typeof written === "number" ? written : { threshold: written.name, offset: written.offset };
}
