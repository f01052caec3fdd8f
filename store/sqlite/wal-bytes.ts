import { statSync } from "node:fs";

/** Size of a database's write-ahead log, bytes; 0 when there is none. */
export function walBytes(databaseFile: string): number {
  return statSync(`${databaseFile}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}
