import type { ReaderOffers, ReaderStart } from "./reader-offers.ts";
import { startThread, type Thread } from "./thread.ts";

/** Starts a thread that reads both databases of a data folder. @throws {HubError} `store.cannot_open` */
export function startReader({ journalFile, stateFile }: ReaderStart): Promise<Thread<ReaderOffers>> {
  const start: ReaderStart = { journalFile, stateFile };
  return startThread<ReaderOffers>(new URL("./reader-thread.ts", import.meta.url), start);
}
