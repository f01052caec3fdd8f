import { Worker } from "node:worker_threads";
import { type StandstillLimits, slotCount, slots, type WatchdogStart } from "./standstill-judge.ts";
import { lookMs, type WorkProgress } from "./work-progress.ts";

/** Watches this process from a thread of its own, and kills it where it stands still: its supervisor starts it again. */
export interface Watchdog {
  /** The process has been told to end: from now on it has `stopMs` for it. */
  stopping(): void;
  stop(): Promise<void>;
}

export function startWatchdog(progress: WorkProgress, limits: StandstillLimits): Watchdog {
  const memory = new SharedArrayBuffer(slotCount * Int32Array.BYTES_PER_ELEMENT);
  const shared = new Int32Array(memory);
  const start: WatchdogStart = { memory, limits };
  const worker = new Worker(new URL("./watchdog-thread.ts", import.meta.url), { workerData: start });
  worker.unref();
  const timer = setInterval(() => {
    shared[slots.acknowledgementsStillMs] = progress.standsStillMs("acknowledgements");
    shared[slots.decisionsStillMs] = progress.standsStillMs("decisions");
    Atomics.add(shared, slots.beats, 1);
  }, lookMs);
  timer.unref();
  return {
    stopping: () => void Atomics.store(shared, slots.isStopping, 1),
    async stop() {
      clearInterval(timer);
      await worker.terminate();
    },
  };
}
