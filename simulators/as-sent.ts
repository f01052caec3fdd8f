import type { Gauge } from "../domain/city/city.ts";
import type { Property } from "../domain/city/property.ts";
import { conversionFor } from "../domain/city/units.ts";

/** Canonical value back to what the instrument would send, kept within its span, to a tenth of a millimetre or so. */
export function asSent(gauge: Gauge, property: Property, value: number): number {
  const { scale, offset } = conversionFor(property, gauge.unit) ?? { scale: 1, offset: 0 };
  const within = Math.min(gauge.range.max, Math.max(gauge.range.min, value));
  return Math.round(((within - gauge.datumOffset - offset) / scale) * 1e4) / 1e4;
}
