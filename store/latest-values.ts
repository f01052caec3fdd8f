import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Observation } from "../domain/observations/observation.ts";
import type { FlagChange } from "../domain/observations/quality.ts";
import type { History, Journal, LatestValues } from "./ports.ts";

/** Newest values that also learn what became of their flags. */
export interface AmendableLatestValues extends LatestValues {
  /** Takes in flags as they are committed; those of observations that are no longer the newest change nothing. */
  applyFlagChanges(flagChanges: readonly FlagChange[]): void;
}

export interface LatestValuesParts {
  readonly journal: Pick<Journal, "onCommitted">;
  readonly history: Pick<History, "newest">;
  readonly keysById: ReadonlyMap<GaugeId, GaugeKey>;
}

/**
 * Loads the newest observation of each gauge under its newest flag, then follows the commits. Observations that are
 * committed while it loads are not missed: listening begins first. Flags are given by who reads the log, later.
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
  journal.onCommitted(({ rows }) => {
    for (const row of rows) follow(row);
  });
  for (const observation of (await history.newest([...keysById.keys()])).values()) follow(observation);
  return {
    applyFlagChanges(flagChanges) {
      for (const { gauge, observedAt, flag, checks } of flagChanges) {
        const known = latest.get(gauge);
        if (known?.observedAt === observedAt) latest.set(gauge, { ...known, flag, checks });
      }
    },
    of(id) {
      const key = keysById.get(id);
      return key === undefined ? null : (latest.get(key) ?? null);
    },
  };
}
