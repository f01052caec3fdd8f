import type { Clock } from "../domain/clock.ts";
import type { Journal } from "../store/ports.ts";
import type { JournalConsumer } from "./journal-consumer.ts";
import type { EntryPort } from "./ports.ts";

/** The door through which entries come into the log. */
export function entryPort(
  journal: Pick<Journal, "enter">,
  consumer: Pick<JournalConsumer, "outcomeOf">,
  clock: Clock,
): EntryPort {
  return {
    async enter(entry, onceKey) {
      const logged = await journal.enter({ entry, at: clock(), onceKey: onceKey ?? null });
      return { logged, refusal: await consumer.outcomeOf(logged.entrySeq) };
    },
  };
}
