import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import type { GaugeRegistry } from "../../ports.ts";
import type { Thread } from "../thread.ts";
import type { JournalOffers } from "./journal-offers.ts";

/** The registry, with what history and latest values need of it. */
export interface CachedGaugeRegistry extends GaugeRegistry {
  keyOf(id: GaugeId): GaugeKey | undefined;
}

/** Keys are given out by the journal's thread and remembered here; the first call reads all of them. */
export async function createGaugeRegistry(thread: Thread<JournalOffers>): Promise<CachedGaugeRegistry> {
  const keys = new Map<GaugeId, GaugeKey>();
  const learn = async (ids: readonly GaugeId[]): Promise<void> => {
    for (const [id, key] of await thread.call("gaugeKeys", ids)) keys.set(id as GaugeId, key as GaugeKey);
  };
  await learn([]);
  return {
    keyOf: (id) => keys.get(id),
    async keysFor(ids) {
      if (ids.some((id) => !keys.has(id))) await learn(ids);
      return new Map(ids.map((id) => [id, keys.get(id)!]));
    },
  };
}
