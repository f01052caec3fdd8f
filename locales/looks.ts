import { type Level, rankOf, unknownRank } from "../domain/city/level.ts";
import type { GaugeState } from "../domain/observations/gauge-state.ts";
import type { BilingualText } from "../domain/text.ts";
import { gaugeStateNames, levelNames } from "./names.ts";

/**
 * How a state looks wherever people see it, on the map, in lists, on boards and in exports: a shape of its own, a colour, one
 * character and a word, so that nobody needs the colour alone.
 */
export interface Look {
  /** For sorting: `rankOf` the level; unknown stands above calm and below blue. */
  readonly rank: number;
  /** Name of the colour: a token of the console's style sheet. */
  readonly tone: Tone;
  readonly colour: Colour;
  readonly shape: Shape;
  /** The shape as a character, for plain text and exports. */
  readonly mark: string;
  /** Stands inside the shape. */
  readonly character: BilingualText;
  readonly name: BilingualText;
}

/** A colour as `#rrggbb`, by the ground it stands on. */
export interface Colour {
  readonly onDark: string;
  readonly onLight: string;
}

export type Tone = "red" | "orange" | "yellow" | "blue" | "unknown" | "maintenance" | "calm";

export type Shape = "triangle" | "square" | "diamond" | "circle" | "ring" | "wrench" | "dot";

/**
 * On dark ground the levels, calm and unknown are told apart by every kind of colour blindness; on light ground, where text of a
 * colour needs it dark, shape and character tell them apart. None is green.
 */
export const colours: Readonly<Record<Tone, Colour>> = {
  red: { onDark: "#e0323e", onLight: "#c8171c" },
  orange: { onDark: "#f28a24", onLight: "#a34a00" },
  yellow: { onDark: "#fff04d", onLight: "#8a6400" },
  blue: { onDark: "#4a94f5", onLight: "#1a5fc4" },
  unknown: { onDark: "#b9a4ea", onLight: "#6a4bb0" },
  maintenance: { onDark: "#9fb0bd", onLight: "#566673" },
  calm: { onDark: "#7f96a6", onLight: "#5c7282" },
};

const ofLevels = {
  red: { shape: "triangle", mark: "▲", character: { zh: "红", en: "I" } },
  orange: { shape: "square", mark: "■", character: { zh: "橙", en: "II" } },
  yellow: { shape: "diamond", mark: "◆", character: { zh: "黄", en: "III" } },
  blue: { shape: "circle", mark: "●", character: { zh: "蓝", en: "IV" } },
} as const satisfies Readonly<Record<Level, Pick<Look, "shape" | "mark" | "character">>>;

/** Of an alarm, case or warning of a level. */
export function lookOfLevel(level: Level): Look {
  return { rank: rankOf(level), tone: level, colour: colours[level], name: levelNames[level], ...ofLevels[level] };
}

const ofStates = {
  calm: { rank: 0, shape: "dot", mark: "·", character: { zh: "", en: "" } },
  maintenance: { rank: 0, shape: "wrench", mark: "⚒", character: { zh: "修", en: "M" } },
  unknown: { rank: unknownRank, shape: "ring", mark: "◌", character: { zh: "?", en: "?" } },
} as const satisfies Readonly<Record<string, Pick<Look, "rank" | "shape" | "mark" | "character">>>;

/** Of a gauge or station without an alarm, by how far it can be believed. Never the look of calm for what is not known. */
export function lookOfGauge(state: GaugeState): Look {
  const tone = toneOf(state);
  return { tone, colour: colours[tone], name: gaugeStateNames[state], ...ofStates[tone] };
}

function toneOf(state: GaugeState): keyof typeof ofStates {
  switch (state) {
    case "live":
      return "calm";
    case "maintenance":
      return "maintenance";
    case "stale":
    case "silent":
    case "unusable":
    case "suspect":
      return "unknown";
  }
}

/** Of a gauge with what is up there: an alarm goes before the state. */
export function lookOf(state: GaugeState, level: Level | null): Look {
  return level === null ? lookOfGauge(state) : lookOfLevel(level);
}
