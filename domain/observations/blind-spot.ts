import type { Property } from "../city/property.ts";
import type { GaugeId, StationId } from "../ids.ts";
import type { BilingualText } from "../text.ts";
import type { UnusableReason } from "./usable.ts";

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

/** A gauge that is heard and not seen. */
export interface UnusableGauge {
  readonly gaugeId: GaugeId;
  readonly reason: UnusableReason;
  readonly words: BilingualText;
}

/** What is not seen at a station while it rains, how hard it rains, and who stands in for it. */
export interface BlindSpot {
  /** Gauges of the station that nothing usable came from, heard or not. */
  readonly gaugeIds: readonly GaugeId[];
  /** Those of them that are heard, and why they cannot be used; absent in transitions from before it was recorded. */
  readonly unusable?: readonly UnusableGauge[];
  readonly importance: 1 | 2 | 3;
  /** Most rain of the last hour at a rain gauge nearby, mm. */
  readonly rainMm: number;
  readonly rainGaugeId: GaugeId | null;
  readonly rainDistanceM: number | null;
  /** Null when no gauge of the same property is live. */
  readonly proxy: ProxyGauge | null;
}
