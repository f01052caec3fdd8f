import type { Conversion } from "../domain/city/conversions.ts";
import type { Property } from "../domain/city/property.ts";
import { conversionBetween, conversionWithin, unitsOf } from "../domain/city/units.ts";
import { HubError } from "../domain/errors.ts";
import { fill } from "../locales/fill.ts";
import { recordingUnitTexts } from "../locales/recordings/faults.ts";
import type { Understanding } from "./understanding.ts";

/** What the values of one column are to become. */
export interface WantedUnit {
  readonly unit: string;
  /** What is measured, where that is known. */
  readonly property: Property | null;
}

/** A unit, or several by name: `ft`, `stage=ft,flow=cfs`. */
export function unitFor(said: string | undefined, name: string): string | null {
  if (said === undefined) return null;
  if (!said.includes("=")) return said;
  const pairs = said.split(",").map((pair) => pair.split("="));
  return pairs.find(([key]) => key?.trim() === name)?.[1]?.trim() ?? null;
}

/** The unit that somebody says, or that the heading names in every file. */
export function fileUnit(understood: readonly Understanding[], value: number, said: string | null): string | null {
  if (said !== null) return said;
  const units = new Set(understood.map(({ units }) => units[value] ?? null));
  return units.size === 1 ? ([...units][0] ?? null) : null;
}

/**
 * From the unit of the file to the one wanted.
 *
 * @param column as the file calls it
 * @throws {HubError} `hub.bad_arguments` where the unit is not known, or is of another kind
 */
export function conversionTo({ unit, property }: WantedUnit, from: string | null, column: string): Conversion {
  const units = property === null ? unit : unitsOf(property).join(", ");
  if (from === null) throw unitError(fill(recordingUnitTexts.unsaid, { column, units }));
  const conversion = property === null ? conversionBetween(from, unit) : conversionWithin(property, from, unit);
  if (conversion !== null) return conversion;
  throw unitError(fill(recordingUnitTexts.unfit, { column, property: property ?? unit, units, got: from }));
}

function unitError(words: HubError["words"]): HubError {
  return new HubError("hub.bad_arguments", words);
}
