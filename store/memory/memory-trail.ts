import type { TrailReader } from "../ports.ts";
import type { MemoryLog } from "./memory-journal.ts";
import { settledOf } from "./memory-outbox.ts";
import type { StateTables } from "./state-tables.ts";

/** The trail and the log of a store in memory. */
export function createMemoryTrail(log: MemoryLog, tables: StateTables): TrailReader {
  return {
    linesAfter: async (auditSeq, limit) => tables.audit.filter((line) => line.auditSeq > auditSeq).slice(0, limit),
    entriesAfter: async (entrySeq, limit) => log.entries.slice(entrySeq, entrySeq + limit),
    decidedEntry: async () => tables.position.entry,
    eventsOf: async (ids) => ids.flatMap((id) => tables.eventsById.get(id) ?? []),
    endsOf: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const kept = tables.deliveries[id - 1];
          return kept === undefined ? [] : [[id, settledOf(tables, kept)] as const];
        }),
      ),
    waitingEntries: async () => tables.inbox.map(({ entry }) => entry),
  };
}
