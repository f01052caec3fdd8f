import type { DatabaseSync } from "node:sqlite";
import type { Entry } from "../../../domain/inputs/input.ts";
import type { InboxItem } from "../../ports.ts";

/** Leaves an entry for the hub, which puts it in the log. */
export function addToInbox(database: DatabaseSync, entry: Entry): InboxItem {
  const { lastInsertRowid } = database.prepare("INSERT INTO inbox (body) VALUES (?)").run(JSON.stringify(entry));
  return { itemId: Number(lastInsertRowid), entry };
}

/** Oldest first. */
export function waitingInInbox(database: DatabaseSync): readonly InboxItem[] {
  return database
    .prepare("SELECT * FROM inbox ORDER BY item_id")
    .all()
    .map(({ item_id, body }) => ({ itemId: Number(item_id), entry: JSON.parse(String(body)) as Entry }));
}

export function removeFromInbox(database: DatabaseSync, itemId: number): void {
  database.prepare("DELETE FROM inbox WHERE item_id = ?").run(itemId);
}
