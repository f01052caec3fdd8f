import { type Level, levels } from "../domain/city/level.ts";
import type { BilingualText } from "../domain/text.ts";
import { lookTexts } from "../locales/dashboards/values.ts";
import { fill } from "../locales/fill.ts";
import { type Look as LookAnywhere, lookOfGauge, lookOfLevel, type Shape } from "../locales/looks.ts";

/** How one state looks on every board: its look anywhere, with what Grafana asks for. */
export interface Look {
  /** What InfluxDB holds: `rankOf` the level, `unknownRank` where it cannot be known. */
  readonly rank: number;
  readonly colour: string;
  readonly mark: string;
  /** Grafana's map marker of the shape. */
  readonly symbol: string;
  readonly name: BilingualText;
  /** The name without its numeral. */
  readonly shortName: BilingualText;
}

/** Grafana has no marker that is a diamond, and none that is a broken ring: the star and the cross stand for them. */
const markers: Readonly<Record<Shape, string>> = {
  triangle: "triangle",
  square: "square",
  diamond: "star",
  circle: "circle",
  ring: "x-mark",
  wrench: "cross",
  dot: "circle",
};

function onBoards({ rank, colour, mark, shape }: LookAnywhere, name: BilingualText, shortName = name): Look {
  return { rank, colour: colour.onDark, mark, symbol: `img/icons/marker/${markers[shape]}.svg`, name, shortName };
}

function ofLevel(level: Level): Look {
  const look = lookOfLevel(level);
  const name = fill(lookTexts.level, { level: look.name, numeral: look.character.en });
  return onBoards(look, name, look.name);
}

export const levelLooks: readonly Look[] = levels.map(ofLevel);

/** Watched, heard, and no alarm. */
export const calmLook: Look = onBoards(lookOfGauge("live"), lookTexts.calm);

/** Not heard, or no row at all. Never green: what is not known may be under water. */
export const unknownLook: Look = onBoards(lookOfGauge("silent"), lookTexts.unknown);

export const looks: readonly Look[] = [calmLook, unknownLook, ...levelLooks];

/** Colours of what is no level: as it should be, worth a look, failing. None is a level's, so that orange is always II. */
export const good = calmLook.colour;
export const poor = "#a8507f";
export const bad = "#6d1546";
export const unknown = unknownLook.colour;
/** Numbers that are neither good nor bad. */
export const plain = "#3d5a73";
