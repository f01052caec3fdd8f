import { watchSettings } from "../../blindspots/settings.ts";
import type { City } from "../../domain/city/city.ts";
import { Oversight } from "../../processor/oversight.ts";
import type { Inhibition } from "../../suppression/inhibition-schema.ts";
import { noiseSettings } from "../../suppression/settings.ts";
import { keysOf } from "./rules-world.ts";

/** What stands between rules and cases over a city, with nothing saved; keys as `keysOf` gives them. */
export function oversightOver(
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
): Oversight {
  return new Oversight({
    city,
    keys: keysOf(city),
    inhibitions,
    watch: watchSettings.parse(watch),
    noise: noiseSettings.parse(noise),
  });
}
