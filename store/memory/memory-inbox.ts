import type { Inbox } from "../ports.ts";
import { copyOf, type StateTables } from "./state-tables.ts";

/** The inbox of a store in memory. */
export function createMemoryInbox(tables: StateTables): Inbox {
  return {
    async add(entry) {
      tables.lastItemId += 1;
      const item = { itemId: tables.lastItemId, entry: copyOf(entry) };
      tables.inbox.push(item);
      return item;
    },
    waiting: async () => [...tables.inbox],
    async remove(itemId) {
      tables.inbox = tables.inbox.filter((item) => item.itemId !== itemId);
    },
  };
}
