import type { Thread } from "../thread.ts";
import type { JournalOffers } from "./journal-offers.ts";

/** Brings `by_gauge` up to the newest row of this moment; readings are committed between the slices. */
export async function indexNow(journal: Thread<JournalOffers>): Promise<void> {
  let upTo = await journal.call("indexSlice", null);
  while (upTo !== null) upTo = await journal.call("indexSlice", upTo);
}
