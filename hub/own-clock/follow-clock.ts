import type { Store } from "../../store/store.ts";
import type { StartedComponents } from "../started-components.ts";
import type { OwnClock } from "./own-clock.ts";

/** Compares our clock with others; where it follows one that was set, silence is counted afresh, as at a start. */
export function followClock(ownClock: OwnClock, { journal }: Pick<Store, "journal">, started: StartedComponents): void {
  journal.onCommitted(({ rows }) => ownClock.heard(rows));
  ownClock.start((countedUpTo) => {
    const entry = { kind: "hub-started", countedUpTo } as const;
    // Where it cannot be kept, nothing can: that is told already, and silence is then counted as the clock has it.
    journal.enter({ entry, at: ownClock.now(), onceKey: null }).catch(() => {});
  });
  started.add("clock", async () => ownClock.stop());
}
