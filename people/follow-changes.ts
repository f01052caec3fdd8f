import type { Log } from "../domain/log.ts";

/** How often the store is asked whether another process has changed accounts or tokens. */
const pollMs = 500;

/** Tells when who may do what has changed. */
export interface GrantChanges {
  /** @returns call it to stop listening */
  onChanged(listener: () => void): () => void;
  /** Tells of a change that this process made. */
  changed(): void;
  stop(): Promise<void>;
}

/** @param revision changes whenever accounts, sessions or tokens do, whichever process does it */
export function followChanges(revision: () => Promise<string>, log: Log): GrantChanges {
  const listeners = new Set<() => void>();
  let seen: string | null = null;
  let underWay: Promise<void> | null = null;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const look = async (): Promise<void> => {
    try {
      const found = await revision();
      const isNews = seen !== null && found !== seen;
      seen = found;
      if (isNews) changed();
    } catch (error) {
      log.debug({ err: error }, "cannot look for changed accounts; tried again");
    }
  };
  const timer = setInterval(() => {
    underWay ??= look().finally(() => {
      underWay = null;
    });
  }, pollMs);
  timer.unref();
  return {
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
