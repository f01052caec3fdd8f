import type { GaugeKey } from "../../domain/ids.ts";
import { type EntryKind, isEntryOf } from "../../domain/inputs/input.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { checks } from "../../domain/observations/quality.ts";
import type { JournalReader } from "../ports.ts";
import type { MemoryLog } from "./memory-journal.ts";

/** Flags 1 to 3. */
const usualFlags = 0b1110;

/** A log in memory as rules read it. */
export function createMemoryJournalReader(log: MemoryLog): JournalReader {
  const upTo = (gauge: GaugeKey, row: number): readonly JournalledObservation[] =>
    log.rows.ofGauge(gauge).filter(({ journalSeq }) => journalSeq <= row);

  return {
    async readAfter({ row, entry }, limit) {
      const rows = log.rows.all.slice(row, row + limit);
      const later = log.entries.slice(entry);
      const last = rows.at(-1);
      // As long as a row may follow, what stands behind the last one comes with the next page.
      const isFull = last !== undefined && rows.length === limit;
      return { rows, entries: isFull ? later.filter(({ afterRow }) => afterRow < last.journalSeq) : later };
    },
    async entriesOf<Kind extends EntryKind>(kind: Kind, { entry }: { readonly entry: number }) {
      return log.entries.slice(0, entry).filter((logged) => isEntryOf(logged, kind));
    },
    async recent(gauge, sinceMs, { row }, flags = usualFlags) {
      const judged = upTo(gauge, row).filter(
        ({ flag, checks: failed }) => (flags >> flag) & 1 && (failed & checks.tooOld) === 0,
      );
      const newest = judged.at(-1);
      return newest === undefined ? [] : judged.filter(({ observedAt }) => observedAt >= newest.observedAt - sinceMs);
    },
    newest: async (gauge, count, { row }) => upTo(gauge, row).filter(isHeard).slice(-count),
    async lastReceivedAt(gauge, { row }) {
      const rows = upTo(gauge, row).filter(isHeard);
      if (rows.length === 0) return null;
      return rows.reduce((last, each) => (each.journalSeq > last.journalSeq ? each : last)).receivedAt;
    },
    async positionAt(at) {
      const row = log.rows.all.findIndex(({ receivedAt }) => receivedAt >= at);
      const rows = row === -1 ? log.rows.all.length : row;
      const next = row === -1 ? Number.POSITIVE_INFINITY : row + 1;
      const beyond = log.entries.findIndex(
        (entry) => entry.afterRow >= next || (entry.afterRow >= rows && entry.at >= at),
      );
      return { row: rows, entry: beyond === -1 ? log.entries.length : beyond };
    },
    index: async () => {},
  };
}

/** Heard from a device, and not put in from a recording. */
function isHeard({ checks: failed }: JournalledObservation): boolean {
  return (failed & checks.archived) === 0;
}
