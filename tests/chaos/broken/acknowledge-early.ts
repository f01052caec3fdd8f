import { startBroken } from "./start-broken.ts";

// Acknowledges before the commit, as a broker does that keeps messages in its publish event.
await startBroken({
  take: (sound) => (published, done) => {
    sound(published, () => {});
    done(null);
  },
});
