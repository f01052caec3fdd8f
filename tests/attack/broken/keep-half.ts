import type { Journal } from "../../../store/ports.ts";
import { startBroken } from "../../chaos/broken/start-broken.ts";

// Acknowledges every second message without keeping it, as a hub does that sheds load in silence.
await startBroken({
  store(sound) {
    const append: Journal["append"] = sound.journal.append.bind(sound.journal);
    let count = 0;
    const half: Journal["append"] = (observations, rejects, done) => {
      count += 1;
      if (count % 2 === 0) append(observations, rejects, done);
      else setImmediate(done, null);
    };
    return { ...sound, journal: Object.assign(sound.journal, { append: half }) };
  },
});
