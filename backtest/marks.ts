import type { Gauge } from "../domain/city/city.ts";
import type { Conversion } from "../domain/city/conversions.ts";
import type { Property } from "../domain/city/property.ts";
import { conversionFor, unitsOf } from "../domain/city/units.ts";
import { HubError } from "../domain/errors.ts";
import { didYouMean } from "../yaml/nearest-word.ts";
import { medianOf } from "./backtest-series.ts";

/** A mark as written: `3`, `4in`, `median+1m`, `warningStage-0.5m`. */
export interface MarkExpression {
  /** As given, for messages. */
  readonly text: string;
  /** Null for a plain number; `median` or the name of a gauge's threshold. */
  readonly base: string | null;
  readonly number: number;
  /** Unit of `number`; null for the unit of the values. */
  readonly unit: string | null;
}

/** The mark of all stations, and of those that have their own. */
export interface MarkExpressions {
  readonly general: MarkExpression | null;
  readonly byStation: ReadonlyMap<string, MarkExpression>;
}

/** Values in their own unit and how to bring them to the canonical one. */
export interface StationValues {
  readonly station: string;
  readonly values: Float64Array;
  readonly unit: string;
  readonly property: Property;
  /** The city's gauge of that name; null where there is none. */
  readonly gauge: Gauge | null;
}

const markPattern = /^(?:([A-Za-z][A-Za-z0-9]*)(?=$|[+-]))?([+-]?\d+(?:\.\d+)?)?\s*([A-Za-z%][A-Za-z0-9/%]*)?$/;

/** Reads marks as given one after the other, each `mark` or `station=mark`. */
export function parseMarks(option: string, texts: readonly string[]): MarkExpressions {
  let general: MarkExpression | null = null;
  const byStation = new Map<string, MarkExpression>();
  for (const text of texts) {
    const at = text.lastIndexOf("=");
    const mark = parseMark(option, text.slice(at + 1).trim());
    if (at > 0) byStation.set(text.slice(0, at), mark);
    else general = mark;
  }
  return { general, byStation };
}

function parseMark(option: string, text: string): MarkExpression {
  const [, base, number, unit] = markPattern.exec(text) ?? [];
  if (text !== "" && (base !== undefined || number !== undefined)) {
    return { text, base: base ?? null, number: Number(number ?? 0), unit: unit ?? null };
  }
  throw markError(
    `Cannot backtest as ${option} must be a number, median+1 or a threshold such as warningStage-0.5, its unit behind it where it is not that of the values: got "${text}"`,
  );
}

/** The mark of one station in the unit of its values; null when none is given for it. */
export function markOf(option: string, words: MarkExpressions, measured: StationValues): number | null {
  const mark = words.byStation.get(measured.station) ?? words.general;
  return mark === null ? null : baseOf(option, mark, measured) + inUnitOf(option, mark, measured);
}

/** How far half a metre is in the unit of the values. */
export function halfAMetre({ unit, property }: StationValues): number {
  return roundedTo12Digits(0.5 / conversion(property, unit).scale);
}

/** How values of `unit` become canonical. */
export function conversion(property: Property, unit: string): Conversion {
  const found = conversionFor(property, unit);
  if (found !== null) return found;
  const known = unitsOf(property);
  throw markError(
    `Cannot backtest as --unit must be a unit of ${property} (${known.join(", ")}): got ${unit}; ${didYouMean(unit, known)?.en ?? "see --property too"}`,
  );
}

function baseOf(
  option: string,
  mark: MarkExpression,
  { values, gauge, unit, property, station }: StationValues,
): number {
  if (mark.base === null) return 0;
  if (mark.base === "median") return medianOf(values);
  const threshold = gauge?.thresholds[mark.base];
  const { scale, offset } = conversion(property, unit);
  if (threshold !== undefined) return roundedTo12Digits((threshold.value - offset) / scale);
  const known = ["median", ...Object.keys(gauge?.thresholds ?? {})];
  const whose =
    gauge === null ? `${station} is no gauge of the city` : `${station} has ${known.slice(1).join(", ") || "none"}`;
  throw markError(
    `Cannot backtest as ${option} ${mark.text} must name a threshold that is set: ${whose}; ${didYouMean(mark.base, known)?.en ?? "give a number"}`,
  );
}

function inUnitOf(
  option: string,
  { number, unit: given, text }: MarkExpression,
  { unit, property }: StationValues,
): number {
  if (given === null || given === unit) return number;
  const from = conversionFor(property, given);
  if (from === null)
    throw markError(`Cannot backtest as ${option} ${text} must be in a unit of ${property}: got ${given}`);
  return roundedTo12Digits((number * from.scale) / conversion(property, unit).scale);
}

/** 1 m is 1000 mm, not 999.9999999999999. */
function roundedTo12Digits(value: number): number {
  return Number(value.toPrecision(12));
}

function markError(message: string): HubError {
  return new HubError("hub.bad_backtest", message);
}
