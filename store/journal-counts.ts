/** What the journal has done since start. */
export interface JournalCounts {
  commits: number;
  /** Observations kept. */
  rows: number;
  duplicates: number;
  /** Observations kept beside another value of their moment; part of `rows`. */
  conflicts: number;
  rejects: number;
  /** Entries kept. */
  entries: number;
  failedCommits: number;
  lastCommitMs: number;
  maxCommitMs: number;
  lastGroupRows: number;
  maxGroupRows: number;
  /** Why nothing is being kept, and since when; null while commits succeed. */
  failing: { readonly code: string; readonly since: number } | null;
}

/** Counts of a journal that has done nothing yet. */
export function noCounts(): JournalCounts {
  return {
    commits: 0,
    rows: 0,
    duplicates: 0,
    conflicts: 0,
    rejects: 0,
    entries: 0,
    failedCommits: 0,
    lastCommitMs: 0,
    maxCommitMs: 0,
    lastGroupRows: 0,
    maxGroupRows: 0,
    failing: null,
  };
}
