import { startBroken } from "./start-broken.ts";

// Acknowledges before the commit, as a broker does that keeps messages in its publish event.
await startBroken({
  store: (sound) => ({
    ...sound,
    journal: Object.assign(Object.create(sound.journal), {
      append(...[observations, rejects, done]: Parameters<typeof sound.journal.append>) {
        sound.journal.append(observations, rejects, () => {});
        done(null);
      },
    }),
  }),
});
