import type { Property } from "../city/property.ts";
import type { GaugeId, StationId } from "../ids.ts";

/** The nearest live gauge of the property that a blind one measures. */
export interface ProxyGauge {
  readonly gaugeId: GaugeId;
  readonly stationId: StationId;
  readonly property: Property;
  /** 0 at the same station. */
  readonly distanceM: number;
  /** Canonical unit of the property. */
  readonly value: number;
  readonly unit: string;
  readonly observedAt: number;
  readonly ageMs: number;
}

/** What is not seen at a station while it rains, how hard it rains, and who stands in for it. */
export interface BlindSpot {
  /** Gauges of the station nothing is heard from. */
  readonly gaugeIds: readonly GaugeId[];
  readonly importance: 1 | 2 | 3;
  /** Most rain of the last hour at a rain gauge nearby, mm. */
  readonly rainMm: number;
  readonly rainGaugeId: GaugeId | null;
  readonly rainDistanceM: number | null;
  /** Null when no gauge of the same property is live. */
  readonly proxy: ProxyGauge | null;
}
