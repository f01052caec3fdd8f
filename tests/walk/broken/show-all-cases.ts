import type { StateQueries } from "../../../store/ports.ts";
import { startBroken } from "../../chaos/broken/start-broken.ts";

/** Lists the cases of the whole city to whoever asks. */
const shown = (sound: StateQueries): StateQueries => ({
  ...sound,
  cases: ({ within: _, ...filter }, page, order) => sound.cases(filter, page, order),
});

await startBroken({ store: (sound) => ({ ...sound, queries: shown(sound.queries) }) });
