import type { DatabaseSync } from "node:sqlite";
import type { Entry } from "../../../domain/inputs/input.ts";
import type { InboxItem } from "../../ports.ts";

/** Leaves an entry for the hub, which puts it in the log. */
export function addToInbox(database: DatabaseSync, entry: Entry): InboxItem {
  const { lastInsertRowid } = database.prepare("INSERT INTO inbox (body) VALUES (?)").run(JSON.stringify(entry));
  return { itemId: Number(lastInsertRowid), entry };
}

export const waitingSql = "SELECT * FROM inbox ORDER BY item_id";

/** Oldest first. */
export function waitingInInbox(database: DatabaseSync): readonly InboxItem[] {
  return database.prepare(waitingSql).all().map(toInboxItem);
}

export function toInboxItem({ item_id, body }: Readonly<Record<string, unknown>>): InboxItem {
  return { itemId: Number(item_id), entry: JSON.parse(String(body)) as Entry };
}

export function removeFromInbox(database: DatabaseSync, itemId: number): void {
  database.prepare("DELETE FROM inbox WHERE item_id = ?").run(itemId);
}
