import { blindSpotSettings } from "../../blindspots/settings.ts";
import type { City } from "../../domain/city/city.ts";
import { SuppressionStage } from "../../processor/suppression-stage.ts";
import type { Inhibition } from "../../suppression/inhibition-schema.ts";
import { suppressionSettings } from "../../suppression/settings.ts";
import { keysOf } from "./rules-world.ts";

/** What stands between rules and cases over a city, with nothing saved; keys as `keysOf` gives them. */
export function suppressionOver(
  city: City,
  {
    inhibitions = [],
    watch = {},
    noise = {},
  }: {
    readonly inhibitions?: readonly Inhibition[];
    readonly watch?: Readonly<Record<string, number>>;
    readonly noise?: Readonly<Record<string, number>>;
  } = {},
): SuppressionStage {
  return new SuppressionStage({
    city,
    keys: keysOf(city),
    inhibitions,
    blindSpotSettings: blindSpotSettings.parse(watch),
    suppressionSettings: suppressionSettings.parse(noise),
  });
}
