import type { HubJournal } from "../../../store/group-commit.ts";
import { startBroken } from "./start-broken.ts";

/** Acknowledges before the commit, as a broker does that keeps messages in its publish event. */
function hasty(sound: HubJournal): HubJournal {
  return {
    counts: sound.counts,
    keysFor: (ids) => sound.keysFor(ids),
    append(observations, rejects, done) {
      sound.append(observations, rejects, () => {});
      done(null);
    },
    enter: (entry) => sound.enter(entry),
    onCommitted: (listener) => sound.onCommitted(listener),
    oldestUncommittedAt: () => sound.oldestUncommittedAt(),
    end: () => sound.end(),
    flush: () => sound.flush(),
  };
}

await startBroken({ store: (sound) => ({ ...sound, journal: hasty(sound.journal) }) });
