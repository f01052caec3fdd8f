import type { PublishedReadings } from "../../broker/ports.ts";
import type { City } from "../../domain/city/city.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { DeviceId, GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { ReadingsRepeated } from "../../domain/inputs/readings-repeated.ts";
import type { Log } from "../../domain/log.ts";
import type { JournalledObservation, Observation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import type { Ingest } from "../../ingest/ingest.ts";
import type { Journal } from "../../store/ports.ts";
import { EntryAllowance } from "./entry-allowance.ts";

interface HeardGauge {
  readonly id: GaugeId;
  readonly key: GaugeKey;
  readonly expectedIntervalMs: number;
  /** From then on, by our clock, a reading that is there already is entered. */
  dueAt: number;
}

export interface RepeatParts {
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly counters: Ingest["counters"];
  readonly journal: Pick<Journal, "enter" | "onCommitted">;
  readonly log: Log;
  /** Our clock. A gauge has an interval from then on to say something new. */
  readonly startedAt: number;
}

/** A gauge says so once a minute at most, and once an expected interval. */
const everyMs = minuteMs;

/**
 * Enters in the log that devices are heard although nothing new comes: who sends its last reading again and again is alive,
 * and its reading grows old. What is kept once leaves no row, so nothing else in the log would tell it from a dead device.
 */
export class RepeatIntake {
  readonly #parts: RepeatParts;
  /** By the key of the gauge and by that of its totals, with holes. */
  readonly #byKey: (HeardGauge | undefined)[] = [];
  readonly #allowance = new EntryAllowance();

  constructor(parts: RepeatParts) {
    this.#parts = parts;
    const { city, keys, counters, journal, startedAt } = parts;
    for (const [id, key] of keys) {
      const expectedIntervalMs = city.gauges.get(id)?.expectedIntervalMs;
      if (expectedIntervalMs === undefined) continue;
      const heard = { id, key, expectedIntervalMs, dueAt: startedAt + expectedIntervalMs };
      this.#byKey[key] = heard;
      const totalKey = counters.get(key)?.totalKey;
      if (totalKey !== undefined) this.#byKey[totalKey] = heard;
    }
    journal.onCommitted(({ rows }) => {
      for (const row of rows) this.#hearNew(row);
    });
  }

  /** Takes in what a message said, once all of it is in the journal, now or before. */
  kept({ deviceId, receivedAt }: PublishedReadings, observations: readonly Pick<Observation, "gauge">[]): void {
    let repeated: Set<HeardGauge> | null = null;
    for (const { gauge } of observations) {
      const heard = this.#byKey[gauge];
      if (heard !== undefined && receivedAt >= heard.dueAt) repeated = (repeated ?? new Set()).add(heard);
    }
    if (repeated === null || !this.#allowance.take(receivedAt)) return;
    for (const heard of repeated) heard.dueAt = receivedAt + Math.max(everyMs, heard.expectedIntervalMs);
    const entry: ReadingsRepeated = {
      kind: "readings-repeated",
      deviceId: deviceId as DeviceId,
      gaugeIds: [...repeated].map(({ id }) => id),
    };
    this.#parts.journal.enter({ entry, at: receivedAt, onceKey: null }).catch((error: unknown) => {
      this.#parts.log.warn({ err: error, deviceId }, "that readings come again could not be kept in the log of inputs");
    });
  }

  #hearNew({ gauge, receivedAt, checks: failed }: JournalledObservation): void {
    const heard = this.#byKey[gauge];
    if (heard?.key !== gauge || (failed & checks.archived) !== 0) return;
    heard.dueAt = receivedAt + heard.expectedIntervalMs;
  }
}
