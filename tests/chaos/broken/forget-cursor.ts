import type { StateStore } from "../../../store/ports.ts";
import { effects as noEffects } from "../../support/effects.ts";
import { startBroken } from "./start-broken.ts";

/** Long enough that a kill falls in between before long. */
const betweenMs = 300;

/** Commits what was decided first and the position after it: two transactions where there must be one. */
function forgetful(sound: StateStore): StateStore {
  let commits = 0;
  let position = { row: 0, entry: 0 };
  return {
    async load() {
      const saved = await sound.load();
      ({ commits, position } = saved);
      return saved;
    },
    async commit(_, effects) {
      const committed = await sound.commit(commits, { ...effects, position });
      commits += 1;
      await new Promise((resolve) => setTimeout(resolve, betweenMs));
      position = effects.position;
      await sound.commit(commits, noEffects({ position, clock: effects.clock }));
      commits += 1;
      return committed;
    },
  };
}

await startBroken({ store: (sound) => ({ ...sound, state: forgetful(sound.state) }) });
