import type { City, Gauge } from "../city/city.ts";
import type { CounterSpec } from "../city/counter.ts";
import type { Property } from "../city/property.ts";
import type { DeviceId, GaugeId, GaugeKey } from "../ids.ts";
import type { LoggedEntry } from "./input.ts";

/** What a value under a gauge rests on: with any of it changed, values before and after cannot be compared. */
export interface GaugeSetup {
  readonly deviceId: DeviceId;
  readonly channel: string;
  readonly property: Property;
  readonly unit: string;
  readonly datumOffset: number;
  readonly counter: CounterSpec | null;
}

/** A gauge with another setup than the hub last had for it. */
export interface GaugeChange {
  readonly gaugeId: GaugeId;
  /** Null where the hub had none: a new gauge, or an old one whose setup it did not record. */
  readonly before: GaugeSetup | null;
  readonly after: GaugeSetup;
}

/** The hub was started with gauges that are set up otherwise than before. */
export interface GaugesChanged {
  readonly kind: "gauges-changed";
  readonly changes: readonly GaugeChange[];
}

/** Gauges of the city that are set up otherwise than the log last has it. @param logged oldest first */
export function changesOfSetup(city: City, logged: readonly LoggedEntry<GaugesChanged>[]): readonly GaugeChange[] {
  const known = new Map<GaugeId, GaugeSetup>();
  for (const { entry } of logged) for (const { gaugeId, after } of entry.changes) known.set(gaugeId, after);
  return [...city.gauges.values()].flatMap((gauge) => {
    const before = known.get(gauge.id) ?? null;
    const after = setupOf(gauge);
    return before !== null && isSameSetup(before, after) ? [] : [{ gaugeId: gauge.id, before, after }];
  });
}

/** Gauges of an entry whose values from before it say nothing about those after it. */
export function brokenGauges({ changes }: GaugesChanged, keys: ReadonlyMap<GaugeId, GaugeKey>): readonly GaugeKey[] {
  return changes.flatMap(({ gaugeId, before }) => {
    const key = keys.get(gaugeId);
    return before === null || key === undefined ? [] : [key];
  });
}

/** The last row of each gauge that is no longer of its present setup; absent for one that never changed. */
export function lastRowsBefore(
  logged: readonly LoggedEntry<GaugesChanged>[],
  keys: ReadonlyMap<GaugeId, GaugeKey>,
): ReadonlyMap<GaugeKey, number> {
  const rows = new Map<GaugeKey, number>();
  for (const { entry, afterRow } of logged) for (const key of brokenGauges(entry, keys)) rows.set(key, afterRow);
  return rows;
}

function setupOf({ deviceId, channel, property, unit, datumOffset, counter = undefined }: Gauge): GaugeSetup {
  return { deviceId, channel, property, unit, datumOffset, counter: counter ?? null };
}

function isSameSetup(a: GaugeSetup, b: GaugeSetup): boolean {
  return (
    a.deviceId === b.deviceId &&
    a.channel === b.channel &&
    a.property === b.property &&
    a.unit === b.unit &&
    a.datumOffset === b.datumOffset &&
    a.counter?.wrapsAt === b.counter?.wrapsAt &&
    a.counter?.pulse === b.counter?.pulse
  );
}
