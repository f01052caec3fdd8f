import type { StationKind } from "../../domain/city/city.ts";
import { type Property, properties } from "../../domain/city/property.ts";
import { unitsOf } from "../../domain/city/units.ts";
import { kindNames, noMarks, propertyWords, sheetFields, yesMarks } from "../../locales/city-builder/sheet-words.ts";
import { propertyNames } from "../../locales/names.ts";
import { unitNamed } from "../../recordings/dialect/units-in-heading.ts";

export type SheetField = keyof typeof sheetFields;

const fieldByName = new Map(
  Object.entries(sheetFields).flatMap(([field, names]) =>
    names.split("|").map((name) => [plain(name), field as SheetField] as const),
  ),
);

/** A gauge that has a column of its own, such as `积水深度(cm)`: the cell says whether a station has it. */
export interface GaugeColumn {
  readonly property: Property;
  /** Unit of the heading, fit for the property; null where it names none that is. */
  readonly unit: string | null;
}

/** What a heading means; null for one that nobody here knows. */
export function meaningOf(heading: string): SheetField | GaugeColumn | null {
  const whole = fieldByName.get(plain(heading));
  if (whole !== undefined) return whole;
  const [, before = heading, bracketed = ""] = /^(.*?)\s*[([（【](.*?)[)\]）】]\s*$/.exec(heading) ?? [];
  const property = propertyNamed(before);
  if (property !== null) return { property, unit: measureNamed(bracketed, property) };
  return bracketed === "" ? null : (fieldByName.get(plain(before)) ?? null);
}

const propertyByName = new Map(
  properties.flatMap((property) =>
    [property, propertyNames[property].zh, propertyNames[property].en, ...propertyWords[property].split("|")].map(
      (name) => [plain(name), property] as const,
    ),
  ),
);

export function propertyNamed(text: string): Property | null {
  return propertyByName.get(plain(text)) ?? null;
}

/** The unit of measure that a cell or heading names, if the property may be sent in it; null otherwise. */
export function measureNamed(text: string, property: Property): string | null {
  const units = unitsOf(property);
  const written = text.trim();
  if (units.includes(written)) return written;
  const unit = unitNamed(written);
  return unit !== null && units.includes(unit) ? unit : null;
}

/** A kind of station, and what its name says of the place beside that. */
export interface NamedKind {
  readonly kind: StationKind;
  readonly tags: readonly string[];
}

const kindByName = new Map(
  [...kindNames].flatMap(([names, kind, tag]) =>
    names.split("|").map((name) => [plain(name), { kind, tags: tag === undefined ? [] : [tag] }] as const),
  ),
);

export function kindNamed(text: string): NamedKind | null {
  return kindByName.get(plain(text)) ?? null;
}

/** Words that may stand in a column of kinds, for "did you mean". */
export const kindWords: readonly string[] = [...kindNames].flatMap(([names]) => names.split("|"));

/** What a cell of a gauge's column says: that there is none, that there is one, or the id of its device. */
export function markOf(cell: string): "none" | "gauge" | { readonly device: string } {
  const mark = cell.toLowerCase();
  if (noMarks.has(mark)) return "none";
  return yesMarks.has(mark) ? "gauge" : { device: cell };
}

/** Letters alone count: case, blanks, and full-width forms do not. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_*:：.]/g, "");
}
