import { canonicalJson } from "../domain/canonical-json.ts";
import { idFrom } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import type { Inbox, InboxItem } from "../store/ports.ts";
import type { EntryPort } from "./ports.ts";

/** How long what was given on the command line waits at most for a running hub. */
const pollMs = 1_000;

/** Enters in the log what other processes put in the inbox, in the order in which it was given. */
export interface InboxIntake {
  /** Enters what waits now; resolves once it has taken effect. */
  enterAll(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export function createInboxIntake(inbox: Inbox, entries: EntryPort, log: Log): InboxIntake {
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> = Promise.resolve();
  let hasFailed = false;

  async function enterWaiting(): Promise<void> {
    for (const item of await inbox.waiting()) {
      await entries.enter(item.entry, onceKeyOf(item));
      await inbox.remove(item.itemId);
    }
  }

  function enterAll(): Promise<void> {
    underWay = underWay.catch(() => {}).then(enterWaiting);
    return underWay;
  }

  async function poll(): Promise<void> {
    try {
      await enterAll();
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) log.warn({ err: error }, "cannot look for orders of operators; tried again every second");
      hasFailed = true;
    }
  }

  return {
    enterAll,
    start() {
      timer = setInterval(() => void poll(), pollMs);
      timer.unref();
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      await underWay.catch(() => {});
    },
  };
}

/**
 * The key under which the log has an item once. Its content is part of it: numbers begin anew in a state that was put back
 * from a backup or decided anew from the journal, and name other entries there.
 */
function onceKeyOf({ itemId, entry }: InboxItem): string {
  return idFrom("inbox", itemId, canonicalJson(entry));
}
