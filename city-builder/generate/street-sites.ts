import type { Position } from "../../domain/city/area-outline.ts";
import type { BilingualText } from "../../domain/text.ts";
import { isWithinBox } from "../coordinates/box.ts";
import { nearestOf, placeAround, squareApart } from "../plane.ts";
import { apportioned } from "./apportion.ts";
import type { Chance } from "./chance.ts";
import { siteId, siteName } from "./names.ts";
import type { CityPlan, SiteUse, Street } from "./plan.ts";
import type { Site } from "./station-draft.ts";

/** How many of each use stand in a street, by how much likelier than others it is to have one. */
export function sitesInStreets(
  uses: readonly { readonly use: SiteUse; readonly count: number }[],
  {
    plan,
    names,
    chance,
  }: { readonly plan: CityPlan; readonly names: ReadonlyMap<string, BilingualText>; readonly chance: Chance },
): readonly Site[] {
  const { streets } = plan;
  const reaches = streets.map((street) => reachOf(street, plan));
  return uses.flatMap(({ use, count }) => {
    const counts = countsByStreet(count, plan, chance);
    return streets.flatMap((street, index) =>
      Array.from({ length: counts[index] ?? 0 }, (_, number): Site => {
        const position = somewhereIn(street, { plan, reach: reaches[index] ?? 0, chance });
        const name = siteName(names.get(street.code) ?? street.name, use, number + 1);
        return { id: siteId(street.code, use, number + 1), use, name, area: street.code, position, size: 1 };
      }),
    );
  });
}

/** First to districts by their share, so that none goes without in a small city; then to a district's streets, to some more than others. */
function countsByStreet(count: number, { districts, streets }: CityPlan, chance: Chance): readonly number[] {
  const raw = streets.map(() => chance.between(0.6, 1.4));
  const byDistrict = apportioned(
    count,
    districts.map(({ share }) => share),
  );
  const counts = streets.map(() => 0);
  for (const [index, { code }] of districts.entries()) {
    const own = streets.flatMap(({ district }, street) => (district === code ? [street] : []));
    const parts = apportioned(
      byDistrict[index] ?? 0,
      own.map((street) => raw[street] ?? 0),
    );
    for (const [at, street] of own.entries()) counts[street] = parts[at] ?? 0;
  }
  return counts;
}

/** Degrees of latitude to the nearest other street's seed. */
function reachOf(street: Street, { streets, stretch }: CityPlan): number {
  const squares = streets.map(({ seed }) => squareApart(street.seed, seed, stretch)).filter((square) => square > 0);
  return Math.sqrt(Math.min(...squares));
}

/** A place in the street's cell: one to whose seed it is nearer than to any other. */
function somewhereIn(
  street: Street,
  { plan, reach, chance }: { readonly plan: CityPlan; readonly reach: number; readonly chance: Chance },
): Position {
  for (let tries = 0; tries < 20; tries++) {
    const position = placeAround(street.seed, { radius: reach * 0.9, stretch: plan.stretch, chance });
    if (isWithinBox(plan.frame, position) && nearestStreet(position, plan) === street) return position;
  }
  return placeAround(street.seed, { radius: reach * 0.45, stretch: plan.stretch, chance });
}

/** The street in whose cell a position lies. */
export function nearestStreet(position: Position, { streets, stretch }: Pick<CityPlan, "streets" | "stretch">): Street {
  return nearestOf(streets, ({ seed }) => squareApart(position, seed, stretch));
}
