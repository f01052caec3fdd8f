import type { Gauge, Station } from "../../../domain/city/city.ts";
import type { StationId } from "../../../domain/ids.ts";
import type { CatchmentSpec } from "../land/catchments.ts";
import type { Span } from "../ponds/pond-shape.ts";
import type { IdfFormula } from "../rain/idf-formula.ts";
import { designFlows } from "../rivers/design-flows.ts";
import { leastPartSeconds } from "../rivers/muskingum.ts";
import type { RiverNodeSpec } from "../rivers/rivers.ts";
import { type Section, sectionThrough } from "../rivers/section.ts";
import { type Draw, drawFor } from "./draw.ts";
import type { DamSite, RiverSite, Site } from "./network.ts";
import { nearestTo, type Places } from "./sites.ts";
import { stageDatum } from "./stage-datum.ts";

/** How far from a river station a rubber dam is still on its river, km. */
const damWithinKm = 8;

/** Crest of a dam whose gauges name none, m. */
const usualCrestM = 2;

/** Base flow over the highest flow that low-water rules name. */
const overNotice = 1.3;

/** Water of a flood goes so fast, km/h: what a travel time is in length. */
const floodKmh = 4.5;

/** Land beside a reach, km2 for each km of it, and base flow from it, m3/s for each km2. */
const besideKm2: Span = [0.8, 1.6];
const besideM3s: Span = [0.015, 0.03];

/** Travel time of the own reach of a first node, s; of others it is part of the way from the node above. */
const firstOwnSeconds = 600;

interface RiverDraft {
  readonly site: Site;
  readonly land: CatchmentSpec;
  readonly node: RiverNodeSpec;
  readonly marks: { readonly lowDepthM: number; readonly designDepthM: number };
  readonly slope: number;
}

export interface RiverNetwork {
  readonly rivers: readonly RiverSite[];
  readonly dams: readonly DamSite[];
}

/** River stations as nodes, upstream ones first, and the dams on them. */
export function deriveRivers(
  places: Places,
  options: { readonly seed: number; readonly idf: IdfFormula },
): RiverNetwork {
  const ordered = downstream(places.stations.filter(({ kind }) => kind === "river"));
  const links = onlyWayDown(ordered);
  const numbers = new Map(ordered.map(({ id }, index) => [id, index]));
  const drafts = ordered.map((station): RiverDraft => {
    const upstream = (links.get(station.id) ?? []).map(({ from, seconds }) => ({
      node: numbers.get(from) ?? 0,
      travelSeconds: seconds,
    }));
    return draftOf(places.siteOf(station), { gauges: places.gaugesAt(station.id), upstream, seed: options.seed });
  });
  const damStations = places.stations.filter(({ kind }) => kind === "rubber-dam");
  const riverOf = damStations.map((station) => {
    const site = places.siteOf(station);
    const found = nearestTo(
      site,
      drafts.map((draft) => draft.site),
      { withinKm: damWithinKm },
    );
    if (found >= 0) return found;
    const own = { ...site, id: `${station.id}/river`, station: null };
    return drafts.push(draftOf(own, { gauges: [], upstream: [], seed: options.seed })) - 1;
  });
  const rivers = withSections(withBase(drafts, places), options.idf);
  return { rivers, dams: damsOf(damStations, { riverOf, rivers, places }) };
}

function draftOf(
  site: Site,
  given: {
    readonly gauges: readonly Gauge[];
    readonly upstream: RiverNodeSpec["upstream"];
    readonly seed: number;
  },
): RiverDraft {
  const draw = drawFor(given.seed, site.id);
  const isUrban = site.station?.tags.includes("urban-river") ?? true;
  const stage = given.gauges.find(({ property }) => property === "stage");
  const { areaKm2, baseM3s, ownSeconds } = basinOf(given.upstream, { draw, isUrban });
  return {
    site,
    land: {
      areaM2: areaKm2 * 1e6,
      pavedShare: draw.between("paved", isUrban ? [0.45, 0.6] : [0.12, 0.25]),
      reservoirSeconds: draw.between("reservoir", isUrban ? [1500, 2700] : [4500, 9000]),
    },
    node: { district: site.district, baseM3s, ownSeconds, upstream: given.upstream },
    marks: {
      lowDepthM: draw.between("low", [0.35, 0.6]),
      designDepthM: stage === undefined ? draw.between("design", [2.5, 3.5]) : stageDatum(stage).designDepthM,
    },
    slope: draw.between("slope", isUrban ? [0.0006, 0.0012] : [0.0003, 0.0006]),
  };
}

/** A first node has all the land above it, any other what lies along the way from the node above. */
function basinOf(
  upstream: RiverNodeSpec["upstream"],
  { draw, isUrban }: { readonly draw: Draw; readonly isUrban: boolean },
) {
  const headKm2 = draw.between("basin", isUrban ? [6, 14] : [12, 25]);
  if (upstream.length === 0) {
    const baseM3s = draw.between("base", isUrban ? [0.8, 2] : [2, 4]);
    return { areaKm2: headKm2, baseM3s, ownSeconds: firstOwnSeconds };
  }
  const longest = Math.max(...upstream.map(({ travelSeconds }) => travelSeconds));
  const shortest = Math.min(...upstream.map(({ travelSeconds }) => travelSeconds));
  const areaKm2 = Math.min(headKm2, Math.max(0.3, (longest / 3600) * floodKmh * draw.between("beside", besideKm2)));
  return {
    areaKm2,
    baseM3s: areaKm2 * draw.between("base", besideM3s),
    ownSeconds: Math.min(firstOwnSeconds, Math.max(leastPartSeconds, shortest / 2)),
  };
}

/** Where low-water rules name a flow, the base flow is so far above it on an ordinary day. */
function withBase(drafts: readonly RiverDraft[], places: Places): readonly RiverDraft[] {
  const through: number[] = [];
  return drafts.map((draft) => {
    const above = draft.node.upstream.reduce((sum, { node }) => sum + (through[node] ?? 0), 0);
    const gauges = draft.site.station === null ? [] : places.gaugesAt(draft.site.station.id);
    const named = gauges
      .filter(({ property }) => property === "flow")
      .flatMap(({ thresholds }) => Object.values(thresholds).map(({ value }) => value));
    const wanted = Math.max(...named) * overNotice - above;
    const baseM3s = named.length === 0 ? draft.node.baseM3s : Math.max(0.05, wanted);
    through.push(above + baseM3s);
    return { ...draft, node: { ...draft.node, baseM3s } };
  });
}

/** Channels grow to their floods: each is as wide as its depth at a 50-year storm over the whole city asks for. */
function withSections(drafts: readonly RiverDraft[], idf: IdfFormula): readonly RiverSite[] {
  const flows = designFlows(drafts, idf);
  return drafts.map(({ site, land, node, marks, slope }, index): RiverSite => {
    const { low, peak } = flows[index] ?? { low: node.baseM3s, peak: node.baseM3s * 20 };
    const section: Section = sectionThrough({ ...marks, lowFlowM3s: low, designFlowM3s: peak }, slope);
    return { ...site, land, node, section };
  });
}

function damsOf(
  stations: readonly Station[],
  given: { readonly riverOf: readonly number[]; readonly rivers: readonly RiverSite[]; readonly places: Places },
): readonly DamSite[] {
  return stations
    .map((station, index): DamSite => {
      const node = given.riverOf[index] ?? 0;
      const section = given.rivers[node]!.section;
      const crestM = crestOf(given.places.gaugesAt(station.id));
      // As long as the river is wide halfway up the dam.
      return { station, node, crestM, crestLengthM: section.bottomWidthM + section.sideSlope * crestM };
    })
    .toSorted((a, b) => a.node - b.node);
}

function crestOf(gauges: readonly Gauge[]): number {
  const named = gauges.flatMap(({ thresholds }) => thresholds.damCrest?.value ?? []);
  return named[0] ?? usualCrestM;
}

/** Stations so that each stands behind those upstream of it. Links to what is no river station of the list are left out. */
function downstream(stations: readonly Station[]): readonly Station[] {
  const known = new Map(stations.map((station) => [station.id, station]));
  const done = new Set<StationId>();
  const ordered: Station[] = [];
  const visit = (station: Station): void => {
    if (done.has(station.id)) return;
    done.add(station.id);
    for (const { stationId } of station.upstream) {
      const above = known.get(stationId);
      if (above !== undefined) visit(above);
    }
    ordered.push(station);
  };
  for (const station of stations) visit(station);
  return ordered;
}

interface Link {
  readonly from: StationId;
  readonly seconds: number;
}

/** Of all links that name a station as upstream the shortest: its water goes one way. */
function onlyWayDown(ordered: readonly Station[]): ReadonlyMap<StationId, readonly Link[]> {
  const place = new Map(ordered.map(({ id }, index) => [id, index]));
  const shortest = new Map<StationId, { readonly to: StationId; readonly seconds: number }>();
  for (const station of ordered) {
    for (const { stationId, travelTimeMs } of station.upstream) {
      const isAbove = (place.get(stationId) ?? Number.POSITIVE_INFINITY) < (place.get(station.id) ?? 0);
      const before = shortest.get(stationId)?.seconds ?? Number.POSITIVE_INFINITY;
      if (isAbove && travelTimeMs / 1000 < before)
        shortest.set(stationId, { to: station.id, seconds: travelTimeMs / 1000 });
    }
  }
  const links = [...shortest].map(([from, { to, seconds }]) => ({ from, to, seconds }));
  return Map.groupBy(links, ({ to }) => to);
}
