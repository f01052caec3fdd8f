import { counterUnitsOf } from "../domain/city/counter.ts";
import { properties } from "../domain/city/property.ts";
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
  const { counter } = gauge.value;
  return [...(counter === undefined ? badUnit(gauge) : badCounter(gauge)), ...incompleteQuality(gauge)];
}

/** A counter counts amounts, from no datum. */
function badCounter(gauge: Declaration<GaugeEntry>): readonly ConfigProblem[] {
  const { property, unit, datumOffset } = gauge.value;
  const at = (key: "property" | "unit" | "datumOffset") => ({ where: gauge.place([key]), path: gauge.path([key]) });
  const fitting = counterUnitsOf(property);
  if (fitting.length === 0) {
    const wanted = fill(cityTexts["wanted.counted-property"], { properties: enumerated(countedProperties) });
    return [{ ...at("property"), wanted, got: property, fix: cityTexts["fix.counted-property"] }];
  }
  const wantedUnit = fill(cityTexts["wanted.counter-unit"], { property, units: enumerated(fitting) });
  const badUnits = fitting.includes(unit)
    ? []
    : [{ ...at("unit"), wanted: wantedUnit, got: unit, fix: cityTexts["fix.unit"] }];
  if (datumOffset === 0) return badUnits;
  const wanted = cityTexts["wanted.counter-datum"];
  return [...badUnits, { ...at("datumOffset"), wanted, got: String(datumOffset), fix: cityTexts["fix.counter-datum"] }];
}

const countedProperties = properties.filter((property) => counterUnitsOf(property).length > 0);

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
