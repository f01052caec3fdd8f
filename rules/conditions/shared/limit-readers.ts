import { type Level, levels } from "../../../domain/city/level.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { enumerated, fill } from "../../../locales/fill.ts";
import { ruleMistakeTexts } from "../../../locales/rules/mistakes.ts";
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
  wanted(kind: string): BilingualText;
}

/** Numbers alone. */
export const numbers: LimitReader<number> = {
  read: (written) => (typeof written === "number" ? written : null),
  wanted: (kind) => fill(ruleMistakeTexts["limit.number"], { kind }),
};

/** Numbers, and names of the gauge's thresholds. */
export const numbersAndThresholds: LimitReader<number | ThresholdLimit> = {
  read: thresholdLimit,
  wanted: () => ruleMistakeTexts["limit.number-or-threshold"],
};

/** Names of levels that alarms of other rules reach. */
export const levelLimits: LimitReader<LevelLimit> = {
  read(written) {
    if (typeof written === "number" || written.offset !== 0) return null;
    const level = levels.find((each): each is Level => each === written.name);
    return level === undefined ? null : { level };
  },
  wanted: () => fill(ruleMistakeTexts["limit.level"], { levels: enumerated(levels) }),
};
