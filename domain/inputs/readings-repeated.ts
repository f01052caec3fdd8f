import type { DeviceId, GaugeId } from "../ids.ts";

/** Readings that a device sent were there already: it is heard, and says nothing new. */
export interface ReadingsRepeated {
  readonly kind: "readings-repeated";
  /** Who sent them: the device of the gauges, or a gateway. */
  readonly deviceId: DeviceId;
  /** Gauges that have said nothing new for an expected interval. */
  readonly gaugeIds: readonly GaugeId[];
}
