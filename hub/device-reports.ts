import type { AcceptReport } from "../broker/ports.ts";
import type { Clock } from "../domain/clock.ts";
import type { Journal } from "../store/ports.ts";

/** Enters in the log what devices say of themselves; each is acknowledged once it is kept, as a reading is. */
export function keepReports(journal: Pick<Journal, "enter">, clock: Clock): AcceptReport {
  return (report, done) => {
    journal.enter({ entry: report, at: clock(), onceKey: null }).then(
      () => done(null),
      (error: Error) => done(error),
    );
  };
}
