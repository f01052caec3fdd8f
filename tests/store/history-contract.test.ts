import type { GaugeId } from "../../domain/ids.ts";
import { checks, type QualityFlag } from "../../domain/observations/quality.ts";
import { createMemoryHistory } from "../../store/memory/memory-history.ts";
import { createMemoryJournal, MemoryLog } from "../../store/memory/memory-journal.ts";
import { historyContract } from "../contracts/history.ts";
import { openTestLog } from "./support/log-in-folder.ts";

historyContract("SQLite", async () => {
  const log = await openTestLog();
  return { ...log, settling: [log.rollUp, log.index] };
});

historyContract("memory", async () => {
  const log = new MemoryLog({ keepRejects: 100, keepRejectBytes: 100_000 });
  const flags = new Map<string, QualityFlag>();
  return {
    journal: createMemoryJournal(log, { maxCommitRows: 8_192, clock: Date.now }),
    history: createMemoryHistory(log, (gauge, observedAt) => {
      const flag = flags.get(`${gauge}|${observedAt}`);
      return flag === undefined ? undefined : { flag, checks: checks.spike };
    }),
    setFlag: async (gauge: GaugeId, observedAt: number, flag: QualityFlag) => flags.set(`${gauge}|${observedAt}`, flag),
    settling: [],
  };
});
