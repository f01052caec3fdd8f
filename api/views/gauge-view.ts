import type { z } from "zod";
import type { Gauge } from "../../domain/city/city.ts";
import { propertyUnits } from "../../domain/city/property.ts";
import type { ClockEstimate } from "../../domain/observations/device-clock.ts";
import type { GaugeState } from "../../domain/observations/gauge-state.ts";
import { toWire } from "../../domain/time/instants.ts";
import type { gauge as gaugeSchema } from "../schemas/gauge.ts";
import { clockView } from "./clock-view.ts";

/** A gauge as the API shows it: in the unit its values are kept in, not the one its device sends. */
export function gaugeView(
  gauge: Gauge,
  { state, clock }: { readonly state: GaugeState; readonly clock: ClockEstimate | null },
): z.output<typeof gaugeSchema> {
  return {
    gaugeId: gauge.id,
    stationId: gauge.stationId,
    deviceId: gauge.deviceId,
    property: gauge.property,
    unit: propertyUnits[gauge.property],
    datum: gauge.datum,
    range: { min: gauge.range.min, max: gauge.range.max },
    expectedIntervalMs: gauge.expectedIntervalMs,
    clock: clockView(clock),
    state,
    thresholds: toWire(gauge.thresholds),
  };
}
