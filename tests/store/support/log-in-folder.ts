import { onTestFinished } from "vitest";
import type { GaugeId } from "../../../domain/ids.ts";
import { checks } from "../../../domain/observations/quality.ts";
import type { HubJournal } from "../../../store/group-commit.ts";
import type { History, JournalReader, RejectReader } from "../../../store/ports.ts";
import type { StoreSettings } from "../../../store/settings.ts";
import { filesIn } from "../../../store/sqlite/data-folder.ts";
import { createHistory } from "../../../store/sqlite/history/history.ts";
import { indexNow } from "../../../store/sqlite/journal/index-now.ts";
import { createJournal } from "../../../store/sqlite/journal/journal.ts";
import type { JournalOffers, JournalStart } from "../../../store/sqlite/journal/journal-offers.ts";
import { createJournalReader } from "../../../store/sqlite/journal/journal-reader.ts";
import { createRejectReader } from "../../../store/sqlite/journal/reject-reader.ts";
import { openDatabase } from "../../../store/sqlite/open-database.ts";
import { runRollup } from "../../../store/sqlite/run-jobs.ts";
import { startReader } from "../../../store/sqlite/start-reader.ts";
import { openState } from "../../../store/sqlite/state/state-offers.ts";
import { startThread } from "../../../store/sqlite/thread.ts";
import { settingsFor, temporaryFolder } from "./store-in-folder.ts";

/** The log of a data folder without the rest of a store. */
export interface LogInFolder {
  readonly journal: HubJournal;
  readonly journalReader: JournalReader;
  readonly history: History;
  readonly rejects: RejectReader;
  /** Flags as the state's commits put them down. */
  setFlag(gauge: GaugeId, observedAt: number, flag: number): Promise<unknown>;
  rollUp(): Promise<number>;
  index(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a log of its own, closed when the test ends. */
export async function openTestLog(changes: Partial<StoreSettings> = {}, clock = Date.now): Promise<LogInFolder> {
  const folder = changes.folder ?? (await temporaryFolder());
  const files = filesIn(folder);
  const settings = settingsFor(folder, changes);
  const start: JournalStart = { ...settings, folder, ...files };
  const entry = new URL("../../../store/sqlite/journal/journal-thread.ts", import.meta.url);
  const thread = await startThread<JournalOffers>(entry, start);
  openState(files).close();
  const reader = await startReader(files);
  const state = openDatabase(files.stateFile);
  const journal = await createJournal(thread, { maxCommitRows: settings.maxCommitRows, clock });
  const index = () => indexNow(thread);
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await journal.flush();
    state.close();
    await reader.stop();
    await thread.stop();
  };
  onTestFinished(close);
  return {
    journal,
    journalReader: createJournalReader(reader, { index }),
    history: createHistory(reader),
    rejects: createRejectReader(reader),
    setFlag: async (gauge, observedAt, flag) =>
      state
        .prepare("INSERT OR REPLACE INTO flag_change (gauge_id, observed_at, flag, checks) VALUES (?, ?, ?, ?)")
        .run(gauge, observedAt, flag, checks.spike),
    rollUp: () => runRollup({ journal: thread, files }),
    index,
    close,
  };
}
