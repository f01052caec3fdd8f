import type { GaugeId } from "../ids.ts";
import type { Conversion } from "./conversions.ts";
import { scaledBy } from "./conversions.ts";
import type { Property } from "./property.ts";

/** How a gauge counts, where what it sends is a running total and not the amount since the reading before. */
export interface CounterSpec {
  /** The count at which it starts again from 0, as sent; null where it never does by itself. */
  readonly wrapsAt: number | null;
  /** What one count is worth in the gauge's unit: 0.2 for a bucket that tips every 0.2 mm, 1 for a total. */
  readonly pulse: number;
}

/** What counters of a property count, by the unit sent: rain as a depth, a flow as the volume that went by. */
const amountsByProperty: Partial<Record<Property, Readonly<Record<string, Conversion>>>> = {
  rain: { mm: scaledBy(1), cm: scaledBy(10), in: scaledBy(25.4) },
  flow: { m3: scaledBy(1), l: scaledBy(0.001), ft3: scaledBy(0.028316846592) },
};

/** Units a counter of `property` may send; empty where it cannot be counted. */
export function counterUnitsOf(property: Property): readonly string[] {
  return Object.keys(amountsByProperty[property] ?? {});
}

/** How an amount in `unit` is brought to the canonical one; null where the unit does not fit. */
export function amountConversionFor(property: Property, unit: string): Conversion | null {
  const amounts = amountsByProperty[property] ?? {};
  return Object.hasOwn(amounts, unit) ? (amounts[unit] ?? null) : null;
}

/** True where each value is an amount since the one before, and values add up. */
export function isAmount(property: Property): boolean {
  return counterUnitsOf(property).length > 0 && !isCountedPerSecond(property);
}

/** True where the property is an amount per second: what was counted is divided by the time it took. */
export function isCountedPerSecond(property: Property): boolean {
  return property === "flow";
}

/** Under which the journal keeps the totals that a counter sent; no gauge of a city can have such an id. */
export function totalIdOf(gauge: GaugeId): GaugeId {
  return `${gauge}#total` as GaugeId;
}
