import { syncBuiltinESMExports } from "node:module";
import workers from "node:worker_threads";

/**
 * Starts the program so that SIGUSR2 breaks one of its threads, the one whose file's name begins as `TEST_THREAD` says:
 * `TEST_THREAD_FAULT=end` ends it, as running out of memory does; `hang` leaves what it is asked unanswered.
 */
const { TEST_THREAD: wanted = "", TEST_THREAD_FAULT: fault = "" } = process.env;
let isBroken = false;
const started: workers.Worker[] = [];

class BreakableWorker extends workers.Worker {
  readonly #isWanted: boolean;

  constructor(...given: ConstructorParameters<typeof workers.Worker>) {
    super(...given);
    this.#isWanted = String(given[0]).includes(`/${wanted}`);
    if (this.#isWanted) started.push(this);
  }

  override postMessage(...given: Parameters<workers.Worker["postMessage"]>): void {
    if (!(isBroken && fault === "hang" && this.#isWanted)) super.postMessage(...given);
  }
}

workers.Worker = BreakableWorker;
syncBuiltinESMExports();
process.on("SIGUSR2", () => {
  isBroken = true;
  if (fault === "end") for (const worker of started.splice(0)) void worker.terminate();
});
await import("../../../cli/guanlan.ts");
