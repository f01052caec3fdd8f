import { type Level, levels } from "../../domain/city/level.ts";
import { modes } from "../../domain/city/mode.ts";
import { kindOf } from "../conditions/condition-kinds.ts";
import type { Limit } from "./limit.ts";
import { limitsIn, type RuleLevels } from "./rule-levels.ts";
import type { Rule } from "./rule-schema.ts";

/** A place where a rule names a threshold of its gauges. */
export interface ThresholdInRule {
  readonly path: readonly string[];
  readonly threshold: string;
}

/** Every threshold of its gauges that a rule names: in its condition, its levels, and those of its modes. */
export function namedThresholds({ condition, levels: own, modes: inModes }: Rule): readonly ThresholdInRule[] {
  const inCondition = kindOf(condition).thresholds?.(condition) ?? [];
  return [
    ...inCondition.map(({ path, threshold }) => ({ path: ["condition", ...path], threshold })),
    ...thresholdsIn(own, ["levels"]),
    ...modes.flatMap((mode) => thresholdsIn(inModes[mode]?.levels ?? {}, ["modes", mode, "levels"])),
  ];
}

/** Levels that the rule has in some mode, mildest first. */
export function levelsOf({ levels: own, modes: inModes }: Rule): readonly Level[] {
  return levels.filter(
    (level) => own[level] !== undefined || modes.some((mode) => inModes[mode]?.levels?.[level] !== undefined),
  );
}

function thresholdsIn(given: RuleLevels<Limit>, path: readonly string[]): readonly ThresholdInRule[] {
  return limitsIn(given).flatMap(({ level, end, limit }) =>
    typeof limit === "object" && "threshold" in limit
      ? [{ path: [...path, level, end], threshold: limit.threshold }]
      : [],
  );
}
