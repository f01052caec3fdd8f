import type { SpoolQueries } from "./spool-queries.ts";

/** From where to where the journal's rows go, and when they came in. */
export interface JournalEnds {
  newestSeq(): number;
  oldestSeq(): number;
  /** Names the row at `seq` so that it is known again; null when it is not there. */
  markOf(seq: number): string | null;
  /** Rows above `seq`; of very many, roughly. */
  countAfter(seq: number): number;
  /** Our clock when the first row above `seq` came in; null when there is none. */
  receivedAfter(seq: number): number | null;
  newestReceivedAt(): number | null;
  /** When the oldest row was received, if older ones have been deleted; null while the journal is whole. */
  keptSince(): number | null;
}

/** Rows above which a difference of numbers is near enough, as counting would take long. */
const maxCounted = 10_000;

export function journalEnds(queries: SpoolQueries): JournalEnds {
  const newestSeq = queries.number("SELECT max(seq) FROM observation");
  const oldestSeq = queries.number("SELECT min(seq) FROM observation");
  const lastDeleted = queries.number("SELECT seq FROM progress WHERE name = 'last_deleted'");
  const markOf = queries.rows<readonly [string]>(
    "SELECT gauge || '@' || observed_at || '@' || received_at FROM observation WHERE seq = ?",
  );
  const receivedAfter = queries.number("SELECT received_at FROM observation WHERE seq > ? ORDER BY seq LIMIT 1");
  const countAfter = queries.number("SELECT count(*) FROM observation WHERE seq > ?");
  return {
    newestSeq: () => newestSeq() ?? lastDeleted() ?? 0,
    oldestSeq: () => oldestSeq() ?? (lastDeleted() ?? 0) + 1,
    markOf: (seq) => markOf(seq)[0]?.[0] ?? null,
    countAfter(seq) {
      // Numbers may be missing between rows.
      const most = Math.max(0, (newestSeq() ?? 0) - seq);
      return most > maxCounted ? most : (countAfter(seq) ?? 0);
    },
    receivedAfter,
    newestReceivedAt: queries.number("SELECT received_at FROM observation ORDER BY seq DESC LIMIT 1"),
    keptSince: () => ((lastDeleted() ?? 0) === 0 ? null : receivedAfter(0)),
  };
}
