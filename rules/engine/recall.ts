import type { GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import type { Position } from "../../domain/position.ts";
import { addToWindow, fillFrom, newestAt } from "../../series/gauge-window.ts";
import type { JournalReader } from "../../store/ports.ts";
import type { LevelSince } from "./late/alarm-history.ts";
import { awaitsLive } from "./late/confirm.ts";
import type { RunningAlarms } from "./run-gauges.ts";
import { type CombinedAlarm, type GaugeStream, type RunningGauge, streamsOf } from "./running-alarm.ts";
import type { UsableTimes } from "./usable-times.ts";

/** Gauges whose past is asked for at once. */
const gaugesAtOnce = 256;

/** Which observations of the journal rules have been given. */
export interface GivenObservations {
  /** False for one that was refused, or that still waits. */
  isDecided(row: JournalledObservation): boolean;
  /** How far the newest observation that rules were given lies behind one that they were not, ms. */
  undecidedMs(gauge: GaugeKey): number;
}

/** Where every observation is judged as it is. */
export const allGiven: GivenObservations = { isDecided: () => true, undecidedMs: () => 0 };

/** What is asked for the past of gauges. */
export interface RecallSources {
  readonly journal: JournalReader;
  /** Where in the log rules stand. */
  readonly upTo: Position;
  readonly given: GivenObservations;
  /** When gauges last said something usable; null where every row counts. */
  readonly usable: UsableTimes | null;
  /**
   * Gauges of an engine that has read just as far: what it holds is not asked of the journal again. A day of one reading
   * a minute from 1,500 gauges would be two million rows, while rows wait; null after a start.
   */
  readonly held: RunningAlarms["gauges"] | null;
  /** Lets other work of the event loop run now and then. */
  pause(): Promise<void>;
}

/** Brings back what alarms know of their gauges (docs/decisions/0003). */
export async function recall(gauges: RunningAlarms["gauges"], past: RecallSources): Promise<void> {
  const present = [...gauges.entries()].filter((entry) => entry[1] !== undefined) as [GaugeKey, RunningGauge][];
  for (let from = 0; from < present.length; from += gaugesAtOnce) {
    const some = present.slice(from, from + gaugesAtOnce);
    await Promise.all(some.map(([key, gauge]) => recallGauge(past, key, gauge)));
    await past.pause();
  }
}

async function recallGauge(past: RecallSources, key: GaugeKey, gauge: RunningGauge): Promise<void> {
  const { journal, upTo } = past;
  const held = past.held?.[key];
  const heldStreams = streamsOf(held);
  const streams = streamsOf(gauge).map((stream) => {
    const other = heldStreams.find(({ flags, keepMs }) => flags === stream.flags && keepMs >= stream.keepMs);
    return other === undefined ? recallStream(past, key, stream) : fillFrom(stream, other);
  });
  if (gauge.clocked.length > 0) {
    const isHeld = held !== undefined && held.clocked.length > 0;
    const heardAt = past.usable?.usableAt(key) ?? (isHeld ? held.heardAt : await journal.lastReceivedAt(key, upTo));
    gauge.heardAt = heardAt ?? Number.NEGATIVE_INFINITY;
  }
  await Promise.all(streams);
}

async function recallStream(
  { journal, upTo, given }: RecallSources,
  key: GaugeKey,
  stream: GaugeStream,
): Promise<void> {
  const { flags } = stream;
  const keepMs = stream.keepMs + given.undecidedMs(key);
  for (const observation of await journal.recent(key, keepMs, upTo, flags)) {
    const { flag, checks: failed, observedAt, value } = observation;
    if ((flags & (1 << flag)) === 0 || (failed & checks.tooOld) !== 0) continue;
    if (!given.isDecided(observation)) continue;
    addToWindow(stream, observedAt, value);
  }
}

/** Alarms of an edited rule are not judged again before the edit; alarms made of others know how far time has come. */
export function settleRestored({ gauges, combined }: RunningAlarms): void {
  for (const gauge of gauges) {
    if (gauge !== undefined) gauge.isMissed = gauge.clocked.some(({ alarm }) => alarm.state.latched !== 0);
    for (const stream of streamsOf(gauge)) {
      for (const alarm of stream.observed) if (alarm.isEdited) alarm.stateSince = newestAt(stream);
    }
  }
  // Alarms come after those they are made of, for which time has come as far.
  for (const alarm of combined.toReversed()) {
    alarm.now = Math.max(newestOf(alarm), ...alarm.dependents.map(({ now }) => now));
    alarm.dueAt = alarm.now + 1;
    alarm.awaitsLive = awaitsLive(alarm);
    if (alarm.isEdited) alarm.stateSince = alarm.now;
  }
}

function newestOf({ parts, streams, levels }: CombinedAlarm): number {
  const known = parts.map(({ alarm }) => alarm?.levels.at(-1)?.at ?? Number.NEGATIVE_INFINITY);
  return Math.max((levels.at(-1) as LevelSince).at, ...known, ...streams.map(newestAt));
}
