import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { openForReading, pragma } from "./open-database.ts";

export type DatabaseName = "journal" | "state";

/** What a reading thread is started with. */
export interface ReaderStart {
  readonly journalFile: string;
  readonly stateFile: string;
}

export type SqlRow = Readonly<Record<string, SQLInputValue>>;

export type ReaderOffers = ReturnType<typeof openReader>["offers"];

/** Reads both databases; runs in a reading thread. Each call is one statement, thus one snapshot. */
export function openReader(start: ReaderStart) {
  const databases: Readonly<Record<DatabaseName, DatabaseSync>> = {
    journal: openForReading(start.journalFile),
    state: openForReading(start.stateFile),
  };
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

  const offers = {
    rows: (name: DatabaseName, sql: string, params: readonly SQLInputValue[]): readonly SqlRow[] =>
      prepare(name, sql, false).all(...params) as readonly SqlRow[],
    /** Rows of numbers one after the other, NaN for null. */
    packed(name: DatabaseName, sql: string, params: readonly SQLInputValue[]): Float64Array {
      const rows = prepare(name, sql, true).all(...params) as unknown as readonly (readonly (number | null)[])[];
      const width = rows[0]?.length ?? 0;
      const packed = new Float64Array(rows.length * width);
      let at = 0;
      for (const row of rows) {
        for (let column = 0; column < width; column += 1) packed[at++] = row[column] ?? Number.NaN;
      }
      return packed;
    },
    /** Words of `PRAGMA integrity_check`, or of the quick one; empty when all is well. */
    integrityProblems(name: DatabaseName, isQuick: boolean): readonly string[] {
      const check = isQuick ? "quick_check" : "integrity_check";
      const found = databases[name].prepare(`PRAGMA ${check}`).all();
      return found.map((row) => String(row[check])).filter((words) => words !== "ok");
    },
    schemaVersion: (name: DatabaseName): number => Number(pragma(databases[name], "user_version")),
  };
  const close = (): void => {
    databases.journal.close();
    databases.state.close();
  };
  return { offers, close };
}
