import type { Clock } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import { followChanges } from "../people/follow-changes.ts";
import { createPeople, type People } from "../people/people.ts";
import type { PeopleSettings } from "../people/settings.ts";
import type { Store } from "../store/store.ts";
import type { StartedComponents } from "./started-components.ts";

export interface PeopleStart {
  readonly store: Pick<Store, "people" | "revocations">;
  readonly settings: PeopleSettings;
  readonly clock: Clock;
  readonly log: Log;
}

/** Accounts and sessions, and the look-out for what other processes change of them. */
export function startPeople({ store, settings, clock, log }: PeopleStart, started: StartedComponents): People {
  const { people, revocations } = store;
  const revision = async (): Promise<string> =>
    (await Promise.all([people.revision(), revocations.revision()])).join(" ");
  const changes = followChanges(revision, log);
  started.add("people", () => changes.stop());
  return createPeople({ store: people, settings, changes, clock, uptime: () => performance.now(), log });
}
