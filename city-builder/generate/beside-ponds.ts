import { placeAround } from "../plane.ts";
import type { Chance } from "./chance.ts";
import type { CityPlan } from "./plan.ts";
import type { Site } from "./station-draft.ts";

/** Degrees of latitude, about 150 m. */
const besides = 0.0014;

/** Pumps and lamps stand beside the water of their street, the first beside the first of `ponds` there, and so on round. */
export function besidePonds(
  sites: readonly Site[],
  ponds: readonly Site[],
  { plan, chance }: { readonly plan: CityPlan; readonly chance: Chance },
): readonly Site[] {
  const byArea = Map.groupBy(ponds, ({ area }) => area);
  const taken = new Map<string, number>();
  return sites.map((site) => {
    const own = byArea.get(site.area);
    if (own === undefined) return site;
    const number = taken.get(site.area) ?? 0;
    taken.set(site.area, number + 1);
    const { position } = own[number % own.length] ?? site;
    return { ...site, position: placeAround(position, { radius: besides, stretch: plan.stretch, chance }) };
  });
}
