import { effects as noEffects } from "../../support/effects.ts";
import { startBroken } from "./start-broken.ts";

/** Long enough that a kill falls in between before long. */
const betweenMs = 300;

// Commits what rules found first and the cursor after it: two transactions where there must be one.
await startBroken({
  state: (sound) => {
    let cursor = 0;
    return {
      async load() {
        const saved = await sound.load();
        cursor = saved.rulesCursor;
        return saved;
      },
      async commit(effects) {
        const committed = await sound.commit({ ...effects, rulesCursor: cursor });
        await new Promise((resolve) => setTimeout(resolve, betweenMs));
        cursor = effects.rulesCursor;
        const { rulesCursor, rulesClock } = effects;
        await sound.commit(noEffects({ rulesCursor, rulesClock }));
        return committed;
      },
    };
  },
});
