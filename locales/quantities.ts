import { levelOfRank } from "../domain/city/level.ts";
import type { Property } from "../domain/city/property.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill, type Texts } from "./fill.ts";
import { levelNames } from "./names.ts";

/** How people write an amount of each unit: `{n}` is the number. Those of compared signals that are no unit of a property are there too. */
export const unitTexts = {
  m: { zh: "{n}米", en: "{n} m" },
  cm: { zh: "{n}厘米", en: "{n} cm" },
  mm: { zh: "{n}毫米", en: "{n} mm" },
  "m3/s": { zh: "{n}立方米/秒", en: "{n} m³/s" },
  "m/s": { zh: "{n}米/秒", en: "{n} m/s" },
  "%vol": { zh: "{n} %VOL", en: "{n} %VOL" },
  "%lel": { zh: "{n} %LEL", en: "{n} %LEL" },
  ppm: { zh: "{n} ppm", en: "{n} ppm" },
  mA: { zh: "{n} mA", en: "{n} mA" },
  kPa: { zh: "{n} kPa", en: "{n} kPa" },
  deg: { zh: "{n}度", en: "{n}°" },
  degC: { zh: "{n}℃", en: "{n} °C" },
  V: { zh: "{n} V", en: "{n} V" },
  min: { zh: "{n}分钟", en: "{n} min" },
  chance: { zh: "{n}%", en: "{n} %" },
  intervals: { zh: "{n}个上报间隔", en: "{n} reporting intervals" },
  gauges: { zh: "{n}个监测项", en: "{n} gauges" },
  stations: { zh: "{n}个站点", en: "{n} stations" },
  "per-hour": { zh: "{amount}/小时", en: "{amount}/h" },
  running: { zh: "运行", en: "running" },
  stopped: { zh: "停止", en: "stopped" },
  "no-level": { zh: "无报警", en: "no alarm" },
} as const satisfies Texts;

/** Units whose amounts are `{n}` and a sign. */
type NumberedUnit = Exclude<keyof typeof unitTexts, "per-hour" | "running" | "stopped" | "no-level">;

/**
 * Decimals that the field gives: whole centimetres of ponding, hundredths of a metre of stage, tenths of a millimetre of
 * rain. `padded` ones keep their noughts, as gauge readers write stages.
 */
const decimals: Readonly<Record<NumberedUnit, { readonly most: number; readonly padded?: true }>> = {
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

/** The unit that people read a canonical one in, with the factor to it. */
const shownUnits = {
  depth: { unit: "cm", factor: 100 },
  chance: { unit: "chance", factor: 100 },
} as const;

/**
 * An amount as people of the field read and say it: `41 cm` of ponding, `4.20 m` of stage, `42.5 mm` of rain. The one place
 * where numbers for people are formatted.
 *
 * @param unit canonical unit, or the unit of a signal: `m/h`, `intervals`, `chance`, `level` (a rank from 0 to 4)
 * @param property what is measured, where one gauge is; depth is shown in centimetres
 */
export function amountText(value: number, unit: string, property?: Property | null): BilingualText {
  if (unit.endsWith("/h"))
    return fill(unitTexts["per-hour"], { amount: amountText(value, unit.slice(0, -2), property) });
  if (unit === "level") return levelText(value);
  if (unit === "1" && property === "running") return value >= 0.5 ? unitTexts.running : unitTexts.stopped;
  if (unit === "m" && property === "depth") return numbered(value * shownUnits.depth.factor, shownUnits.depth.unit);
  if (unit === "chance") return numbered(value * shownUnits.chance.factor, shownUnits.chance.unit);
  if (isNumbered(unit)) return numbered(value, unit);
  const plain = `${shortNumber(value, 2)} ${unit === "1" ? "" : unit}`.trim();
  return { zh: plain, en: plain };
}

/** A number without needless noughts, at most so many decimals; never `-0`. */
export function shortNumber(value: number, decimalsAtMost: number): string {
  return String(Number(value.toFixed(decimalsAtMost)) + 0);
}

function isNumbered(unit: string): unit is NumberedUnit {
  return Object.hasOwn(decimals, unit);
}

function numbered(value: number, unit: NumberedUnit): BilingualText {
  const { most, padded } = decimals[unit];
  const short = shortNumber(value, most);
  return fill(unitTexts[unit], { n: padded === true ? Number(short).toFixed(most) : short });
}

function levelText(rank: number): BilingualText {
  const level = levelOfRank(Math.round(rank));
  return level === null ? unitTexts["no-level"] : levelNames[level];
}
