import { type Level, levels } from "../../../domain/city/level.ts";
import {
  type LevelLimit,
  type Limit,
  type ThresholdLimit,
  thresholdLimit,
  type WrittenLimit,
} from "../../language/limit.ts";

/** What the limits of a kind of condition may be. */
export interface LimitReader<L extends Limit> {
  /** Null for what is no limit of the kind. */
  read(written: WrittenLimit): L | null;
  /** What would be one. */
  wanted(kind: string): string;
}

/** Numbers alone. */
export const numbers: LimitReader<number> = {
  read: (written) => (typeof written === "number" ? written : null),
  wanted: (kind) => `a number: ${kind} takes no threshold names`,
};

/** Numbers, and names of the gauge's thresholds. */
export const numbersAndThresholds: LimitReader<number | ThresholdLimit> = {
  read: thresholdLimit,
  wanted: () => "a number, or the name of a gauge threshold",
};

/** Names of levels that alarms of other rules reach. */
export const levelLimits: LimitReader<LevelLimit> = {
  read(written) {
    if (typeof written === "number" || written.offset !== 0) return null;
    const level = levels.find((each): each is Level => each === written.name);
    return level === undefined ? null : { level };
  },
  wanted: () => `the name of a level: ${levels.join(", ")}`,
};
