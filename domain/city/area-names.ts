import type { AreaCode } from "../ids.ts";
import { type BilingualText, sameInBoth } from "../text.ts";
import type { City } from "./city.ts";

export interface AreaNames {
  /** The code where the city has no such area. */
  readonly areaName: BilingualText;
  /** From the city in to the area itself; empty where the city has no such area. */
  readonly areaPath: readonly BilingualText[];
}

/** What people call an area, and where it lies. */
export function areaNames(city: City, code: AreaCode): AreaNames {
  const path: BilingualText[] = [];
  for (let area = city.areas.get(code); area !== undefined; ) {
    path.unshift(area.name);
    area = area.parent === null ? undefined : city.areas.get(area.parent);
  }
  return { areaName: path.at(-1) ?? sameInBoth(code), areaPath: path };
}
