import type { AcceptReadings, PublishedReadings } from "../broker/ports.ts";
import type { Observation } from "../domain/observations/observation.ts";
import type { Reject } from "../domain/observations/reject.ts";
import type { Journal } from "../store/ports.ts";
import type { Ingest } from "./ingest.ts";

/** Who is told what became of messages. */
export interface MessageHearer {
  /** What of a message is rejected. */
  rejected(rejects: readonly Reject[]): void;
  /** All that a message observed is in the journal, now or before. */
  kept(published: PublishedReadings, observations: readonly Observation[]): void;
}

/**
 * A reading's journey up to its acknowledgement: broker (sign-in, topic rights) -> decode -> qualify -> journal. The
 * callback runs after the fsynced commit, and PUBACK leaves only then, with the codec's reply behind it.
 *
 * @param hears must return at once
 */
export function acceptReadings(ingest: Ingest, journal: Pick<Journal, "append">, hears: MessageHearer): AcceptReadings {
  return (published, done) => {
    const { observations, rejects, reply, counted } = ingest.decode(published);
    if (rejects.length > 0) hears.rejected(rejects);
    journal.append(observations, rejects, (error) => {
      if (error !== null) {
        ingest.notKept(published.receivedAt);
        for (const total of counted.toReversed()) total.counter.takeBack(total);
      } else hears.kept(published, observations);
      done(error, reply);
    });
  };
}
