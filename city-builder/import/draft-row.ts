import type { Position } from "../../domain/city/area-outline.ts";
import { fieldNames, importTexts } from "../../locales/city-builder/import.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { didYouMean } from "../../yaml/nearest-word.ts";
import type { Box } from "../coordinates/box.ts";
import { isWithinBox } from "../coordinates/box.ts";
import { type Crs, toWgs84 } from "../coordinates/crs.ts";
import { degreePairOf, degreesOf, importanceOf, isId } from "./cell-values.ts";
import type { LineNotes, StationDraft } from "./draft.ts";
import { gaugesOf } from "./draft-gauges.ts";
import { type CellOf, cellsOf, type SheetHeading } from "./find-heading.ts";
import { hintOf, type NameLookup } from "./name-lookup.ts";
import type { SheetRow } from "./read-sheet.ts";
import { kindNamed, kindWords, type SheetField } from "./vocabulary.ts";

/** What the lines of a sheet are read against. */
export interface DraftContext {
  readonly areas: NameLookup;
  readonly units: NameLookup;
  /** Box of the city; null where its file names none. */
  readonly extent: Box | null;
  /** Null where the sheet has no coordinates. */
  readonly crs: Crs | null;
}

/** Understands one row of a sheet; what it cannot understand is refused in `notes`. */
export function draftRow(row: SheetRow, heading: SheetHeading, context: DraftContext, notes: LineNotes): StationDraft {
  const cell = cellsOf(row, heading);
  const textOf = (field: SheetField): string | null => (cell(field) === "" ? null : cell(field));
  const named = kindOf(cell, notes);
  const tags = cell("tags")
    .split(/[\s,;、，；|]+/)
    .filter((tag) => tag !== "");
  return {
    id: idOf(cell, notes),
    name: textOf("name"),
    nameEn: textOf("nameEn"),
    kind: named?.kind ?? null,
    tags: [...new Set([...(named?.tags ?? []), ...tags])],
    area: areaOf(cell, context.areas, notes),
    position: positionOf(cell, context, notes),
    importance: importanceIn(cell, notes),
    unit: unitOf(cell, context.units, notes),
    phone: phoneOf(cell, notes),
    note: textOf("note"),
    gauges: gaugesOf(row, heading, notes),
  };
}

function idOf(cell: CellOf, notes: LineNotes): string | null {
  const got = cell("id");
  if (got === "") return null;
  if (isId(got)) return got;
  const id = got
    .normalize("NFKC")
    .replaceAll(/[\s/\\()#]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  if (!isId(id)) return notes.refuse(fill(importTexts["bad-id"], { got }));
  notes.readAs.push(fill(importTexts["id-cleaned"], { got, id }));
  return id;
}

function kindOf(cell: CellOf, notes: LineNotes): ReturnType<typeof kindNamed> {
  const got = cell("kind");
  if (got === "") return null;
  const kind = kindNamed(got);
  if (kind !== null) return kind;
  return notes.refuse(fill(importTexts["bad-kind"], { got, hint: hintOf(didYouMean(got, kindWords)) }), "kind");
}

/** The narrower of the two columns, where both are filled. */
function areaOf(cell: CellOf, areas: NameLookup, notes: LineNotes): string | null {
  const [wide, narrow] = [cell("area"), cell("subarea")];
  const got = narrow === "" ? wide : narrow;
  if (got === "") return null;
  const within = narrow === "" || wide === "" ? null : (areas.find(wide)[0] ?? null);
  const found = areas.find(got, within);
  const [first, ...more] = found;
  if (first === undefined) return notes.refuse(fill(importTexts["bad-area"], { got, hint: areas.hint(got) }), "area");
  if (more.length === 0) return first;
  return notes.refuse(fill(importTexts["many-areas"], { got, codes: enumerated(found) }), "area");
}

function unitOf(cell: CellOf, units: NameLookup, notes: LineNotes): string | null {
  const got = cell("unit");
  if (got === "") return null;
  const [first] = units.find(got);
  return first ?? notes.refuse(fill(importTexts["bad-unit"], { got, hint: units.hint(got) }), "unit");
}

function positionOf(cell: CellOf, context: DraftContext, notes: LineNotes): Position | null {
  const given = degreesIn(cell, notes);
  const { crs, extent } = context;
  if (given === null || crs === null) return null;
  const [x, y] = given;
  const straight = toWgs84(given, crs);
  const turned = toWgs84([y, x], crs);
  const isTurned = !isLike(extent, straight) && isLike(extent, turned);
  const position = isTurned ? turned : straight;
  const [longitude, latitude] = position;
  if (!isLike(extent, position)) {
    const { west, south, east, north } = extent ?? world;
    const box = `${west}, ${south}, ${east}, ${north}`;
    return notes.refuse(fill(importTexts["out-of-box"], { box, longitude, latitude }), "position");
  }
  if (isTurned) notes.readAs.push(importTexts.swapped);
  if (crs === "gcj02") notes.readAs.push(fill(importTexts.converted, { longitude, latitude }));
  return position;
}

const world: Box = { west: -180, south: -90, east: 180, north: 90 };

const isLike = (extent: Box | null, position: Position): boolean => isWithinBox(extent ?? world, position);

/** The two degrees of a row as they stand, longitude first where each has its column. */
function degreesIn(cell: CellOf, notes: LineNotes): Position | null {
  const pair = cell("position");
  if (pair !== "") {
    const field = fieldNames.position;
    return degreePairOf(pair) ?? notes.refuse(fill(importTexts["bad-degrees"], { field, got: pair }), "position");
  }
  const [x, y] = (["longitude", "latitude"] as const).map((field) => {
    const got = cell(field);
    if (got === "") return null;
    return (
      degreesOf(got) ?? notes.refuse(fill(importTexts["bad-degrees"], { field: fieldNames[field], got }), "position")
    );
  });
  return x === null || x === undefined || y === null || y === undefined ? null : [x, y];
}

function importanceIn(cell: CellOf, notes: LineNotes): 1 | 2 | 3 | null {
  const got = cell("importance");
  return got === "" ? null : (importanceOf(got) ?? notes.refuse(fill(importTexts["bad-importance"], { got })));
}

function phoneOf(cell: CellOf, notes: LineNotes): string | null {
  const got = cell("phone");
  if (got === "" || /^[0-9+][0-9 ()+-]{2,31}$/.test(got)) return got === "" ? null : got;
  return notes.refuse(fill(importTexts["bad-phone"], { got }));
}
