import type { BlindSpotChanges, SavedBlindSpots, SavedFlagChanges } from "../blindspots/blind-spot-detector.ts";
import type { AlarmTransition } from "../domain/alarm.ts";
import { HubError } from "../domain/errors.ts";
import type { GaugeId, StationId } from "../domain/ids.ts";
import type { SavedSuppressionEntry } from "../store/ports.ts";
import type { AlarmSuppression } from "../suppression/alarm-suppression.ts";
import type { UplinkState } from "../suppression/uplink.ts";

type SavedEntryKind = "alarm" | "carrier" | "blind-spot" | "amended";

interface VersionedValue {
  readonly version: 1;
  readonly is: unknown;
}

/** Parts to commit, each under `kind|id`. */
export function savedEntriesOf(
  noise: {
    readonly alarms: ReadonlyMap<string, AlarmSuppression | null>;
    readonly carriers: ReadonlyMap<string, UplinkState>;
  },
  { blindSpots, amended }: BlindSpotChanges,
): readonly SavedSuppressionEntry[] {
  return [
    ...entriesOf("alarm", noise.alarms),
    ...entriesOf("carrier", noise.carriers),
    ...entriesOf("blind-spot", blindSpots),
    ...entriesOf("amended", amended),
  ];
}

/** @throws {HubError} `rules.saved_state_unreadable` */
export function readSavedEntries(saved: readonly SavedSuppressionEntry[]): {
  readonly alarms: ReadonlyMap<string, AlarmSuppression>;
  readonly carriers: ReadonlyMap<string, UplinkState>;
} & SavedBlindSpots {
  const alarms = new Map<string, AlarmSuppression>();
  const uplinks = new Map<string, UplinkState>();
  const blindSpots = new Map<StationId, AlarmTransition>();
  const amended = new Map<GaugeId, SavedFlagChanges>();
  for (const { key, state } of saved) {
    const at = key.indexOf("|");
    const id = key.slice(at + 1);
    const { version, is } = (state ?? {}) as Partial<VersionedValue>;
    const kind = key.slice(0, at) as SavedEntryKind;
    if (version !== 1) throw unreadable(key, state);
    if (kind === "alarm") alarms.set(id, is as AlarmSuppression);
    else if (kind === "carrier") uplinks.set(id, is as UplinkState);
    else if (kind === "blind-spot") blindSpots.set(id as StationId, is as AlarmTransition);
    else if (kind === "amended") amended.set(id as GaugeId, is as SavedFlagChanges);
    else throw unreadable(key, state);
  }
  return { alarms, carriers: uplinks, blindSpots, amended };
}

function entriesOf(kind: SavedEntryKind, changed: ReadonlyMap<string, unknown>): readonly SavedSuppressionEntry[] {
  return [...changed].map(([id, is]) => ({
    key: `${kind}|${id}`,
    state: is === null ? null : ({ version: 1, is } satisfies VersionedValue),
  }));
}

function unreadable(key: string, state: unknown): HubError {
  return new HubError(
    "rules.saved_state_unreadable",
    `Cannot restore ${key} as its saved state must have version 1: got ${JSON.stringify(state)?.slice(0, 200)}; restore a backup, or replay the journal into an empty state`,
  );
}
