import { unitsOf } from "../domain/city/units.ts";
import { sameInBoth } from "../domain/text.ts";
import { cityTexts } from "../locales/city.ts";
import { enumerated, fill, joined } from "../locales/fill.ts";
import { marks, sharedTexts, thingNames } from "../locales/shared.ts";
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
    kind: thingNames["case-code-system"],
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
      wanted: fill(cityTexts["wanted.quality-limits"], { property }),
      got: Object.keys(quality).join(", ") || cityTexts["got.neither"],
      fix: fill(cityTexts["fix.quality-limits"], { checks: joined(lacking.map(sameInBoth), marks.and) }),
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
      wanted: fill(sharedTexts["unit-of"], { property, units: enumerated(fitting) }),
      got: unit,
      fix: cityTexts["fix.unit"],
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
        wanted: fill(cityTexts["wanted.channel"], { device: device.value.id }),
        got: fill(sharedTexts["got.again"], {
          what: channel,
          first: device.place(["gauges", first, "channel"]),
        }),
        fix: cityTexts["fix.channel"],
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
      wanted: fill(cityTexts["wanted.position"], box),
      got: fill(cityTexts["got.position"], { longitude, latitude }),
      fix: isSwapped
        ? cityTexts["fix.swapped"]
        : extent === undefined
          ? cityTexts["fix.degrees"]
          : cityTexts["fix.position"],
    },
  ];
}

function isWithin(box: Extent, longitude: number, latitude: number): boolean {
  return longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north;
}
