import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import type { Position } from "../../../domain/position.ts";
import { noJournalFile } from "../../errors.ts";
import type { JournalReader, SavedState } from "../../ports.ts";
import { filesIn } from "../data-folder.ts";
import { openForReading } from "../open-database.ts";
import type { ReaderOffers } from "../reader-offers.ts";
import { startReader } from "../start-reader.ts";
import { loadState } from "../state/load-state.ts";
import type { Thread } from "../thread.ts";
import { createJournalReader } from "./journal-reader.ts";

/** The log as rules read it, beside a hub that may be running; nothing is made or changed. */
export interface JournalAccess {
  readonly journal: JournalReader;
  /** Keys of all gauges that ever said anything. */
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  /** Where the log ended when this was opened. */
  readonly end: Position;
  /** Where the hub stood when this was opened. */
  readonly saved: SavedState;
  close(): Promise<void>;
}

/** @throws {HubError} `store.not_found`, `store.cannot_open` */
export async function openJournalAccess(folder: string): Promise<JournalAccess> {
  const files = filesIn(resolve(folder));
  if (!existsSync(files.journalFile) || !existsSync(files.stateFile)) {
    throw noJournalFile(files.journalFile);
  }
  const reader = await startReader(files);
  try {
    // Nobody here may write: what answers by gauge stays as far as the hub has brought it.
    const journal = createJournalReader(reader, { index: async () => {} });
    return {
      journal,
      keys: await gaugeKeys(reader),
      saved: savedState(files.stateFile),
      // Nothing is received later: the place before it is the end.
      end: await journal.positionAt(Number.MAX_SAFE_INTEGER),
      close: () => reader.stop(),
    };
  } catch (error) {
    await reader.stop();
    throw error;
  }
}

async function gaugeKeys(reader: Thread<ReaderOffers>): Promise<ReadonlyMap<GaugeId, GaugeKey>> {
  const rows = await reader.call("rows", "journal", "SELECT gauge, id FROM gauge", []);
  return new Map(rows.map(({ id, gauge }) => [id as GaugeId, Number(gauge) as GaugeKey]));
}

function savedState(stateFile: string): SavedState {
  const database = openForReading(stateFile);
  try {
    return loadState(database);
  } finally {
    database.close();
  }
}
