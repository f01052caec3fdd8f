import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { type Level, worse } from "../../domain/city/level.ts";
import type { AlarmKey } from "../../domain/ids.ts";

/** One alarm from the moment it left normal to the moment it came back. */
export interface Episode {
  readonly alarmKey: AlarmKey;
  readonly startedAt: number;
  /** Null while it goes on. */
  readonly endedAt: number | null;
  readonly peakLevel: Level;
}

interface LevelPoint {
  readonly at: number;
  readonly to: Level | null;
}

/**
 * Reads episodes off the record of transitions, late readings and all: what a transition revises is struck out before it
 * is added (docs/decisions/0007). In the order of alarm key, then of time.
 *
 * @param transitions in the order in which they were emitted
 */
export function episodesOf(transitions: readonly AlarmTransition[]): readonly Episode[] {
  const pointsByAlarm = new Map<AlarmKey, LevelPoint[]>();
  for (const { alarmKey, at, to, revisesFromAt } of transitions) {
    const known = pointsByAlarm.get(alarmKey) ?? [];
    const points = revisesFromAt === null ? known : known.filter((point) => point.at < revisesFromAt);
    if ((points.at(-1)?.to ?? null) !== to) points.push({ at, to });
    pointsByAlarm.set(alarmKey, points);
  }
  return [...pointsByAlarm.keys()].sort().flatMap((key) => episodesIn(key, pointsByAlarm.get(key) ?? []));
}

function episodesIn(alarmKey: AlarmKey, points: readonly LevelPoint[]): readonly Episode[] {
  const episodes: Episode[] = [];
  let open: Episode | null = null;
  for (const { at, to } of points) {
    if (to === null) {
      if (open !== null) episodes.push({ ...open, endedAt: at });
      open = null;
    } else {
      const { startedAt, peakLevel }: Pick<Episode, "startedAt" | "peakLevel"> = open ?? {
        startedAt: at,
        peakLevel: to,
      };
      open = { alarmKey, startedAt, endedAt: null, peakLevel: worse(peakLevel, to) ?? to };
    }
  }
  return open === null ? episodes : [...episodes, open];
}
