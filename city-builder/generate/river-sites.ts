import { apportioned } from "./apportion.ts";
import type { Chance } from "./chance.ts";
import { measured, placeAt } from "./course.ts";
import { siteId, siteName } from "./names.ts";
import type { CityPlan, River, SiteUse } from "./plan.ts";
import type { Site } from "./station-draft.ts";
import { nearestStreet } from "./street-sites.ts";

/** A site on a river, so far down its course. */
export interface RiverSite {
  readonly site: Site;
  readonly riverId: string;
  readonly metresDown: number;
}

interface Along {
  readonly use: SiteUse;
  /** How many on all rivers. */
  readonly count: number;
  readonly rivers: readonly River[];
}

/** Sites along rivers by their length and weight, numbered in order of flow, nowhere quite evenly. */
export function sitesAlongRivers(
  { use, count, rivers }: Along,
  { plan, chance }: { readonly plan: CityPlan; readonly chance: Chance },
): readonly RiverSite[] {
  const courses = rivers.map(({ course }) => measured(course));
  const weights = rivers.map(({ weight }, index) => weight * (courses[index]?.length ?? 0));
  const counts = apportioned(count, weights);
  return rivers.flatMap((river, index) => {
    const course = courses[index] ?? measured(river.course);
    const own = counts[index] ?? 0;
    return Array.from({ length: own }, (_, number): RiverSite => {
      const share = (number + chance.between(0.2, 0.8)) / own;
      const metresDown = course.length * share;
      const [longitude, latitude] = placeAt(course, metresDown);
      const position = [longitude, latitude] as const;
      const site: Site = {
        id: siteId(river.id, use, number + 1),
        use,
        name: siteName(river.name, use, number + 1),
        area: nearestStreet(position, plan).code,
        position,
        size: river.size * (0.7 + 0.3 * share),
      };
      return { site, riverId: river.id, metresDown };
    });
  });
}
