import { type Property, properties, propertyUnits } from "../../domain/city/property.ts";
import { conversionFor, unitsOf } from "../../domain/city/units.ts";
import { importTexts } from "../../locales/city-builder/import.ts";
import { enumerated, fill, joined } from "../../locales/fill.ts";
import { propertyNames } from "../../locales/names.ts";
import { marks } from "../../locales/shared.ts";
import { intervalOf, isDeviceId, isId, numberOf, rangeOf } from "./cell-values.ts";
import type { GaugeDraft, LineNotes } from "./draft.ts";
import { type CellOf, cellsOf, type SheetHeading } from "./find-heading.ts";
import type { SheetRow } from "./read-sheet.ts";
import { markOf, measureNamed, propertyNamed, type SheetField } from "./vocabulary.ts";

/** The gauges of one row: those of columns of their own that it marks, or the one that its column of properties names. */
export function gaugesOf(row: SheetRow, heading: SheetHeading, notes: LineNotes): readonly GaugeDraft[] {
  const cell = cellsOf(row, heading);
  const shared = sharedOf(cell, heading, notes);
  const marked = heading.gauges.flatMap(({ property, unit, at, heading: name }): readonly GaugeDraft[] => {
    const mark = markOf(row.cells[at] ?? "");
    if (mark === "none") return [];
    const device = deviceOf(mark === "gauge" ? cell("device") : mark.device, notes);
    const measure = unit ?? measureNamed(cell("gaugeUnit"), property);
    if (measure === null) notes.refuse(badMeasure(property, name));
    const own = { id: null, channel: null, datum: null, range: null };
    return [{ ...shared, ...own, property, unit: measure, device }];
  });
  const single = cell("property") === "" ? null : singleOf(cell, shared, heading, notes);
  return single === null ? marked : [...marked, single];
}

/** What all gauges of a row have in common. */
function sharedOf(cell: CellOf, heading: SheetHeading, notes: LineNotes): Pick<GaugeDraft, "gateway" | "interval"> {
  const got = cell("interval");
  const bracketed = heading.fields.get("interval")?.bracketed ?? "";
  const interval = got === "" ? null : intervalOf(got, bracketed);
  if (got !== "" && interval === null) notes.refuse(fill(importTexts["bad-interval"], { got }));
  return { gateway: deviceOf(cell("gateway"), notes), interval };
}

function singleOf(
  cell: CellOf,
  shared: Pick<GaugeDraft, "gateway" | "interval">,
  heading: SheetHeading,
  notes: LineNotes,
): GaugeDraft | null {
  const got = cell("property");
  const property = propertyNamed(got);
  if (property === null) {
    const known = joined(
      properties.map((each) => propertyNames[each]),
      marks.list,
    );
    return notes.refuse(fill(importTexts["bad-property"], { properties: known, got }));
  }
  const measure = cell("gaugeUnit") === "" ? null : measureNamed(cell("gaugeUnit"), property);
  if (cell("gaugeUnit") !== "" && measure === null) notes.refuse(badMeasure(property, cell("gaugeUnit")));
  const textOf = (field: SheetField): string | null => (cell(field) === "" ? null : cell(field));
  return {
    ...shared,
    id: idOf(cell("gauge"), notes),
    device: deviceOf(cell("device"), notes),
    channel: textOf("channel"),
    property,
    unit: measure,
    datum: textOf("datum"),
    range: rangeIn(cell, { heading, property, measure }, notes),
  };
}

/** What a range of a sheet is written in: the unit of its heading, else that of the gauge. */
interface RangeUnits {
  readonly heading: SheetHeading;
  readonly property: Property;
  readonly measure: string | null;
}

/** The range in the property's canonical unit. */
function rangeIn(cell: CellOf, { heading, property, measure }: RangeUnits, notes: LineNotes): GaugeDraft["range"] {
  const [low, high] = [cell("min"), cell("max")];
  if (low === "" && high === "") return null;
  const ends = rangeEnds(low, high);
  if (ends === null) return notes.refuse(fill(importTexts["bad-range"], { got: `${low} ${high}`.trim() }));
  const canonical = propertyUnits[property];
  const unit = measureNamed(heading.fields.get("max")?.bracketed ?? "", property) ?? measure ?? canonical;
  const conversion = conversionFor(property, unit) ?? { scale: 1, offset: 0 };
  const [min = 0, max = 0] = ends.map((end) => Number((end * conversion.scale + conversion.offset).toPrecision(12)));
  if (unit !== canonical) notes.readAs.push(fill(importTexts["range-converted"], { unit, canonical }));
  return { min, max };
}

function rangeEnds(low: string, high: string): readonly [number, number] | null {
  if (low === "") return rangeOf(high);
  const [min, max] = [numberOf(low), numberOf(high)];
  if (high === "") return rangeOf(low);
  return min === null || max === null || min >= max ? null : [min, max];
}

function badMeasure(property: Property, got: string) {
  const units = enumerated(unitsOf(property));
  return fill(importTexts["bad-measure"], { property: propertyNames[property], units, got });
}

function idOf(got: string, notes: LineNotes): string | null {
  if (got === "" || isId(got)) return got === "" ? null : got;
  return notes.refuse(fill(importTexts["bad-id"], { got }));
}

function deviceOf(got: string, notes: LineNotes): string | null {
  if (got === "" || isDeviceId(got)) return got === "" ? null : got;
  return notes.refuse(fill(importTexts["bad-device"], { got }));
}
