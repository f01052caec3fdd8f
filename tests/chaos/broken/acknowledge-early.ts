import type { Journal } from "../../../store/ports.ts";
import { startBroken } from "./start-broken.ts";

// Acknowledges before the commit, as a broker does that keeps messages in its publish event.
await startBroken({
  store(sound) {
    const append: Journal["append"] = sound.journal.append.bind(sound.journal);
    const early: Journal["append"] = (observations, rejects, done) => {
      append(observations, rejects, () => {});
      done(null);
    };
    return { ...sound, journal: Object.assign(sound.journal, { append: early }) };
  },
});
