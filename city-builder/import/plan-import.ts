import type { StationKind } from "../../domain/city/city.ts";
import { importTexts } from "../../locales/city-builder/import.ts";
import { fill } from "../../locales/fill.ts";
import { LineNotes, type LineOutcome, type StationDraft } from "./draft.ts";
import { type DraftContext, draftRow } from "./draft-row.ts";
import type { SheetHeading } from "./find-heading.ts";
import { checkGauge, type GaugeContext, stageGauge } from "./stage-gauge.ts";
import { checkAgainstFirst, newStation, stationEdits } from "./stage-station.ts";
import type { StagedStation, StationEdit, StationYaml } from "./staged-station.ts";

/** What the sheet is held against. */
export interface ImportContext extends DraftContext {
  /** Stations of the city as their YAML has them, by id. */
  readonly stations: ReadonlyMap<string, StationYaml>;
  /** Whose a new station is where the sheet says none; null for nobody's. */
  readonly unit: string | null;
  /** Thresholds that rules name at gauges of such a station that measure this. */
  readonly namedThresholds: GaugeContext["namedThresholds"];
}

/** One line of the report. */
export interface PlannedLine {
  readonly line: number;
  readonly outcome: LineOutcome;
  /** Null where nothing on the line says what it is about. */
  readonly stationId: string | null;
  readonly name: string | null;
  readonly notes: LineNotes;
}

export interface ImportPlan {
  readonly lines: readonly PlannedLine[];
  readonly added: readonly StationYaml[];
  /** By id of a station that the city has. */
  readonly edits: ReadonlyMap<string, readonly StationEdit[]>;
}

/** Decides line by line what a sheet changes in a city. A line that is refused changes nothing. */
export function planImport(heading: SheetHeading, context: ImportContext): ImportPlan {
  const planner = new Planner(heading, context);
  const lines = heading.rows.map((row) => {
    const notes = new LineNotes(row.line);
    return planner.add(draftRow(row, heading, context, notes), notes);
  });
  const staged = [...planner.staged.values()];
  return {
    lines,
    added: staged.filter(({ isNew }) => isNew).map(({ yaml }) => yaml),
    edits: new Map(
      staged.filter(({ isNew, edits }) => !isNew && edits.length > 0).map(({ yaml, edits }) => [yaml.id, edits]),
    ),
  };
}

class Planner {
  readonly staged = new Map<string, StagedStation>();
  readonly #gauges: GaugeContext;
  readonly #context: ImportContext;
  /** Whether a station may have several lines: one for each gauge. */
  readonly #isByGauge: boolean;

  constructor(heading: SheetHeading, context: ImportContext) {
    this.#context = context;
    this.#isByGauge = heading.fields.has("property");
    this.#gauges = { ...takenBy(context.stations.values()), namedThresholds: context.namedThresholds };
  }

  add(draft: StationDraft, notes: LineNotes): PlannedLine {
    const id = this.#idOf(draft, notes);
    const station = id === null ? null : this.#stationFor(id, draft, notes);
    if (station !== null) for (const gauge of draft.gauges) checkGauge(gauge, station, this.#gauges, notes);
    const said = { line: notes.line, stationId: id, name: draft.name ?? station?.yaml.name.zh ?? null, notes };
    if (station === null || notes.refusals.length > 0) return { ...said, outcome: "refused" };
    const isFirst = !this.staged.has(station.yaml.id);
    this.staged.set(station.yaml.id, station);
    for (const gauge of draft.gauges) stageGauge(gauge, station, this.#gauges, notes);
    if (station.isNew) {
      if (isFirst && draft.gauges.length === 0) notes.assumed.push(importTexts["no-gauges"]);
      return { ...said, outcome: "taken" };
    }
    return { ...said, outcome: notes.edits.length > 0 ? "changed" : "same" };
  }

  /** Its code, else that of the only station of its name, else a new one. */
  #idOf({ id, name, kind, area }: StationDraft, notes: LineNotes): string | null {
    if (id !== null) return id;
    if (notes.refusals.length > 0) return null;
    if (name === null) return notes.refuse(importTexts["no-name-or-id"]);
    const all = [...this.#context.stations.values(), ...[...this.staged.values()].map(({ yaml }) => yaml)];
    const named = new Set(all.flatMap((each) => (each.name.zh === name || each.name.en === name ? [each.id] : [])));
    const [only, ...more] = named;
    if (only !== undefined && more.length === 0) {
      notes.readAs.push(fill(importTexts["id-by-name"], { id: only }));
      return only;
    }
    const made = this.#madeId(kind, area);
    notes.readAs.push(fill(importTexts["id-made"], { id: made }));
    return made;
  }

  /** Such as `wl-410105-001`: kind, area, and the first number that is free. */
  #madeId(kind: StationKind | null, area: string | null): string {
    const start = `${kind === null ? "st" : prefixes[kind]}-${area ?? "0"}`;
    for (let number = 1; ; number++) {
      const id = `${start}-${String(number).padStart(3, "0")}`;
      if (!this.staged.has(id) && !this.#context.stations.has(id)) return id;
    }
  }

  /** The station with what this line says of it; null where it is refused. */
  #stationFor(id: string, draft: StationDraft, notes: LineNotes): StagedStation | null {
    const staged = this.staged.get(id);
    if (staged !== undefined) {
      if (!this.#isByGauge) return notes.refuse(fill(importTexts.again, { id, first: staged.firstLine }));
      checkAgainstFirst(draft, staged, notes);
      return staged;
    }
    const made = { firstLine: notes.line, first: draft, namedGauges: new Set<string>() };
    const known = this.#context.stations.get(id);
    if (known !== undefined) {
      const yaml = { ...structuredClone(known), devices: structuredClone(known.devices ?? []) };
      const { area } = draft;
      // A sheet that names the district says nothing against the street that the city has.
      const isWider = area !== null && this.#context.areas.isWithin(String(known.area), area);
      const given = isWider ? { ...draft, area: null } : draft;
      return { ...made, isNew: false, yaml, edits: [...stationEdits(given, known, notes)] };
    }
    const yaml = newStation(draft, id, this.#context.unit, notes);
    return yaml === null ? null : { ...made, isNew: true, yaml, edits: [] };
  }
}

const prefixes: Readonly<Record<StationKind, string>> = {
  waterlogging: "wl",
  river: "rv",
  rain: "rn",
  manhole: "mh",
  "pump-station": "ps",
  "rubber-dam": "rd",
  "power-supply": "el",
};

function takenBy(stations: Iterable<StationYaml>): Pick<GaugeContext, "devices" | "gauges"> {
  const taken = { devices: new Map<string, string>(), gauges: new Map<string, string>() };
  for (const { id, devices = [] } of stations) {
    for (const device of devices) {
      taken.devices.set(device.id, id);
      for (const gauge of device.gauges) taken.gauges.set(gauge.id, id);
    }
  }
  return taken;
}
