import type { BilingualText } from "../../domain/text.ts";
import { fieldNames, importTexts } from "../../locales/city-builder/import.ts";
import { fill } from "../../locales/fill.ts";
import type { LineNotes, StationDraft } from "./draft.ts";
import { type StagedStation, type StationEdit, type StationYaml, shownValue } from "./staged-station.ts";

/** A new station of its first line; null where something is missing that it cannot do without. @param unit whose it is where the sheet says none */
export function newStation(draft: StationDraft, id: string, unit: string | null, notes: LineNotes): StationYaml | null {
  const { name, kind, area, position, importance, phone, note, tags } = draft;
  const lacking = (["name", "kind", "area", "position"] as const).filter(
    (field) => draft[field] === null && !notes.refusedFields.has(field),
  );
  for (const field of lacking) notes.refuse(fill(importTexts["no-value"], { field: fieldNames[field] }));
  const answers = draft.unit ?? unit;
  if (answers === null && !notes.refusedFields.has("unit")) notes.refuse(importTexts["no-unit"]);
  if (name === null || kind === null || area === null || position === null || answers === null) return null;
  if (draft.nameEn === null) notes.assumed.push(importTexts["same-name"]);
  const [longitude, latitude] = position;
  return {
    ...{ id, kind, name: { zh: name, en: draft.nameEn ?? name } },
    ...(note === null ? {} : { note }),
    ...{ area, position: { longitude, latitude } },
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    ...(importance === null ? {} : { importance }),
    unit: answers,
    ...(phone === null ? {} : { phone }),
    devices: [],
  };
}

/** Degrees nearer than this are the same place: a tenth of a metre. */
const sameDegrees = 1e-6;

/** What a line says otherwise than the city has it, as edits of its YAML; each is said in `notes`. */
export function stationEdits(draft: StationDraft, yaml: StationYaml, notes: LineNotes): readonly StationEdit[] {
  if (draft.kind !== null && draft.kind !== yaml.kind) {
    notes.refuse(fill(importTexts["other-kind"], { id: yaml.id, before: yaml.kind, got: draft.kind }));
  }
  const edits: StationEdit[] = [];
  const set = (path: StationEdit["path"], { field, before, value }: FieldChange): void => {
    if (value === null || String(value) === String(before ?? "")) return;
    edits.push({ do: "set", path, value });
    notes.edits.push(changeWords({ field, before, value }));
  };
  set(["name", "zh"], { field: fieldNames.name, before: yaml.name.zh, value: draft.name });
  set(["name", "en"], { field: fieldNames.nameEn, before: yaml.name.en, value: draft.nameEn });
  set(["area"], { field: fieldNames.area, before: yaml.area, value: draft.area });
  set(["importance"], { field: fieldNames.importance, before: yaml.importance, value: draft.importance });
  set(["unit"], { field: fieldNames.unit, before: yaml.unit, value: draft.unit });
  set(["phone"], { field: fieldNames.phone, before: yaml.phone, value: draft.phone });
  set(["note"], { field: fieldNames.note, before: yaml.note, value: draft.note });
  return [...edits, ...positionEdits(draft, yaml, notes), ...tagEdits(draft, yaml, notes)];
}

interface FieldChange {
  readonly field: BilingualText;
  readonly before: string | number | undefined;
  readonly value: string | number | null;
}

function changeWords({ field, before, value }: FieldChange): BilingualText {
  const after = shownValue(value);
  return before === undefined
    ? fill(importTexts["field-added"], { field, after })
    : fill(importTexts.field, { field, before: shownValue(before), after });
}

function positionEdits({ position }: StationDraft, yaml: StationYaml, notes: LineNotes): readonly StationEdit[] {
  if (position === null) return [];
  const [longitude, latitude] = position;
  const { longitude: x, latitude: y } = yaml.position;
  if (Math.abs(longitude - x) < sameDegrees && Math.abs(latitude - y) < sameDegrees) return [];
  const change = { field: fieldNames.position, before: `${x}, ${y}`, value: `${longitude}, ${latitude}` };
  notes.edits.push(changeWords(change));
  return [
    { do: "set", path: ["position", "longitude"], value: longitude },
    { do: "set", path: ["position", "latitude"], value: latitude },
  ];
}

/** Tags are added and never taken away: rules are bound by them. */
function tagEdits({ tags }: StationDraft, yaml: StationYaml, notes: LineNotes): readonly StationEdit[] {
  const before = yaml.tags ?? [];
  const more = tags.filter((tag) => !before.includes(tag));
  if (more.length === 0) return [];
  const value = [...before, ...more];
  notes.edits.push(changeWords({ field: fieldNames.tags, before: before.join(" "), value: value.join(" ") }));
  return [{ do: "set", path: ["tags"], value }];
}

/** What a further line of the sheet says of a station otherwise than the first one; refused in `notes`. */
export function checkAgainstFirst(draft: StationDraft, { first, firstLine }: StagedStation, notes: LineNotes): void {
  for (const field of ["name", "kind", "area", "importance", "unit", "phone"] as const) {
    const [before, got] = [first[field], draft[field]];
    if (got === null || before === got) continue;
    const blanks = { field: fieldNames[field], first: firstLine, before: shownValue(before), got: shownValue(got) };
    notes.refuse(fill(importTexts.otherwise, blanks));
  }
  const [before, got] = [first.position?.join(", "), draft.position?.join(", ")];
  if (got === undefined || before === got) return;
  const blanks = { field: fieldNames.position, first: firstLine, before: shownValue(before), got: shownValue(got) };
  notes.refuse(fill(importTexts.otherwise, blanks));
}
