import { unitsOf } from "../domain/city/units.ts";
import { isUsuallyChecked } from "../quality/quality-config.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import { type Declaration, partOfDeclaration } from "./city-files.ts";
import type { CityFile, DeviceEntry, GaugeEntry, StationEntry } from "./city-schema.ts";
import { type KnownIds, missingReference } from "./references.ts";

/** What a station refers to and where it lies. */
export function checkStation(
  station: Declaration<StationEntry>,
  city: Declaration<CityFile> | null,
  known: { readonly areas: KnownIds; readonly units: KnownIds },
): readonly ConfigProblem[] {
  const { area, unit, caseClass } = station.value;
  const codeSystems: KnownIds = {
    kind: "a case code system",
    ids: new Set(Object.keys(city?.value.caseCodeSystems ?? {})),
    isWhole: city !== null,
  };
  return [
    ...missingReference(station, ["area"], area, known.areas),
    ...missingReference(station, ["unit"], unit, known.units),
    ...(caseClass === undefined
      ? []
      : missingReference(station, ["caseClass", "codeSystem"], caseClass.codeSystem, codeSystems)),
    ...badPosition(station, city?.value.extent),
    ...station.value.devices.flatMap((device, index) =>
      sharedChannels(partOfDeclaration(station, ["devices", index], device)),
    ),
  ];
}

/** The sent unit must lead to the property's canonical one. */
export function checkGauge(gauge: Declaration<GaugeEntry>): readonly ConfigProblem[] {
  return [...badUnit(gauge), ...incompleteQuality(gauge)];
}

/** A property with no usual limits must be given both that decide what is doubtful, or nothing would be checked. */
function incompleteQuality(gauge: Declaration<GaugeEntry>): readonly ConfigProblem[] {
  const { property, quality } = gauge.value;
  if (quality === undefined || quality === "off" || isUsuallyChecked(property)) return [];
  const lacking = (["spike", "rateOfChange"] as const).filter((check) => quality[check] === undefined);
  if (lacking.length === 0) return [];
  return [
    {
      where: gauge.place(["quality"]),
      path: gauge.path(["quality"]),
      wanted: `spike and rateOfChange, as ${property} has no usual limits`,
      got: Object.keys(quality).join(", ") || "neither",
      fix: `give ${lacking.join(" and ")} too`,
    },
  ];
}

function badUnit(gauge: Declaration<GaugeEntry>): readonly ConfigProblem[] {
  const { property, unit } = gauge.value;
  const fitting = unitsOf(property);
  if (fitting.includes(unit)) return [];
  return [
    {
      where: gauge.place(["unit"]),
      path: gauge.path(["unit"]),
      wanted: `a unit of ${property}: ${fitting.join(", ")}`,
      got: unit,
      fix: "correct the unit or the property",
    },
  ];
}

/** Two gauges on one channel would both take every value. */
function sharedChannels(device: Declaration<DeviceEntry>): readonly ConfigProblem[] {
  const firsts = new Map<string, number>();
  return device.value.gauges.flatMap(({ channel }, index) => {
    const first = firsts.get(channel);
    if (first === undefined) {
      firsts.set(channel, index);
      return [];
    }
    const path = ["gauges", index, "channel"];
    return [
      {
        where: device.place(path),
        path: device.path(path),
        wanted: `each channel of ${device.value.id} once`,
        got: `${channel} again (first at ${device.place(["gauges", first, "channel"])})`,
        fix: "give each gauge its own channel",
      },
    ];
  });
}

type Extent = NonNullable<CityFile["extent"]>;

const world: Extent = { west: -180, south: -90, east: 180, north: 90 };

function badPosition(station: Declaration<StationEntry>, extent: Extent | undefined): readonly ConfigProblem[] {
  const { longitude, latitude } = station.value.position;
  const box = extent ?? world;
  if (isWithin(box, longitude, latitude)) return [];
  const isSwapped = isWithin(box, latitude, longitude);
  return [
    {
      where: station.place(["position"]),
      path: station.path(["position"]),
      wanted: `longitude ${box.west} to ${box.east} and latitude ${box.south} to ${box.north}`,
      got: `longitude ${longitude} and latitude ${latitude}`,
      fix: isSwapped
        ? "longitude and latitude are swapped"
        : extent === undefined
          ? "write degrees"
          : "correct the position, or extent in city.yaml",
    },
  ];
}

function isWithin(box: Extent, longitude: number, latitude: number): boolean {
  return longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north;
}
