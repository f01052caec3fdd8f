import type { Log } from "../../domain/log.ts";
import { startLastingThread } from "./lasting-thread.ts";
import type { ReaderOffers, ReaderStart } from "./reader-offers.ts";
import { startThread, type Thread } from "./thread.ts";

const entry = new URL("./reader-thread.ts", import.meta.url);

/** Starts a thread that reads both databases of a data folder. @throws {HubError} `store.cannot_open` */
export function startReader(files: ReaderStart): Promise<Thread<ReaderOffers>> {
  return startThread<ReaderOffers>(entry, startOf(files));
}

/** The same for the life of a hub: started again whenever it ends. @throws {HubError} `store.cannot_open` */
export function startLastingReader(files: ReaderStart, log: Log): Promise<Thread<ReaderOffers>> {
  return startLastingThread<ReaderOffers>(entry, startOf(files), log);
}

/** A data folder has more to it than a thread can be given. */
function startOf({ journalFile, stateFile }: ReaderStart): ReaderStart {
  return { journalFile, stateFile };
}
