import type { Position } from "../../domain/city/area-outline.ts";
import type { City, StationKind } from "../../domain/city/city.ts";
import type { StationId } from "../../domain/ids.ts";
import { nearestOf, squareApart } from "../plane.ts";
import { apportioned } from "./apportion.ts";
import { besidePonds } from "./beside-ponds.ts";
import { Chance } from "./chance.ts";
import { distanceDown, measured } from "./course.ts";
import { behindGateways } from "./gateways.ts";
import { equipped, supplied } from "./kinds/instruments.ts";
import { streetNames } from "./names.ts";
import type { CityPlan, SiteUse } from "./plan.ts";
import { linksDownRivers, type RiverStation } from "./river-links.ts";
import { sitesAlongRivers } from "./river-sites.ts";
import type { Site, StationDraft, UpstreamDraft } from "./station-draft.ts";
import { sitesInStreets } from "./street-sites.ts";

export interface GeneratedStations {
  /** Beside those that the city has already. */
  readonly stations: readonly StationDraft[];
  /** Where water comes from at stations that the city has already, now that there are others between. */
  readonly upstreamOfOwn: ReadonlyMap<string, readonly UpstreamDraft[]>;
}

interface GenerateOptions {
  readonly plan: CityPlan;
  /** Whose stations, areas and rules are kept. */
  readonly like: City;
  /** How many in all, those kept among them. */
  readonly stations: number;
  readonly seed: number;
}

/** Stations of a city of any size, schematic throughout. Pure: the same plan, city, size and seed give the same. */
export function generateStations({ plan, like, stations: total, seed }: GenerateOptions): GeneratedStations {
  const chance = (part: string): Chance => new Chance(seed, part);
  const counts = countsByUse(plan, like, total);
  const countOf = (use: SiteUse) => ({ use, count: counts.get(use) ?? 0 });
  const names = streetNames(plan.streets, like);
  const inStreets = (uses: readonly SiteUse[], part: string): readonly Site[] =>
    sitesInStreets(uses.map(countOf), { plan, names, chance: chance(part) });
  const ponds = inStreets(["tunnel", "underpass", "road"], "ponds");
  const sections = riverUses.flatMap((use) => {
    const rivers = plan.rivers.filter(({ tags }) => tags.includes(use));
    return sitesAlongRivers({ ...countOf(use), rivers }, { plan, chance: chance(use) });
  });
  const urbanRivers = plan.rivers.filter(({ tags }) => tags.includes("urban-river"));
  const dams = sitesAlongRivers({ ...countOf("rubber-dam"), rivers: urbanRivers }, { plan, chance: chance("dams") });
  const sites = [
    ...ponds,
    ...inStreets(["rain", "sewer", "gas-main"], "points"),
    ...besidePonds(inStreets(["pump-station"], "pumps"), ponds, { plan, chance: chance("pumps beside") }),
    ...besidePonds(inStreets(["street-light"], "lamps"), ponds.toReversed(), { plan, chance: chance("lamps beside") }),
    ...sections.map(({ site }) => site),
    ...dams.map(({ site }) => site),
  ];
  const sectionStations = sections.map(({ site, ...where }) => ({ id: site.id, ...where }));
  const links = linksDownRivers(plan.rivers, [...sectionStations, ...ownSections(plan, like)], plan.stretch);
  const rains = rainPlaces(sites, like);
  const stations = sites.map((site) =>
    linked(equipped(site, chance(site.id)), withRain(links, site, { rains, stretch: plan.stretch })),
  );
  const wanted = Math.round(total * plan.mix.gaugesPerStation) - like.gauges.size;
  return {
    stations: behindGateways(supplied(stations, wanted, chance("supplies")), plan),
    upstreamOfOwn: new Map([...links].filter(([id]) => like.stations.has(id as StationId))),
  };
}

const riverUses = ["urban-river", "river"] as const;

/** Minutes that rain takes from where it falls to the lowest point of an underpass. */
const runOffMin = 10;

interface RainPlace {
  readonly id: string;
  readonly position: Position;
}

function rainPlaces(sites: readonly Site[], { stations }: City): readonly RainPlace[] {
  const own = [...stations.values()].filter(({ kind, isExercise }) => kind === "rain" && isExercise !== true);
  return [
    ...sites.filter(({ use }) => use === "rain"),
    ...own.map(({ id, longitude, latitude }): RainPlace => ({ id, position: [longitude, latitude] })),
  ];
}

/** An underpass has its water from the rain that falls nearest. */
function withRain(
  links: ReadonlyMap<string, readonly UpstreamDraft[]>,
  { id, use, position }: Site,
  { rains, stretch }: { readonly rains: readonly RainPlace[]; readonly stretch: number },
): ReadonlyMap<string, readonly UpstreamDraft[]> {
  if (rains.length === 0 || (use !== "underpass" && use !== "tunnel")) return links;
  const nearest = nearestOf(rains, (rain) => squareApart(rain.position, position, stretch));
  return new Map([[id, [{ station: nearest.id, travelTimeMin: runOffMin }]]]);
}

function linked(station: StationDraft, links: ReadonlyMap<string, readonly UpstreamDraft[]>): StationDraft {
  return { ...station, upstream: links.get(station.site.id) ?? [] };
}

/** Stations of the city that stand on rivers, by how far down. */
function ownSections({ rivers, stretch }: CityPlan, { stations }: City): readonly RiverStation[] {
  return rivers.flatMap(({ id: riverId, course, sections }) =>
    sections.flatMap((id) => {
      const station = stations.get(id as StationId);
      if (station === undefined) return [];
      const { longitude, latitude } = station;
      return [{ id, riverId, metresDown: distanceDown(measured(course), [longitude, latitude], stretch) }];
    }),
  );
}

/** Shares of the whole less what the city has already, split by use. */
function countsByUse({ mix, rivers }: CityPlan, like: City, total: number): ReadonlyMap<SiteUse, number> {
  const kinds = Object.keys(mix.shares) as readonly StationKind[];
  const have = Map.groupBy(like.stations.values(), ({ kind }) => kind);
  const byKind = apportioned(
    total - like.stations.size,
    kinds.map((kind) => Math.max(0, (total * mix.shares[kind]) / 100 - (have.get(kind)?.length ?? 0))),
  );
  const lengths = riverUses.map((use) => weightedLength(rivers.filter(({ tags }) => tags.includes(use))));
  const counts = new Map<SiteUse, number>();
  for (const [index, kind] of kinds.entries()) {
    const uses = usesOf(kind, mix, lengths);
    const split = apportioned(
      byKind[index] ?? 0,
      uses.map(([, weight]) => weight),
    );
    for (const [at, [use]] of uses.entries()) counts.set(use, split[at] ?? 0);
  }
  return counts;
}

function weightedLength(rivers: CityPlan["rivers"]): number {
  return rivers.reduce((sum, { weight, course }) => sum + weight * measured(course).length, 0);
}

/** What stations of a kind are for, each with its weight. */
function usesOf(
  kind: StationKind,
  { underpasses, tunnels }: CityPlan["mix"],
  [urban = 0, rural = 0]: readonly number[],
): readonly (readonly [SiteUse, number])[] {
  switch (kind) {
    case "waterlogging":
      return [
        ["tunnel", (underpasses * tunnels) / 100],
        ["underpass", (underpasses * (100 - tunnels)) / 100],
        ["road", 100 - underpasses],
      ];
    case "river":
      return [
        ["urban-river", urban],
        ["river", rural],
      ];
    case "manhole":
      return [
        ["sewer", 80],
        ["gas-main", 20],
      ];
    case "power-supply":
      return [["street-light", 1]];
    case "rain":
    case "pump-station":
    case "rubber-dam":
      return [[kind, 1]];
  }
}
