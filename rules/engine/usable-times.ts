import type { GaugeKey } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";

/** When gauges last said something that can be used: silence is counted from there. */
export interface UsableTimes {
  /** Reception of the newest usable reading, our clock; -Infinity before the first. */
  usableAt(gauge: GaugeKey): number;
  /** Why a gauge that is heard since says nothing usable; null where nothing is heard. */
  unusableWords(gauge: GaugeKey): BilingualText | null;
}
