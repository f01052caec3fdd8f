import type { City } from "../../domain/city.ts";
import type { Inhibition } from "../../rules/noise/inhibition-schema.ts";
import { noiseSettings } from "../../rules/noise/settings.ts";
import { Oversight } from "../../rules/oversight.ts";
import { watchSettings } from "../../rules/watch/settings.ts";
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
