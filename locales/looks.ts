import { type Level, rankOf, unknownRank } from "../domain/city/level.ts";
import type { GaugeState } from "../domain/observations/gauge-state.ts";
import type { BilingualText } from "../domain/text.ts";
import { gaugeStateNames, levelNames } from "./names.ts";

/**
 * How a state looks wherever people see it: a shape of its own, a colour by name, one character and a word, so that nobody needs
 * the colour alone. `tone` is a token of the console's style sheet; boards have a value for each.
 */
export interface Look {
  /** For sorting: `rankOf` the level; unknown stands above calm and below blue. */
  readonly rank: number;
  readonly tone: Tone;
  readonly shape: Shape;
  /** The shape as a character, for plain text and exports. */
  readonly mark: string;
  /** Stands inside the shape. */
  readonly character: BilingualText;
  readonly name: BilingualText;
}

export type Tone = "red" | "orange" | "yellow" | "blue" | "unknown" | "maintenance" | "calm";

export type Shape = "triangle" | "square" | "diamond" | "circle" | "ring" | "wrench" | "dot";

const ofLevels = {
  red: { shape: "triangle", mark: "▲", character: { zh: "红", en: "I" } },
  orange: { shape: "square", mark: "■", character: { zh: "橙", en: "II" } },
  yellow: { shape: "diamond", mark: "◆", character: { zh: "黄", en: "III" } },
  blue: { shape: "circle", mark: "●", character: { zh: "蓝", en: "IV" } },
} as const satisfies Readonly<Record<Level, Pick<Look, "shape" | "mark" | "character">>>;

/** Of an alarm, case or warning of a level. */
export function lookOfLevel(level: Level): Look {
  return { rank: rankOf(level), tone: level, name: levelNames[level], ...ofLevels[level] };
}

/** Of a gauge or station without an alarm, by how far it can be believed. Never the look of calm for what is not known. */
export function lookOfGauge(state: GaugeState): Look {
  const name = gaugeStateNames[state];
  switch (state) {
    case "live":
      return { rank: 0, tone: "calm", shape: "dot", mark: "·", character: { zh: "", en: "" }, name };
    case "maintenance":
      return {
        rank: 0,
        tone: "maintenance",
        shape: "wrench",
        mark: "⚒",
        character: { zh: "修", en: "M" },
        name,
      };
    case "stale":
    case "silent":
    case "unusable":
    case "suspect":
      return { rank: unknownRank, tone: "unknown", shape: "ring", mark: "◌", character: { zh: "?", en: "?" }, name };
  }
}

/** Of a gauge with what is up there: an alarm goes before the state. */
export function lookOf(state: GaugeState, level: Level | null): Look {
  return level === null ? lookOfGauge(state) : lookOfLevel(level);
}
