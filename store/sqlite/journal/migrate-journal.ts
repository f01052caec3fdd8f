import type { DatabaseSync } from "node:sqlite";
import { migrate } from "../migrate.ts";
import { openDatabase } from "../open-database.ts";
import { journalMigrations } from "./journal-schema.ts";

/** Brings an open `journal.db` to the newest schema; `state.db` of the same folder must not have been migrated before. */
export function migrateJournal(
  database: DatabaseSync,
  files: { readonly journalFile: string; readonly stateFile: string },
): void {
  migrate(database, journalMigrations(files.stateFile), files.journalFile);
}

/**
 * Makes `journal.db` where there is none, and brings it to the newest schema.
 *
 * @throws {HubError} `store.schema_too_new`, `store.busy`, `store.read_only`, `store.corrupt`
 */
export function migrateJournalFile(files: { readonly journalFile: string; readonly stateFile: string }): void {
  const database = openDatabase(files.journalFile);
  try {
    migrateJournal(database, files);
  } finally {
    database.close();
  }
}
