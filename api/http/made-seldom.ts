import { type Clock, secondMs } from "../../domain/clock.ts";

/** How long what so many may read is good for. */
const madeForMs = secondMs;

/** Makes an answer that anybody may ask for once a second at most, whoever asks. @param make given our clock and what its caller hands on */
export function madeSeldom<Given, Made>(
  clock: Clock,
  make: (at: number, given: Given) => Promise<Made>,
): (given: Given) => Promise<Made> {
  let made: Promise<Made> | null = null;
  let madeAt = Number.NEGATIVE_INFINITY;
  return (given) => {
    const now = clock();
    if (made !== null && Math.abs(now - madeAt) < madeForMs) return made;
    madeAt = now;
    const under = make(now, given);
    made = under;
    // One that failed is made anew by the next who asks.
    under.catch(() => {
      if (made === under) made = null;
    });
    return under;
  };
}
