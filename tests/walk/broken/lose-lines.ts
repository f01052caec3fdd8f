import type { StateStore } from "../../../store/ports.ts";
import { startBroken } from "../../chaos/broken/start-broken.ts";

/** Every so often a line of a timeline is not committed with its case. */
function losing(sound: StateStore): StateStore {
  let commits = 0;
  return {
    load: () => sound.load(),
    commit(after, effects) {
      commits += 1;
      const isLost = commits % 10 === 0;
      return sound.commit(after, isLost ? { ...effects, caseEntries: effects.caseEntries.slice(1) } : effects);
    },
  };
}

await startBroken({ store: (sound) => ({ ...sound, state: losing(sound.state) }) });
