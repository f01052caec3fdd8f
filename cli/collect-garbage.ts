import { measureMemory } from "node:vm";

/** How often V8 is asked, ms; it begins 10 to 20 s later. */
const usualEveryMs = 30_000;

/**
 * Has V8 collect the old generation again and again, in small steps beside other work, so that memory is back soon after a bad hour.
 *
 * By itself V8 waits until the old generation has grown to a multiple, and a calm hub hardly grows: 150 MB of garbage of all that
 * `npm run attack` lets loose stayed for minutes. Where little is allocated, V8 lets a collection be followed by one that gives the nursery
 * back too: 796 MB of the process became 445 MB within 10 s. Each stops the hub for 3 and 15 ms at 77 MB alive; `gc()`, which does
 * all at once, for 43 ms.
 *
 * `vm.measureMemory` is the one way that Node.js has to ask for a collection in steps; what it measures is of no interest here. Node.js
 * calls it experimental, which `--disable-warning=ExperimentalWarning` keeps off the terminal.
 *
 * @returns ends it
 */
export function collectGarbage(everyMs = usualEveryMs): () => void {
  const timer = setInterval(() => {
    // Never rejects: V8 answers once it has collected, which it may do long after.
    void measureMemory({ mode: "summary", execution: "default" });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
