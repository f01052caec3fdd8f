import type { StateStore } from "../../../store/ports.ts";
import { startBroken } from "./start-broken.ts";

/** Commits what was decided, and not what steps must find again after a restart: who was called, and what is due. */
const forgetful = (sound: StateStore): StateStore => ({
  load: () => sound.load(),
  commit: (after, effects) => sound.commit(after, { ...effects, saved: [] }),
});

await startBroken({ store: (sound) => ({ ...sound, state: forgetful(sound.state) }) });
