import { startBroken } from "./start-broken.ts";

// Commits what rules found without the cursor, as two transactions would when the hub dies between them.
await startBroken({
  state: (sound) => ({
    load: () => sound.load(),
    commit: (effects) => sound.commit({ ...effects, rulesCursor: 0 }),
  }),
});
