import type { Log } from "../domain/log.ts";

interface StartedComponent {
  readonly name: string;
  stop(): Promise<void>;
}

/** What has been started, to be stopped in reverse order. */
export class StartedComponents {
  readonly #started: StartedComponent[] = [];
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  add(name: string, stop: () => Promise<void>): void {
    this.#started.push({ name, stop });
  }

  /** @returns the first thing that failed; null when all stopped cleanly */
  async stopAll(): Promise<unknown> {
    let failure: unknown = null;
    for (let last = this.#started.pop(); last !== undefined; last = this.#started.pop()) {
      try {
        await last.stop();
      } catch (error) {
        failure ??= error;
        this.#log.error({ err: error, component: last.name }, "a component did not stop cleanly");
      }
    }
    return failure;
  }
}
