import type { City } from "../../domain/city/city.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { sum } from "../../domain/numbers.ts";
import type { KeptReadings } from "../outcome/hub-outcome.ts";
import type { SentMessages, Truth } from "../truth/truth.ts";

/** What became of what devices sent. */
export interface ReadingTotals {
  readonly messages: SentMessages;
  /** Acknowledged by the hub; null where the run did not count it. */
  readonly acknowledged: number | null;
  /** Values that left devices, each counted once however often it was sent. */
  readonly values: number;
  /** Observations that the hub keeps. */
  readonly kept: number;
  /** Values refused, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Values of gauges whose device and gateway had no fault at all, and of these what is not kept: each is a loss. */
  readonly sound: number;
  readonly soundLost: number;
}

/** @param acknowledged as the run counted it */
export function readingTotals(
  truth: Truth,
  {
    city,
    readings,
    acknowledged,
  }: { readonly city: City; readonly readings: KeptReadings; readonly acknowledged: number | null },
): ReadingTotals {
  const faulty = new Set<string>(truth.faults.map(({ deviceId }) => deviceId));
  let sound = 0;
  let soundLost = 0;
  for (const [id, { values }] of truth.sent) {
    if (!isSound(id, city, faulty)) continue;
    sound += values;
    soundLost += Math.max(0, values - (readings.kept.get(id) ?? 0));
  }
  return {
    messages: truth.messages,
    acknowledged,
    values: sum([...truth.sent.values()].map(({ values }) => values)),
    kept: sum([...readings.kept.values()]),
    refused: readings.refused,
    sound,
    soundLost,
  };
}

function isSound(id: GaugeId, { gauges, devices }: City, faulty: ReadonlySet<string>): boolean {
  const deviceId = gauges.get(id)?.deviceId;
  if (deviceId === undefined || faulty.has(deviceId)) return false;
  const gatewayId = devices.get(deviceId)?.gatewayId;
  return gatewayId === undefined || !faulty.has(gatewayId);
}
