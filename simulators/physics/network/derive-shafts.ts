import type { Gauge, Station } from "../../../domain/city/city.ts";
import { drawFor } from "./draw.ts";
import type { FeederSite, ManholeSite } from "./network.ts";
import { nearestTo, type Places } from "./sites.ts";

/** How far its air is pushed, km. */
const neighbourWithinKm = 0.5;

const gases: ReadonlySet<string> = new Set(["oxygen", "methane", "hydrogenSulfide", "carbonMonoxide"]);

/** One in ten sewers has old sludge. */
const sludgeMgM3 = [4, 0.4, 0.3, 0.5, 0.4, 0.2, 0.6, 0.3, 0.4, 0.5] as const;

/** Methane beside a gas main that is a little leaky, mg/m3: 1.8 %LEL. */
const mainGasMgM3 = 600;

/** Manholes, and whatever else has gas gauges, such as the pump pit of a dam. */
export function deriveManholes(
  places: Places,
  beside: ReadonlyMap<string, number>,
  seed: number,
): readonly ManholeSite[] {
  const stations = places.stations.filter((station) => isShaft(station, places.gaugesAt(station.id)));
  const sites = stations.map(places.siteOf);
  return stations.map((station, index): ManholeSite => {
    const draw = drawFor(seed, station.id);
    const isOther = (other: number): boolean => other !== index;
    const depth = places.gaugesAt(station.id).find(({ property }) => property === "depth");
    const coverM = Math.min(draw.between("cover", [2.6, 4.2]), (depth?.range.max ?? 6) - 0.2);
    return {
      station,
      pond: beside.get(station.id) ?? -1,
      diameterM: Math.min(draw.oneOf("diameter", [0.8, 1, 1.2]), coverM / 2),
      pipeLengthM: draw.between("length", [250, 700]),
      pipeSlope: draw.between("slope", [0.0015, 0.004]),
      restM: draw.between("rest", [0.12, 0.3]),
      coverM,
      exchangePerHour: draw.between("exchange", [0.3, 2]),
      sulfideMgM3: station.tags.includes("gas-main") ? 0.2 : draw.oneOf("sludge", sludgeMgM3),
      mainGasMgM3: station.tags.includes("gas-main") ? mainGasMgM3 : 0,
      neighbour: nearestTo(sites[index]!, sites, { withinKm: neighbourWithinKm, isOpen: isOther }),
    };
  });
}

function isShaft({ kind }: Station, gauges: readonly Gauge[]): boolean {
  return kind === "manhole" || gauges.some(({ property }) => gases.has(property));
}

/** Feeders of power supplies: half of them only report what leaks, the others trip. */
export function deriveFeeders(
  places: Places,
  beside: ReadonlyMap<string, number>,
  seed: number,
): readonly FeederSite[] {
  return places.stations
    .filter(({ kind }) => kind === "power-supply")
    .map((station): FeederSite => {
      const draw = drawFor(seed, station.id);
      const never = Number.POSITIVE_INFINITY;
      const trips = [30, 100, 300, 300, never, never, never, never] as const;
      return {
        station,
        pond: beside.get(station.id) ?? 0,
        restMa: draw.between("rest", [1, 5]),
        wetM: draw.between("wet", [0.1, 0.3]),
        maPerMetre: draw.between("leak", [250, 900]),
        tripMa: draw.oneOf("trip", trips),
        volts: ratedVolts(places.gaugesAt(station.id)),
      };
    });
}

function ratedVolts(gauges: readonly Gauge[]): number {
  const voltage = gauges.find(({ property }) => property === "voltage");
  return mainsVolts(voltage?.range ?? { max: 0 });
}

/** 380 V between phases where a gauge's span asks for it, 220 V otherwise. */
export function mainsVolts({ max }: Pick<Gauge["range"], "max">): number {
  return max >= 400 ? 380 : 220;
}
