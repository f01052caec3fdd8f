import { createMemoryJournal, MemoryLog } from "../../../store/memory/memory-journal.ts";
import { createMemoryJournalReader } from "../../../store/memory/memory-journal-reader.ts";
import { createMemoryRejectReader } from "../../../store/memory/memory-rejects.ts";
import { entryContract, journalContract, journalReaderContract, type OpenJournal } from "../../contracts/journal.ts";
import { openTestLog } from "../support/log-in-folder.ts";

const rejectLimits = { keepRejects: 100, keepRejectBytes: 100_000 };

function openMemory(): OpenJournal {
  const log = new MemoryLog(rejectLimits);
  return {
    journal: createMemoryJournal(log, { maxCommitRows: 8_192, clock: Date.now }),
    journalReader: createMemoryJournalReader(log),
    rejects: createMemoryRejectReader(log),
  };
}

/** Reads by gauge only once all is in the order by gauge. */
async function openIndexed(): Promise<OpenJournal> {
  const log = await openTestLog();
  const indexedFirst =
    <Args extends readonly unknown[], Result>(read: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await log.index();
      return read(...args);
    };
  const { recent, newest, lastReceivedAt } = log.journalReader;
  return {
    ...log,
    journalReader: {
      ...log.journalReader,
      recent: indexedFirst(recent),
      newest: indexedFirst(newest),
      lastReceivedAt: indexedFirst(lastReceivedAt),
    },
  };
}

journalContract("SQLite", () => openTestLog(rejectLimits));
journalContract("memory", async () => openMemory());

entryContract("SQLite", openTestLog);
entryContract("memory", async () => openMemory());

journalReaderContract("SQLite, rows in the tail", openTestLog);
journalReaderContract("SQLite, rows in the index", openIndexed);
journalReaderContract("memory", async () => openMemory());
