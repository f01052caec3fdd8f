import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadCity } from "../city/load-city.ts";
import { writeCity } from "../city-builder/write/write-city.ts";
import type { Settings } from "../hub/settings/settings.ts";
import { fill } from "../locales/fill.ts";
import { startTexts } from "../locales/terminal/start.ts";
import type { Terminal } from "./terminal.ts";

/** Size of the whole city: 10,000 gauges by the mix of Zhengzhou's plan. */
const wholeCity = { stations: 3_000, seed: 1 } as const;

/**
 * Settings with the whole city in place of the small one: generated into the data folder, like the city of the settings, where it is
 * not there yet.
 */
export function withWholeCity(settings: Settings, { say, print }: Terminal): Settings {
  const city = join(settings.store.folder, `city-${wholeCity.stations}`);
  if (!existsSync(city)) {
    print(say(fill(startTexts.generating, { stations: wholeCity.stations, folder: city })));
    writeCity(city, { like: loadCity(settings.hub.city), ...wholeCity });
  }
  return { ...settings, hub: { ...settings.hub, city } };
}
