import type { City, Gauge } from "../city/city.ts";
import type { GaugeId, GaugeKey } from "../ids.ts";
import type { GaugeChange, GaugeSetup, GaugesChanged } from "./gauges-changed.ts";
import type { LoggedEntry } from "./input.ts";

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

/** When a gauge was set up anew, and how. */
export interface SetupBreak {
  /** Our clock at the start that found it so. */
  readonly at: number;
  readonly before: GaugeSetup;
  readonly after: GaugeSetup;
}

/** When each gauge was set up anew, oldest first; absent for one that never was. */
export function setupBreaks(
  logged: readonly LoggedEntry<GaugesChanged>[],
): ReadonlyMap<GaugeId, readonly SetupBreak[]> {
  const breaks = new Map<GaugeId, SetupBreak[]>();
  for (const { at, entry } of logged) {
    for (const { gaugeId, before, after } of entry.changes) {
      if (before === null) continue;
      const known = breaks.get(gaugeId) ?? [];
      known.push({ at, before, after });
      breaks.set(gaugeId, known);
    }
  }
  return breaks;
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
