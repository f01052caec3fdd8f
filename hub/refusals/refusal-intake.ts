import type { OnRefused } from "../../broker/ports.ts";
import type { City } from "../../domain/city/city.ts";
import { minuteMs } from "../../domain/clock.ts";
import type { DeviceId, GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { ReadingsRefused } from "../../domain/inputs/readings-refused.ts";
import type { Log } from "../../domain/log.ts";
import { clientTroubles, type RefusedClientReason } from "../../domain/observations/refused-client.ts";
import type { Reject } from "../../domain/observations/reject.ts";
import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import type { Journal } from "../../store/ports.ts";
import { EntryAllowance } from "./entry-allowance.ts";

/** Refusals of one device for one reason. */
interface Refusals {
  /** Our clock at the last entry; -Infinity before the first. */
  enteredAt: number;
  /** Since then. */
  count: number;
}

interface NewRefusal {
  readonly deviceId: DeviceId;
  readonly reason: string;
  readonly detail: BilingualText;
  readonly at: number;
  readonly count: number;
  /** Null for all that the device speaks for. */
  readonly gaugeIds: ReadonlySet<GaugeId> | null;
}

export interface RefusalParts {
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly journal: Pick<Journal, "enter">;
  readonly log: Log;
}

/** A device says once a minute why it is refused, however often it is. */
const everyMs = minuteMs;

/**
 * Enters in the log why devices of the city were refused: an officer who sees nothing of a gauge can read why. What is not
 * entered is counted and told with the next entry of its device and reason.
 */
export class RefusalIntake {
  readonly #parts: RefusalParts;
  readonly #gaugeIds: ReadonlyMap<GaugeKey, GaugeId>;
  readonly #byDevice = new Map<string, Map<string, Refusals>>();
  readonly #allowance = new EntryAllowance();

  constructor(parts: RefusalParts) {
    this.#parts = parts;
    this.#gaugeIds = new Map([...parts.keys].map(([id, key]) => [key, id]));
  }

  /** A device that the broker refused. */
  readonly refused: OnRefused = ({ deviceId, reason, detail, at }) => {
    // Let in all the same: no reason why nothing is seen of it.
    if (isTrouble(reason)) return;
    const words = typeof detail === "string" ? sameInBoth(detail) : detail;
    this.#take({ deviceId: deviceId as DeviceId, reason, detail: words, at, count: 1, gaugeIds: null });
  };

  /** Readings of one message that were rejected. */
  readonly rejected = (rejects: readonly Reject[]): void => {
    for (const refusal of groupRejects(rejects, this.#gaugeIds)) this.#take(refusal);
  };

  #take({ deviceId, reason, detail, at, count, gaugeIds }: NewRefusal): void {
    if (!this.#parts.city.devices.has(deviceId)) return;
    const refusals = this.#refusalsOf(deviceId, reason);
    refusals.count += count;
    if (at - refusals.enteredAt < everyMs || !this.#allowance.take(at)) return;
    const entry: ReadingsRefused = {
      ...{ kind: "readings-refused", deviceId, reason, detail, count: refusals.count },
      ...(gaugeIds === null ? {} : { gaugeIds: [...gaugeIds] }),
    };
    refusals.enteredAt = at;
    refusals.count = 0;
    this.#parts.journal.enter({ entry, at, onceKey: null }).catch((error: unknown) => {
      this.#parts.log.warn({ err: error, deviceId, reason }, "a refusal could not be kept in the log of inputs");
    });
  }

  #refusalsOf(deviceId: DeviceId, reason: string): Refusals {
    const ofDevice = this.#byDevice.get(deviceId) ?? new Map<string, Refusals>();
    this.#byDevice.set(deviceId, ofDevice);
    const refusals = ofDevice.get(reason) ?? { enteredAt: Number.NEGATIVE_INFINITY, count: 0 };
    ofDevice.set(reason, refusals);
    return refusals;
  }
}

function isTrouble(reason: RefusedClientReason): boolean {
  return clientTroubles.some((trouble) => trouble === reason);
}

/** One refusal for each device and reason, in the words of the last; its gauges where each reject is about one. */
function groupRejects(rejects: readonly Reject[], gaugeIds: ReadonlyMap<GaugeKey, GaugeId>): Iterable<NewRefusal> {
  const groups = new Map<string, NewRefusal>();
  for (const { deviceId, reason, detail, receivedAt, gauge, count } of rejects) {
    const key = `${deviceId}\n${reason}`;
    const before = groups.get(key);
    const id = gauge === undefined ? undefined : gaugeIds.get(gauge);
    const isOfOne = id !== undefined && before?.gaugeIds !== null;
    groups.set(key, {
      ...{ deviceId: deviceId as DeviceId, reason, detail, at: receivedAt },
      count: (before?.count ?? 0) + count,
      gaugeIds: isOfOne ? new Set([...(before?.gaugeIds ?? []), id]) : null,
    });
  }
  return groups.values();
}
