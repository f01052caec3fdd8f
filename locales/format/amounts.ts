import { levelOfRank } from "../../domain/city/level.ts";
import type { Property } from "../../domain/city/property.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../fill.ts";
import { levelNames } from "../names.ts";
import { amountTexts, unitTexts } from "./units.ts";

/** Units that are written by their symbol in both languages. */
const symbols = { "%vol": "%VOL", "%lel": "%LEL", ppm: "ppm", mA: "mA", kPa: "kPa", V: "V" } as const;

type ShownUnit = keyof typeof unitTexts | keyof typeof symbols;

/**
 * Decimals that the field gives: whole centimetres of ponding, hundredths of a metre of stage, tenths of a millimetre of
 * rain. `padded` ones keep their noughts, as gauge readers write stages.
 */
const decimals: Readonly<Record<ShownUnit, { readonly most: number; readonly padded?: true }>> = {
  m: { most: 2, padded: true },
  cm: { most: 0 },
  mm: { most: 1 },
  "m3/s": { most: 1 },
  "m/s": { most: 2 },
  "%vol": { most: 1 },
  "%lel": { most: 1 },
  ppm: { most: 1 },
  mA: { most: 1 },
  kPa: { most: 1 },
  deg: { most: 1 },
  degC: { most: 1 },
  V: { most: 2 },
  min: { most: 0 },
  chance: { most: 0 },
  intervals: { most: 0 },
  gauges: { most: 0 },
  stations: { most: 0 },
};

const centimetresPerMetre = 100;

/**
 * An amount as people of the field read and say it: `41 cm` of ponding, `4.20 m` of stage, `42.5 mm` of rain. The one place
 * where amounts for people are formatted.
 *
 * @param unit canonical unit, or the unit of a signal: `m/h`, `intervals`, `chance` (0 to 1), `level` (a rank from 0 to 4)
 * @param property what is measured, where one gauge is; depth is shown in centimetres
 */
export function amountText(value: number, unit: string, property?: Property | null): BilingualText {
  if (unit.endsWith("/h")) {
    return fill(amountTexts["per-hour"], { amount: amountText(value, unit.slice(0, -2), property) });
  }
  if (unit === "level") return levelText(value);
  if (property === "running") return value >= 0.5 ? amountTexts.running : amountTexts.stopped;
  if (property === "depth" && unit === "m") return numbered(value * centimetresPerMetre, "cm");
  if (unit === "chance") return numbered(value * 100, unit);
  if (isShown(unit)) return numbered(value, unit);
  const plain = `${shortNumber(value, 2)} ${unit === "1" ? "" : unit}`.trim();
  return { zh: plain, en: plain };
}

/** A number without needless noughts, at most so many decimals; never `-0`. */
export function shortNumber(value: number, decimalsAtMost: number): string {
  return String(Number(value.toFixed(decimalsAtMost)) + 0);
}

function isShown(unit: string): unit is ShownUnit {
  return Object.hasOwn(decimals, unit);
}

function numbered(value: number, unit: ShownUnit): BilingualText {
  const { most, padded } = decimals[unit];
  const short = shortNumber(value, most);
  const n = padded === true ? Number(short).toFixed(most) : short;
  return isSymbol(unit) ? fill(amountTexts.symbol, { n, symbol: symbols[unit] }) : fill(unitTexts[unit], { n });
}

function isSymbol(unit: ShownUnit): unit is keyof typeof symbols {
  return Object.hasOwn(symbols, unit);
}

function levelText(rank: number): BilingualText {
  const level = levelOfRank(Math.round(rank));
  return level === null ? amountTexts["no-level"] : levelNames[level];
}
