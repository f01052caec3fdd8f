import type { AcceptReadings } from "../broker/ports.ts";
import type { Reject } from "../domain/observations/reject.ts";
import type { Journal } from "../store/ports.ts";
import type { Ingest } from "./ingest.ts";

/**
 * A reading's journey up to its acknowledgement: broker (sign-in, topic rights) -> decode -> qualify -> journal. The
 * callback runs after the fsynced commit, and PUBACK leaves only then, with the codec's reply behind it.
 *
 * @param onRejected called with what of a message is rejected; must return at once
 */
export function acceptReadings(
  ingest: Ingest,
  journal: Pick<Journal, "append">,
  onRejected: (rejects: readonly Reject[]) => void,
): AcceptReadings {
  return (published, done) => {
    const { observations, rejects, reply, counted } = ingest.decode(published);
    if (rejects.length > 0) onRejected(rejects);
    journal.append(observations, rejects, (error) => {
      if (error !== null) {
        ingest.notKept(published.receivedAt);
        for (const total of counted.toReversed()) total.counter.takeBack(total);
      }
      done(error, reply);
    });
  };
}
