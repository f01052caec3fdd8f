import type { DatabaseSync } from "node:sqlite";
import { fill } from "../../locales/fill.ts";
import { storeActionTexts } from "../../locales/store/database.ts";
import { storeTexts } from "../../locales/store/errors.ts";
import { storeError, toStoreError } from "../errors.ts";
import { inTransaction, pragma } from "./open-database.ts";

/**
 * SQL, or a function where SQL cannot tell, that leads from the version before to this one; its place in the list is its
 * number. A function runs inside the step's transaction and writes to this database alone.
 */
export type Migration = string | ((database: DatabaseSync) => void);

/**
 * Brings a database to the newest schema, each step in a transaction with its number, so that a kill between or inside
 * steps leaves a whole version behind.
 *
 * @param migrations all of them, oldest first; never edited once released, only added to
 * @throws {HubError} `store.schema_too_new` when a newer Guanlan wrote the file
 */
export function migrate(database: DatabaseSync, migrations: readonly Migration[], path: string): void {
  const found = versionOf(database);
  if (found > migrations.length) {
    throw storeError(
      "store.schema_too_new",
      fill(storeTexts["schema-too-new"], { path, known: migrations.length, found }),
    );
  }
  for (let version = found; version < migrations.length; version += 1) {
    try {
      inTransaction(database, () => {
        // Another process may have migrated while this one waited for the lock.
        if (versionOf(database) > version) return;
        const step = migrations[version]!;
        if (typeof step === "string") database.exec(step);
        else step(database);
        database.exec(`PRAGMA user_version = ${version + 1}`);
      });
    } catch (error) {
      throw toStoreError(fill(storeActionTexts.migrate, { path, version: version + 1 }), error);
    }
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(pragma(database, "user_version"));
}
