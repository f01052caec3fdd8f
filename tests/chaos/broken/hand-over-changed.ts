import { startBroken } from "./start-broken.ts";

// Hands to changed rules only the alarms that changed since the last commit, as if the others had nothing to lose.
await startBroken({ present: (engine) => engine.drainChanges().alarms });
