import type { Entry } from "../../domain/inputs/input.ts";
import type { Inbox, InboxItem } from "../ports.ts";
import { copyOf, type StateTables } from "./state-tables.ts";

/** The inbox of a store in memory. */
export function createMemoryInbox(tables: StateTables): Inbox {
  return {
    add: async (entry) => putInInbox(tables, entry),
    waiting: async () => [...tables.inbox],
    async remove(itemId) {
      tables.inbox = tables.inbox.filter((item) => item.itemId !== itemId);
    },
  };
}

export function putInInbox(tables: StateTables, entry: Entry): InboxItem {
  tables.lastItemId += 1;
  const item = { itemId: tables.lastItemId, entry: copyOf(entry) };
  tables.inbox.push(item);
  return item;
}
