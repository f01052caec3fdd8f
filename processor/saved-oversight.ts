import type { ChangedWatch, SavedAmendments, SavedWatch } from "../blindspots/watch.ts";
import type { AlarmTransition } from "../domain/alarm.ts";
import { HubError } from "../domain/errors.ts";
import type { GaugeId, StationId } from "../domain/ids.ts";
import type { SavedPart } from "../store/ports.ts";
import type { AlarmNoise } from "../suppression/alarm-noise.ts";
import type { CarrierState } from "../suppression/carriers.ts";

type Kind = "alarm" | "carrier" | "blind-spot" | "amended";

interface Saved {
  readonly version: 1;
  readonly is: unknown;
}

/** Parts to commit, each under `kind|id`. */
export function partsOf(
  noise: {
    readonly alarms: ReadonlyMap<string, AlarmNoise | null>;
    readonly carriers: ReadonlyMap<string, CarrierState>;
  },
  { blindSpots, amended }: ChangedWatch,
): readonly SavedPart[] {
  return [
    ...parts("alarm", noise.alarms),
    ...parts("carrier", noise.carriers),
    ...parts("blind-spot", blindSpots),
    ...parts("amended", amended),
  ];
}

/** @throws {HubError} `rules.saved_state_unreadable` */
export function readParts(saved: readonly SavedPart[]): {
  readonly alarms: ReadonlyMap<string, AlarmNoise>;
  readonly carriers: ReadonlyMap<string, CarrierState>;
} & SavedWatch {
  const alarms = new Map<string, AlarmNoise>();
  const carriers = new Map<string, CarrierState>();
  const blindSpots = new Map<StationId, AlarmTransition>();
  const amended = new Map<GaugeId, SavedAmendments>();
  for (const { key, state } of saved) {
    const at = key.indexOf("|");
    const id = key.slice(at + 1);
    const { version, is } = (state ?? {}) as Partial<Saved>;
    const kind = key.slice(0, at) as Kind;
    if (version !== 1) throw unreadable(key, state);
    if (kind === "alarm") alarms.set(id, is as AlarmNoise);
    else if (kind === "carrier") carriers.set(id, is as CarrierState);
    else if (kind === "blind-spot") blindSpots.set(id as StationId, is as AlarmTransition);
    else if (kind === "amended") amended.set(id as GaugeId, is as SavedAmendments);
    else throw unreadable(key, state);
  }
  return { alarms, carriers, blindSpots, amended };
}

function parts(kind: Kind, changed: ReadonlyMap<string, unknown>): readonly SavedPart[] {
  return [...changed].map(([id, is]) => ({
    key: `${kind}|${id}`,
    state: is === null ? null : ({ version: 1, is } satisfies Saved),
  }));
}

function unreadable(key: string, state: unknown): HubError {
  return new HubError(
    "rules.saved_state_unreadable",
    `Cannot restore ${key} as its saved state must have version 1: got ${JSON.stringify(state)?.slice(0, 200)}; restore a backup, or replay the journal into an empty state`,
  );
}
