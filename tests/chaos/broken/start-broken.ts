import { pino } from "pino";
import { loadCity } from "../../../city/load-city.ts";
import { systemClock } from "../../../domain/clock.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { type HubParts, startHub } from "../../../hub/start-hub.ts";
import { openStore } from "../../../store/sqlite/open-store.ts";
import type { Store } from "../../../store/store.ts";

/** What is broken in a hub: a part of its store, or its engines. */
export interface BrokenParts {
  readonly store?: (sound: Store) => Store;
  readonly engineOf?: HubParts["engineOf"];
}

/** Starts a hub with a broken part in it, called as `guanlan start --settings <file>` is: the control of a proof. */
export async function startBroken({ store: broken = (sound) => sound, engineOf }: BrokenParts): Promise<void> {
  const file = process.argv[process.argv.indexOf("--settings") + 1] as string;
  const settings = loadSettings({ file, env: process.env });
  const log = pino({ level: settings.hub.logLevel }, process.stderr);
  const store = broken(await openStore(settings.store, { log, clock: systemClock }));
  const hub = await startHub({
    settings,
    city: loadCity(settings.hub.city),
    env: process.env,
    log,
    store,
    ...(engineOf === undefined ? {} : { engineOf }),
  });
  process.on("SIGTERM", () => void hub.stop());
  console.log("Guanlan is up");
}
