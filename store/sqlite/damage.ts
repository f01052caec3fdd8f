import { HubError } from "../../domain/errors.ts";
import type { Log } from "../../domain/log.ts";
import type { DatabaseName } from "./reader-offers.ts";
import type { IntegrityProblem } from "./run-jobs.ts";
import type { Offers, Thread } from "./thread.ts";

/** What is known of damage to the databases: what checks found, and what was met by reading or writing. */
export class Damage {
  readonly #log: Log;
  #found: readonly IntegrityProblem[] | null = null;
  readonly #met = new Map<DatabaseName | "either", string>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Problems known; null while nothing was checked and nothing met. */
  get problems(): number | null {
    return this.#found === null && this.#met.size === 0 ? null : (this.#found?.length ?? 0) + this.#met.size;
  }

  /** Takes in what a check of all pages found, in place of the check before. */
  checked(problems: readonly IntegrityProblem[]): void {
    this.#found = problems;
    if (problems.length > 0) this.#log.error({ problems: problems.slice(0, 20) }, "database damaged: restore a backup");
  }

  /** Takes in a failure; nothing where it is of another kind. */
  met(database: DatabaseName | "either", error: unknown): void {
    if (!(error instanceof HubError) || error.code !== "store.corrupt" || this.#met.has(database)) return;
    this.#met.set(database, error.message);
    this.#log.error({ database, err: error }, "database damaged: restore a backup");
  }
}

/** The same thread, whose failures are looked at for damage. */
export function noticing<T extends Offers<T>>(
  thread: Thread<T>,
  database: DatabaseName | "either",
  damage: Damage,
): Thread<T> {
  return {
    call: (name, ...args) => {
      const answer = thread.call(name, ...args);
      answer.catch((error: unknown) => damage.met(database, error));
      return answer;
    },
    stop: () => thread.stop(),
  };
}
