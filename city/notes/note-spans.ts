import type { BilingualText } from "../../domain/text.ts";
import { cityNotes } from "../../locales/city.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import type { GaugeEntry } from "../city-schema.ts";

/** Gauges named in one note; more are counted. */
const mostNamed = 5;

/**
 * Level gauges whose span begins at zero: a zero point that drifts below it by more than the instrument's noise makes
 * every dry reading a fault, and what was raised stays up.
 */
export function spansWithoutRoom(gauges: readonly GaugeEntry[]): readonly BilingualText[] {
  const found = gauges.filter(hasNoRoomBelowZero);
  if (found.length === 0) return [];
  const named = found.slice(0, mostNamed).map(({ id }) => id);
  const gaugeNames = enumerated(found.length > named.length ? [...named, "..."] : named);
  return [fill(cityNotes["no-room-below-zero"], { count: found.length, gauges: gaugeNames })];
}

function hasNoRoomBelowZero({ property, range }: GaugeEntry): boolean {
  return (property === "depth" || property === "stage") && range.min === 0;
}
