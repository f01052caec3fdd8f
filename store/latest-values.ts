import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Observation } from "../domain/observation.ts";
import type { FlagChange } from "../domain/quality.ts";
import type { History, Journal, LatestValues } from "./ports.ts";

/** Newest values that also learn what became of their flags. */
export interface AmendableLatestValues extends LatestValues {
  /** Takes in flags as they are committed; those of observations that are no longer the newest change nothing. */
  amend(flagChanges: readonly FlagChange[]): void;
}

export interface LatestValuesParts {
  readonly journal: Pick<Journal, "onCommitted">;
  readonly history: Pick<History, "newest">;
  readonly keysById: ReadonlyMap<GaugeId, GaugeKey>;
}

/**
 * Loads the newest observation of each gauge under its newest flag, then follows the commits. What is committed while
 * it loads is not missed: listening begins first, and flags given meanwhile are put on what was loaded.
 */
export async function loadLatestValues({
  journal,
  history,
  keysById,
}: LatestValuesParts): Promise<AmendableLatestValues> {
  const latest = new Map<GaugeKey, Observation>();
  const follow = (observation: Observation): void => {
    const known = latest.get(observation.gauge);
    if (known === undefined || observation.observedAt >= known.observedAt) latest.set(observation.gauge, observation);
  };
  const amend = (flagChanges: readonly FlagChange[]): void => {
    for (const { gauge, observedAt, flag, checks } of flagChanges) {
      const known = latest.get(gauge);
      if (known?.observedAt === observedAt) latest.set(gauge, { ...known, flag, checks });
    }
  };
  journal.onCommitted(({ rows }) => {
    for (const row of rows) follow(row);
  });
  const changedMeanwhile: FlagChange[] = [];
  let isLoaded = false;
  const loading = history.newest([...keysById.keys()]).then((newest) => {
    for (const observation of newest.values()) follow(observation);
    amend(changedMeanwhile);
    isLoaded = true;
  });
  const values: AmendableLatestValues = {
    amend(flagChanges) {
      if (!isLoaded) changedMeanwhile.push(...flagChanges);
      amend(flagChanges);
    },
    of(id) {
      const key = keysById.get(id);
      return key === undefined ? null : (latest.get(key) ?? null);
    },
  };
  await loading;
  return values;
}
