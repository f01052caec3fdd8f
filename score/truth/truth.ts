import type { City, Gauge } from "../../domain/city/city.ts";
import type { DeviceId, GaugeId } from "../../domain/ids.ts";
import type { TruthRow } from "../../simulators/truth/truth-row.ts";

export type TruthScenario = Omit<Extract<TruthRow, { readonly kind: "scenario" }>, "kind" | "gauges">;
export type TruthFault = Extract<TruthRow, { readonly kind: "fault" }>;
export type TruthEvent = Extract<TruthRow, { readonly kind: "event" }>;

/** What was true in a scenario and what devices sent, laid out for scoring. Times in ms since 1970 by the scenario's clock. */
export interface Truth {
  readonly scenario: TruthScenario;
  /** Moments of the values in `water`, rising; a minute apart. */
  readonly times: Float64Array;
  /** What was true at each gauge, canonical unit, as long as `times`; NaN where no model speaks. Rain: mm since the scenario began. */
  readonly water: ReadonlyMap<GaugeId, Float64Array>;
  readonly faults: readonly TruthFault[];
  readonly events: readonly TruthEvent[];
  readonly sent: ReadonlyMap<GaugeId, SentByGauge>;
  readonly messages: SentMessages;
}

/** What left a device of one gauge. */
export interface SentByGauge {
  /** Values that left, each counted once however often it was sent; rubbish is none. */
  readonly values: number;
  /** When something left that said what was true and was fresh, in rising order. */
  readonly usableAt: readonly number[];
  /** When something left that was false, rubbish or old, in rising order. */
  readonly unusableAt: readonly number[];
}

/** Readings as devices made them; one has a value for each channel. */
export interface SentMessages {
  readonly made: number;
  /** Made, and never left the device. */
  readonly lost: number;
  /** Left it, each counted once. */
  readonly sent: number;
  /** Sent again, beyond the first time. */
  readonly duplicates: number;
}

/** Gauges by device and channel. */
export type GaugeByChannel = ReadonlyMap<DeviceId, ReadonlyMap<string, Gauge>>;

export function gaugesByChannel({ gauges }: Pick<City, "gauges">): GaugeByChannel {
  const byDevice = new Map<DeviceId, Map<string, Gauge>>();
  for (const gauge of gauges.values()) {
    const channels = byDevice.get(gauge.deviceId) ?? new Map<string, Gauge>();
    byDevice.set(gauge.deviceId, channels.set(gauge.channel, gauge));
  }
  return byDevice;
}
