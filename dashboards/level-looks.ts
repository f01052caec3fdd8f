import { type Level, levels, rankOf, unknownRank } from "../domain/city/level.ts";
import type { BilingualText } from "../domain/text.ts";
import { levelNames } from "../locales/names.ts";

/**
 * How one state looks on every board: a colour, a mark of its own shape and its name, so that nobody needs the colour
 * alone. `symbol` is Grafana's map marker of the same shape.
 */
export interface Look {
  /** What InfluxDB holds: `rankOf` the level, `unknownRank` where it cannot be known. */
  readonly rank: number;
  readonly colour: string;
  readonly mark: string;
  readonly symbol: string;
  readonly name: BilingualText;
  /** The name without its numeral. */
  readonly shortName: BilingualText;
}

const markers = "img/icons/marker/";

const shapes: Readonly<Record<Level, { colour: string; mark: string; symbol: string; numeral: string }>> = {
  blue: { colour: "#2f7de1", mark: "●", symbol: `${markers}circle.svg`, numeral: "IV" },
  yellow: { colour: "#fff04d", mark: "■", symbol: `${markers}square.svg`, numeral: "III" },
  orange: { colour: "#ef7a12", mark: "▲", symbol: `${markers}triangle.svg`, numeral: "II" },
  red: { colour: "#d3122e", mark: "★", symbol: `${markers}star.svg`, numeral: "I" },
};

export const levelLooks: readonly Look[] = levels.map((level) => ({
  rank: rankOf(level),
  colour: shapes[level].colour,
  mark: shapes[level].mark,
  symbol: shapes[level].symbol,
  name: {
    zh: `${levelNames[level].zh} ${shapes[level].numeral}`,
    en: `${levelNames[level].en} ${shapes[level].numeral}`,
  },
  shortName: levelNames[level],
}));

/** Watched, heard, and no alarm. */
export const calmLook: Look = {
  rank: 0,
  colour: "#23705a",
  mark: "○",
  symbol: `${markers}circle.svg`,
  name: { zh: "无报警", en: "no alarm" },
  shortName: { zh: "无报警", en: "no alarm" },
};

/** Not heard, or no row at all. Never green: what is not known may be under water. */
export const unknownLook: Look = {
  rank: unknownRank,
  colour: "#9a8ab5",
  mark: "✕",
  symbol: `${markers}x-mark.svg`,
  name: { zh: "未知", en: "unknown" },
  shortName: { zh: "未知", en: "unknown" },
};

export const looks: readonly Look[] = [calmLook, unknownLook, ...levelLooks];

/** Colours of what is no level: as it should be, worth a look, failing. None is a level's, so that orange is always II. */
export const good = calmLook.colour;
export const poor = "#a8507f";
export const bad = "#6d1546";
export const unknown = unknownLook.colour;
/** Numbers that are neither good nor bad. */
export const plain = "#3d5a73";
