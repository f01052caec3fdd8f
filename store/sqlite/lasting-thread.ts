import type { Log } from "../../domain/log.ts";
import { type Offers, startThread, type Thread } from "./thread.ts";

/** Wait before a thread that could not be started again is tried once more. */
const retryMs = 1_000;

/**
 * Starts a thread that holds nothing of its own, and starts it again whenever it ends. Calls under way then fail, later
 * ones wait for the new thread.
 *
 * @throws whatever the entry threw before it was ready the first time
 */
export async function startLastingThread<T extends Offers<T>>(entry: URL, start: object, log: Log): Promise<Thread<T>> {
  let isStopped = false;
  let current: Promise<Thread<T>>;
  const startAgain = async (): Promise<Thread<T>> => {
    for (;;) {
      try {
        return await startThread<T>(entry, start, onEnded);
      } catch (error) {
        if (isStopped) throw error;
        log.error({ err: error }, "a thread cannot be started again, tried every second");
        await new Promise((resolve) => setTimeout(resolve, retryMs).unref());
      }
    }
  };
  const onEnded = (error: Error): void => {
    if (isStopped) return;
    log.error({ err: error }, "a thread has ended and is started again");
    current = startAgain();
    current.catch(() => {});
  };
  current = startThread<T>(entry, start, onEnded);
  await current;
  return {
    // The awaited answer of an awaited thread: more than the compiler follows of a generic call.
    call: (name, ...args) => current.then((thread) => thread.call(name, ...args)) as never,
    async stop() {
      isStopped = true;
      await current.then((thread) => thread.stop()).catch(() => undefined);
    },
  };
}
