import type { CounterSpec } from "../city/counter.ts";
import type { Property } from "../city/property.ts";
import type { DeviceId, GaugeId } from "../ids.ts";

/** What a value under a gauge rests on: with any of it changed, values before and after cannot be compared. */
export interface GaugeSetup {
  readonly deviceId: DeviceId;
  readonly channel: string;
  readonly property: Property;
  readonly unit: string;
  readonly datumOffset: number;
  readonly counter: CounterSpec | null;
}

/** A gauge with another setup than the hub last had for it. */
export interface GaugeChange {
  readonly gaugeId: GaugeId;
  /** Null where the hub had none: a new gauge, or an old one whose setup it did not record. */
  readonly before: GaugeSetup | null;
  readonly after: GaugeSetup;
}

/** The hub was started with gauges that are set up otherwise than before. */
export interface GaugesChanged {
  readonly kind: "gauges-changed";
  readonly changes: readonly GaugeChange[];
}
