import type { Gauge, Station } from "../../../domain/city/city.ts";
import {
  type CalibratedPond,
  calibratePond,
  designStorm,
  type UnitRunOff,
  unitRunOff,
} from "../ponds/calibrate-pond.ts";
import { type PondShape, pondMarks, pondShapeOf } from "../ponds/pond-shape.ts";
import type { IdfFormula } from "../rain/idf-formula.ts";
import { drawFor } from "./draw.ts";
import type { PondSite, RiverSite, Site, SumpSite } from "./network.ts";
import { nearestTo, type Places } from "./sites.ts";

/** How far a pump station's underpass, and a manhole's or feeder's low place, may be, km; where none is, it gets one of its own. */
const servedWithinKm = 3;
const besideWithinKm = 2;

/** How far drains run to a river, km. */
const outfallWithinKm = 15;

/** Pumps together do a fifth more than the drain that brings them water. */
const pumpMargin = 1.2;

/** Shares of paved land, few enough that the run-off of each is reckoned once. */
const pavedShares = [0.65, 0.7, 0.75, 0.8, 0.85] as const;

/** A low place before it is calibrated. */
interface LowPlace {
  readonly site: Site;
  readonly shape: PondShape;
  /** Its pump station. */
  readonly pumpStation: Station | null;
}

export interface PondNetwork {
  readonly ponds: readonly PondSite[];
  readonly sumps: readonly SumpSite[];
  /** Number of the low place that a manhole or a feeder is beside, by station. */
  readonly beside: ReadonlyMap<string, number>;
}

/** Low places of a city with their drains, sumps and outfalls. */
export function derivePonds(
  places: Places,
  rivers: readonly RiverSite[],
  { seed, idf }: { readonly seed: number; readonly idf: IdfFormula },
): PondNetwork {
  const { lows, beside } = lowPlaces(places);
  const calibrated = calibrator(idf);
  const sumps: SumpSite[] = [];
  const ponds = lows.map(({ site, shape, pumpStation }, pond): PondSite => {
    const draw = drawFor(seed, site.id);
    const marks = pondMarks[shape];
    const land = {
      areaM2: draw.between("area", marks.areaHectares) * 10_000,
      pavedShare: draw.oneOf("paved", pavedShares),
      reservoirSeconds: draw.oneOf("reservoir", marks.reservoirSeconds),
    };
    const { drainM3s, curve } = calibrated(land, {
      peak3M: draw.between("peak3", marks.peak3M),
      peak50M: draw.between("peak50", marks.peak50M),
      exponent: draw.between("exponent", marks.curveExponent),
    });
    const hectares = land.areaM2 / 10_000;
    const drain = drainM3s * hectares;
    const hasSump = pumpStation !== null || shape !== "road";
    if (hasSump)
      sumps.push({
        ...{ pond, station: pumpStation, capacityM3s: drain * pumpMargin },
        pumps: pumpsOf(pumpStation === null ? [] : places.gaugesAt(pumpStation.id)),
        seepageM3s: draw.between("seepage", [0.003, 0.012]) * drain,
      });
    return {
      ...{ ...site, land, outfall: nearestTo(site, rivers, { withinKm: outfallWithinKm }) },
      pond: {
        curve: { ...curve, atOneMetreM3: curve.atOneMetreM3 * hectares },
        ...{ drainM3s: drain, sump: hasSump ? sumps.length - 1 : -1 },
      },
    };
  });
  return { ponds, sumps, beside };
}

function pumpsOf(gauges: readonly Gauge[]): number {
  return Math.max(2, gauges.filter(({ property }) => property === "running").length);
}

function lowPlaces({ stations, siteOf }: Places) {
  const lows: LowPlace[] = stations
    .filter(({ kind }) => kind === "waterlogging")
    .map((station) => ({ site: siteOf(station), shape: pondShapeOf(station.tags), pumpStation: null }));
  const made = (station: Station, shape: PondShape): LowPlace => ({
    site: { ...siteOf(station), id: `${station.id}/low-place`, station: null },
    ...{ shape, pumpStation: null },
  });
  for (const station of stations.filter(({ kind }) => kind === "pump-station")) serve(lows, station);
  const beside = new Map<string, number>();
  const sites = lows.map(({ site }) => site);
  for (const station of stations.filter(({ kind }) => kind === "manhole" || kind === "power-supply")) {
    const found = nearestTo(siteOf(station), sites, { withinKm: besideWithinKm });
    if (found < 0) sites.push(lows[lows.push(made(station, "road")) - 1]!.site);
    beside.set(station.id, found < 0 ? lows.length - 1 : found);
  }
  return { lows, beside };

  /** The nearest low place that has no pump station yet. */
  function serve(among: LowPlace[], station: Station): void {
    const isOpen = (index: number): boolean => among[index]!.pumpStation === null;
    const found = nearestTo(
      siteOf(station),
      among.map(({ site }) => site),
      { withinKm: servedWithinKm, isOpen },
    );
    if (found < 0) among.push({ ...made(station, "underpass"), pumpStation: station });
    else among[found] = { ...among[found]!, pumpStation: station };
  }
}

type Land = { readonly pavedShare: number; readonly reservoirSeconds: number };
type Marks = Parameters<typeof calibratePond>[0];

/** Calibrates per hectare; run-off of each kind of land is kept. */
function calibrator(idf: IdfFormula): (land: Land, marks: Marks) => CalibratedPond {
  const runOffs = new Map<string, { readonly of3: UnitRunOff; readonly of50: UnitRunOff }>();
  return (land, marks) => {
    const key = `${land.pavedShare}|${land.reservoirSeconds}`;
    const known = runOffs.get(key) ?? {
      of3: unitRunOff(land, { hyetograph: designStorm(3), idf }),
      of50: unitRunOff(land, { hyetograph: designStorm(50), idf }),
    };
    runOffs.set(key, known);
    return calibratePond(marks, known);
  };
}
