import type { DatabaseSync, SQLInputValue } from "node:sqlite";

type Query<Result> = (...params: SQLInputValue[]) => Result;

/** Prepares statements over the journal, with the state attached as `state`. */
export interface SpoolQueries {
  /** Rows as arrays, columns in the order of the statement. */
  rows<Row>(sql: string): Query<readonly Row[]>;
  /** The first column of the first row; null when there is none. */
  number(sql: string): Query<number | null>;
  /** JSON texts of the first column, parsed. */
  bodies<T>(sql: string): () => readonly T[];
}

export function spoolQueries(database: DatabaseSync): SpoolQueries {
  const rows = <Row>(sql: string): Query<readonly Row[]> => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return (...params) => statement.all(...params) as unknown as readonly Row[];
  };
  return {
    rows,
    number(sql) {
      const read = rows<readonly [number | null]>(sql);
      return (...params) => read(...params)[0]?.[0] ?? null;
    },
    bodies<T>(sql: string) {
      const read = rows<readonly [string]>(sql);
      return () => read().map(([body]) => JSON.parse(body) as T);
    },
  };
}
