import { type LoadedCity, loadCity } from "../../city/load-city.ts";
import { dayMs } from "../../domain/clock.ts";
import { HubError } from "../../domain/errors.ts";
import { fill } from "../../locales/fill.ts";
import { rollbackTexts } from "../../locales/hub/rule-sets.ts";
import type { RulePin } from "../../store/ports.ts";
import { pinnedRules } from "../../store/sqlite/state/rule-sets.ts";
import type { Settings } from "../settings/settings.ts";

export interface RunningCity {
  readonly city: LoadedCity;
  /** The set its rules were taken from in place of the files; null when the files decide. */
  readonly pin: RulePin | null;
}

/**
 * Loads the city as a hub must run it: with the rules somebody has rolled back to, also over a restart, whatever the
 * rule files say meanwhile.
 *
 * @throws {HubError} `hub.bad_city`
 */
export function loadRunningCity(settings: Settings): RunningCity {
  const { hub, store } = settings;
  const keepMs = store.keepObservationsDays * dayMs;
  const pinned = pinnedRules(store.folder);
  if (pinned === null) return { city: loadCity(hub.city, null, keepMs), pin: null };
  try {
    return { city: loadCity(hub.city, pinned.files, keepMs), pin: pinned.pin };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    const words = fill(rollbackTexts["pinned-rules"], { words: error.words, digest: pinned.pin.digest });
    throw new HubError("hub.bad_city", words, { cause: error });
  }
}
