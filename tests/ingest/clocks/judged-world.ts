import type { PublishedReadings } from "../../../broker/ports.ts";
import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import { rankOf } from "../../../domain/city/level.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import { startOfLog } from "../../../domain/position.ts";
import { createIngest, type Ingest } from "../../../ingest/ingest.ts";
import { ingestSettings } from "../../../ingest/settings.ts";
import { MemoryLog } from "../../../store/memory/memory-journal.ts";
import { createMemoryJournalReader } from "../../../store/memory/memory-journal-reader.ts";
import { deadRun } from "../../support/recorded-series.ts";
import { cityOf, engineOver, ruleFrom } from "../../support/worlds/rules-world.ts";

/** What the one device of a judged world publishes. */
export interface Publish {
  /** Our clock, ms. */
  readonly at: number;
  /** Device times with depths in metres. */
  readonly readings: readonly (readonly [t: number, depth: number])[];
}

/** What the alarm of the device's gauge came to. */
export interface Judged {
  /** Rank of the level after each publish as it was told as of now; 0 for none. */
  readonly ranks: readonly number[];
  /** Transitions to a level that were told as of now. */
  readonly live: readonly AlarmTransition[];
  readonly clockKind: string | null;
}

export const intervalMs = 5 * minuteMs;

const city = cityOf([{ id: "g", expectedIntervalMs: intervalMs }]);
const rule = ruleFrom({
  condition: { kind: "threshold" },
  deadband: 0.02,
  levels: { blue: { raise: 0.15 }, yellow: { raise: 0.3 }, orange: { raise: 0.5 }, red: { raise: 0.8 } },
});

/**
 * Publishes through ingest, the rules of appending and the rules of the city, as the hub does.
 *
 * @param restartsBefore publishes before which the hub starts anew: ingest learns the clock from the journal
 */
export async function judge(
  publishes: readonly Publish[],
  restartsBefore: ReadonlySet<number> = new Set(),
): Promise<Judged> {
  const log = new MemoryLog({ keepRejects: 100, keepRejectBytes: 100_000 });
  const keys = new Map([...city.gauges.keys()].map((id) => [id, log.keyOf(id)]));
  const engine = engineOver(city, [rule]);
  let ingest = newIngest(keys);
  const ranks: number[] = [];
  const live: AlarmTransition[] = [];
  let rank = 0;
  for (const [index, { at, readings }] of publishes.entries()) {
    if (restartsBefore.has(index)) {
      ingest = newIngest(keys);
      const end = { ...startOfLog, row: Number.MAX_SAFE_INTEGER };
      await ingest.restateClocks(createMemoryJournalReader(log), end);
    }
    const { observations, rejects } = ingest.decode(messageOf(at, readings));
    for (const row of log.keep({ observations, rejects, entries: [] }).rows) {
      for (const transition of engine.step({ ...row, gauge: 0 as typeof row.gauge }).transitions) {
        if (transition.effect !== "live" || transition.isLate) continue;
        rank = rankOf(transition.to);
        if (rank > rankOf(transition.from)) live.push(transition);
      }
    }
    ranks.push(rank);
  }
  return { ranks, live, clockKind: ingest.clocks.of("device-g")?.kind ?? null };
}

function newIngest(keys: ReadonlyMap<GaugeId, GaugeKey>): Ingest {
  return createIngest(city, keys, ingestSettings.parse({}));
}

function messageOf(receivedAt: number, readings: Publish["readings"]): PublishedReadings {
  const payload = Buffer.from(JSON.stringify(readings.map(([t, depth]) => ({ t: Math.round(t), values: { depth } }))));
  return { deviceId: "device-g", codec: "json", topic: "v1/devices/device-g/readings", payload, receivedAt };
}

/** A recorded storm: depths from 0 at its lowest to 1 at its highest, 5 minutes apart; null where this machine lacks it. */
export function recordedStorm(): readonly number[] | null {
  const series = deadRun();
  const values = series?.[0]?.valuesM;
  if (values === undefined) return null;
  const peak = values.indexOf(Math.max(...values));
  const storm = [...values.slice(peak - 60, peak + 60)];
  const lowest = Math.min(...storm);
  return storm.map((value) => (value - lowest) / (Math.max(...storm) - lowest));
}
