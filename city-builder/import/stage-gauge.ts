import { type Property, propertyUnits } from "../../domain/city/property.ts";
import { unitsOf } from "../../domain/city/units.ts";
import { fieldNames, importTexts } from "../../locales/city-builder/import.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { propertyNames } from "../../locales/names.ts";
import { duration } from "../../rules/language/duration.ts";
import type { GaugeDraft, LineNotes } from "./draft.ts";
import { type DeviceYaml, type GaugeYaml, type StagedStation, type StationYaml, shownValue } from "./staged-station.ts";
import { usualInterval, usualRanges } from "./usual-gauge.ts";

/** What gauges are put into. */
export interface GaugeContext {
  /** Which station has each device, by id. */
  readonly devices: Map<string, string>;
  /** Which station has each gauge, by id. */
  readonly gauges: Map<string, string>;
  /** Thresholds that rules name at gauges of such a station that measure this. */
  namedThresholds(station: StationYaml, property: Property): readonly string[];
}

/** A gauge of a station, with where it stands in its YAML. */
interface FoundGauge {
  readonly gauge: GaugeYaml;
  readonly at: readonly [device: number, gauge: number];
}

/** What of a gauge cannot be: refused in `notes`, before anything is changed. */
export function checkGauge(draft: GaugeDraft, staged: StagedStation, context: GaugeContext, notes: LineNotes): void {
  const { id: station } = staged.yaml;
  const deviceOwner = draft.device === null ? undefined : context.devices.get(draft.device);
  if (draft.device !== null && deviceOwner !== undefined && deviceOwner !== station) {
    notes.refuse(fill(importTexts["taken-device"], { device: draft.device, station: deviceOwner }));
  }
  const gaugeOwner = draft.id === null ? undefined : context.gauges.get(draft.id);
  if (draft.id !== null && gaugeOwner !== undefined && gaugeOwner !== station) {
    notes.refuse(fill(importTexts["taken-gauge"], { gauge: draft.id, station: gaugeOwner }));
  }
  const found = findGauge(draft, staged.yaml.devices);
  if (found === null) {
    const units = enumerated(unitsOf(draft.property));
    const blanks = { property: propertyNames[draft.property], units, got: "-" };
    if (draft.unit === null) notes.refuse(fill(importTexts["bad-measure"], blanks));
    return;
  }
  const { id, property } = found.gauge;
  if (property !== draft.property) {
    const blanks = { gauge: id, before: propertyNames[property], got: propertyNames[draft.property] };
    notes.refuse(fill(importTexts["other-property"], blanks));
  }
  if (staged.namedGauges.has(id)) notes.refuse(fill(importTexts["gauge-again"], { gauge: id }));
}

/** Puts a gauge into the station, or changes the one that is there. */
export function stageGauge(draft: GaugeDraft, staged: StagedStation, context: GaugeContext, notes: LineNotes): void {
  const found = findGauge(draft, staged.yaml.devices);
  if (found === null) addGauge(draft, staged, context, notes);
  else changeGauge(draft, found, staged, notes);
}

/** By its id, else the only one of its property, on its device where that is named. */
function findGauge(draft: GaugeDraft, devices: readonly DeviceYaml[]): FoundGauge | null {
  const all = devices.flatMap(({ gauges }, device) =>
    gauges.map((gauge, at) => ({ gauge, at: [device, at] as const })),
  );
  if (draft.id !== null) return all.find(({ gauge }) => gauge.id === draft.id) ?? null;
  const like = all.filter(({ gauge }) => gauge.property === draft.property);
  if (draft.device === null) return like.length === 1 ? (like[0] ?? null) : null;
  return like.find(({ at: [device] }) => devices[device]?.id === draft.device) ?? null;
}

function addGauge(draft: GaugeDraft, staged: StagedStation, context: GaugeContext, notes: LineNotes): void {
  const { yaml, edits, isNew } = staged;
  const deviceId = draft.device ?? yaml.devices[0]?.id ?? freeId(`${yaml.id}-1`, context.devices);
  const known = yaml.devices.findIndex(({ id }) => id === deviceId);
  const gauge = gaugeYaml(draft, { station: yaml, device: yaml.devices[known], context }, notes);
  if (known === -1) {
    const device = { id: deviceId, ...(draft.gateway === null ? {} : { gateway: draft.gateway }), gauges: [gauge] };
    yaml.devices.push(device);
    edits.push({ do: "add", path: ["devices"], value: structuredClone(device) });
  } else {
    yaml.devices[known]?.gauges.push(gauge);
    edits.push({ do: "add", path: ["devices", known, "gauges"], value: gauge });
  }
  context.devices.set(deviceId, yaml.id);
  context.gauges.set(gauge.id, yaml.id);
  staged.namedGauges.add(gauge.id);
  const blanks = { gauge: gauge.id, property: propertyNames[gauge.property], unit: gauge.unit };
  if (!isNew) notes.edits.push(fill(importTexts["gauge-added"], blanks));
}

interface GaugePlace {
  readonly station: StationYaml;
  readonly device: DeviceYaml | undefined;
  readonly context: GaugeContext;
}

function gaugeYaml(draft: GaugeDraft, { station, device, context }: GaugePlace, notes: LineNotes): GaugeYaml {
  const { property } = draft;
  const channels = new Map((device?.gauges ?? []).map(({ channel, id }) => [channel, id]));
  const [min, max] = usualRanges[property];
  const unset = context.namedThresholds(station, property);
  if (unset.length > 0) notes.assumed.push(fill(importTexts["unset-thresholds"], { names: enumerated(unset) }));
  if (draft.range === null)
    notes.assumed.push(fill(importTexts["usual-range"], { min, max, unit: propertyUnits[property] }));
  if (draft.interval === null) notes.assumed.push(fill(importTexts["usual-interval"], { interval: usualInterval }));
  return {
    id: draft.id ?? freeId(`${station.id}.${property}`, context.gauges),
    channel: draft.channel ?? freeId(property, channels),
    property,
    unit: draft.unit ?? propertyUnits[property],
    ...(draft.datum === null ? {} : { datum: draft.datum }),
    range: draft.range ?? { min, max },
    expectedInterval: draft.interval ?? usualInterval,
    ...(unset.length === 0 ? {} : { thresholds: Object.fromEntries(unset.map((name) => [name, "unset"])) }),
  };
}

function changeGauge(
  draft: GaugeDraft,
  { gauge, at: [device, index] }: FoundGauge,
  staged: StagedStation,
  notes: LineNotes,
): void {
  staged.namedGauges.add(gauge.id);
  const given = {
    unit: draft.unit,
    datum: draft.datum,
    range: draft.range,
    expectedInterval: draft.interval,
    channel: draft.channel,
  };
  for (const key of changeableKeys) {
    const [before, after] = [gauge[key], given[key]];
    if (after === null || isSame(before, after)) continue;
    staged.edits.push({ do: "set", path: ["devices", device, "gauges", index, key], value: after });
    const { zh, en } = fieldNames[namesOfKeys[key]];
    const field = { zh: `${gauge.id} ${zh}`, en: `${gauge.id} ${en}` };
    notes.edits.push(fill(importTexts.field, { field, before: shownValue(before), after: shownValue(after) }));
  }
}

const namesOfKeys = {
  unit: "measure",
  datum: "datum",
  range: "range",
  expectedInterval: "interval",
  channel: "channel",
} as const satisfies Partial<Record<keyof GaugeYaml, keyof typeof fieldNames>>;

const changeableKeys = ["unit", "datum", "range", "expectedInterval", "channel"] as const;

type GaugeValue = GaugeYaml[(typeof changeableKeys)[number]];

function isSame(before: GaugeValue, after: GaugeValue): boolean {
  if (typeof before === "object" && typeof after === "object")
    return before.min === after.min && before.max === after.max;
  if (before === after) return true;
  const [a, b] = [duration.safeParse(before), duration.safeParse(after)];
  return a.success && b.success && a.data === b.data;
}

/** The id itself, or with the first number behind it that nobody has. */
function freeId(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}
