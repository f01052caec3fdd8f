import type { LatestValues } from "../../../api/ports.ts";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import type { JournalledObservation } from "../../../domain/observation.ts";
import type { FlagChange } from "../../../domain/quality.ts";
import type { Journal } from "../../../ingest/ports.ts";
import type { ReaderOffers } from "../reader-offers.ts";
import { withFlag, withNewestFlagChanges } from "../state/flag-changes.ts";
import type { Thread } from "../thread.ts";
import { indexNow } from "./index-now.ts";
import type { JournalOffers } from "./journal-offers.ts";
import { journalledColumns, unpackJournalled } from "./packed-observations.ts";

const columns = journalledColumns.replaceAll(/\w+/g, "observation.$&");

const newestSql = `
  SELECT ${columns} FROM json_each(?) AS wanted CROSS JOIN observation
  ON observation.seq = (SELECT seq FROM by_gauge WHERE gauge = wanted.value ORDER BY observed_at DESC LIMIT 1)`;

/** Newest values that also learn what rules made of them. */
export interface AmendableLatestValues extends LatestValues {
  /** Takes in flags that rules gave; those of observations that are no longer the newest change nothing. */
  amend(flagChanges: readonly FlagChange[]): void;
}

/**
 * Loads the newest observation of each gauge, then follows the commits. Commits that happen while it loads are not
 * missed: listening begins first.
 */
export async function loadLatestValues(
  journal: Journal,
  journalThread: Thread<JournalOffers>,
  reader: Thread<ReaderOffers>,
  keysById: ReadonlyMap<GaugeId, GaugeKey>,
): Promise<AmendableLatestValues> {
  const latest = new Map<GaugeKey, JournalledObservation>();
  const take = (observations: readonly JournalledObservation[]): void => {
    for (const observation of observations) {
      const known = latest.get(observation.gauge);
      if (known === undefined || observation.observedAt >= known.observedAt) latest.set(observation.gauge, observation);
    }
  };
  journal.onCommitted((batch) => take(batch.observations));
  await indexNow(journalThread);
  const keys = JSON.stringify([...keysById.values()]);
  take(
    await withNewestFlagChanges(reader, unpackJournalled(await reader.call("packed", "journal", newestSql, [keys]))),
  );
  return {
    amend(flagChanges) {
      for (const { gauge, observedAt, flag, checks } of flagChanges) {
        const known = latest.get(gauge);
        if (known?.observedAt === observedAt) latest.set(gauge, withFlag(known, flag, checks));
      }
    },
    of(id) {
      const key = keysById.get(id);
      return key === undefined ? null : (latest.get(key) ?? null);
    },
  };
}
