import type { DatabaseSync } from "node:sqlite";
import type { GaugeId } from "../../../domain/ids.ts";
import { inTransaction } from "../open-database.ts";

/** Knows the key of every gauge of `journal.db`. */
export class GaugeKeys {
  readonly #database: DatabaseSync;
  readonly #keysById = new Map<string, number>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    for (const row of database.prepare("SELECT id, gauge FROM gauge").all()) {
      this.#keysById.set(String(row.id), Number(row.gauge));
    }
  }

  /** Every gauge known, those of `ids` added, as pairs of id and key. */
  withAdded(ids: readonly GaugeId[]): readonly (readonly [string, number])[] {
    const missing = ids.filter((id) => !this.#keysById.has(id));
    if (missing.length > 0) {
      const add = this.#database.prepare("INSERT INTO gauge (id) VALUES (?)");
      const added = inTransaction(this.#database, () =>
        missing.map((id) => [id, Number(add.run(id).lastInsertRowid)] as const),
      );
      for (const [id, key] of added) this.#keysById.set(id, key);
    }
    return [...this.#keysById];
  }
}
