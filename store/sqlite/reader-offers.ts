import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Position } from "../../domain/position.ts";
import { entryColumns } from "./journal/entry-rows.ts";
import { journalledColumns, journalledWidth } from "./journal/packed-observations.ts";
import { openForReading, pragma } from "./open-database.ts";

export type DatabaseName = "journal" | "state";

/** What a reading thread is started with. */
export interface ReaderStart {
  readonly journalFile: string;
  readonly stateFile: string;
}

const rowsAfterSql = `SELECT ${journalledColumns} FROM observation WHERE seq > ? ORDER BY seq LIMIT ?`;

/** `after_row` never falls as `entry_seq` grows, so the first entry behind the stretch ends the search. */
const entriesAfterSql = `
  SELECT ${entryColumns} FROM input_entry
  WHERE entry_seq > ?1
    AND entry_seq < ifnull((SELECT entry_seq FROM input_entry WHERE after_row >= ?2 ORDER BY after_row, entry_seq LIMIT 1),
                           9223372036854775807)
  ORDER BY entry_seq`;

export type SqlRow = Readonly<Record<string, SQLInputValue>>;

export type ReaderOffers = ReturnType<typeof openReader>["offers"];

/** A stretch of the log as it crosses threads. */
export interface PackedSlice {
  readonly rows: Float64Array;
  readonly entries: readonly SqlRow[];
}

/**
 * Reads both databases; runs in a reading thread. Each call is one snapshot. Statements on the journal see the state as
 * `state`, for the flags given after the journal had its rows.
 */
export function openReader(start: ReaderStart) {
  const databases: Readonly<Record<DatabaseName, DatabaseSync>> = {
    journal: openForReading(start.journalFile),
    state: openForReading(start.stateFile),
  };
  databases.journal.prepare("ATTACH ? AS state").run(start.stateFile);
  const statements = new Map<string, StatementSync>();
  const prepare = (name: DatabaseName, sql: string, asArrays: boolean): StatementSync => {
    const key = `${name} ${asArrays} ${sql}`;
    let statement = statements.get(key);
    if (statement === undefined) {
      statement = databases[name].prepare(sql);
      statement.setReturnArrays(asArrays);
      statements.set(key, statement);
    }
    return statement;
  };

  /** Rows of numbers one after the other, NaN for null. */
  const packed = (name: DatabaseName, sql: string, params: readonly SQLInputValue[]): Float64Array => {
    const rows = prepare(name, sql, true).all(...params) as unknown as readonly (readonly (number | null)[])[];
    const width = rows[0]?.length ?? 0;
    const numbers = new Float64Array(rows.length * width);
    let at = 0;
    for (const row of rows) {
      for (let column = 0; column < width; column += 1) numbers[at++] = row[column] ?? Number.NaN;
    }
    return numbers;
  };

  const offers = {
    rows: (name: DatabaseName, sql: string, params: readonly SQLInputValue[]): readonly SqlRow[] =>
      prepare(name, sql, false).all(...params) as readonly SqlRow[],
    packed,
    /** What lies after a position of the log, at most `limit` rows and the entries among them. */
    sliceAfter(position: Position, limit: number): PackedSlice {
      databases.journal.exec("BEGIN");
      try {
        const rows = packed("journal", rowsAfterSql, [position.row, limit]);
        // A full page may have a row behind it: what stands behind its last row then comes with the next.
        const isFull = rows.length === limit * journalledWidth;
        const before = isFull ? (rows.at(-journalledWidth) as number) : Number.MAX_SAFE_INTEGER;
        const entries = prepare("journal", entriesAfterSql, false).all(position.entry, before) as readonly SqlRow[];
        return { rows, entries };
      } finally {
        databases.journal.exec("COMMIT");
      }
    },
    /** Words of `PRAGMA integrity_check`, or of the quick one; empty when all is well. */
    integrityProblems: (name: DatabaseName, isQuick: boolean): readonly string[] =>
      integrityProblems(databases[name], isQuick),
    schemaVersion: (name: DatabaseName): number => Number(pragma(databases[name], "user_version")),
  };
  const close = (): void => {
    databases.journal.close();
    databases.state.close();
  };
  return { offers, close };
}

function integrityProblems(database: DatabaseSync, isQuick: boolean): readonly string[] {
  const check = isQuick ? "quick_check" : "integrity_check";
  const found = database.prepare(`PRAGMA ${check}`).all();
  return found.map((row) => String(row[check])).filter((words) => words !== "ok");
}
