import type { z } from "zod";
import type { Gauge } from "../../domain/city/city.ts";
import { propertyUnits } from "../../domain/city/property.ts";
import { toWire } from "../../domain/time/instants.ts";
import type { ApiDeps } from "../app.ts";
import type { gauge as gaugeSchema } from "../schemas/gauge.ts";
import { clockView } from "./clock-view.ts";

/** A gauge as the API shows it: in the unit its values are kept in, not the one its device sends. */
export function gaugeView(
  gauge: Gauge,
  { suppression, clocks }: Pick<ApiDeps, "suppression" | "clocks">,
  now: number,
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
    clock: clockView(clocks.of(gauge.deviceId)),
    state: suppression.stateOf(gauge.id, now),
    unusable: suppression.unusableOf(gauge.id, now),
    thresholds: toWire(gauge.thresholds),
  };
}
