import { pino } from "pino";
import { loadCity } from "../../../city/load-city.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { type HubParts, startHub } from "../../../hub/start-hub.ts";

/** Starts a hub with a broken part in it, called as `guanlan start --settings <file>` is: the control of a proof. */
export async function startBroken(seams: NonNullable<HubParts["faultInjection"]>): Promise<void> {
  const file = process.argv[process.argv.indexOf("--settings") + 1] as string;
  const settings = loadSettings({ file, env: process.env });
  const log = pino({ level: settings.hub.logLevel }, process.stderr);
  const hub = await startHub({
    settings,
    city: loadCity(settings.hub.city),
    env: process.env,
    log,
    faultInjection: seams,
  });
  process.on("SIGTERM", () => void hub.stop());
  console.log("Guanlan is up");
}
