import type { City, Station } from "../../domain/city/city.ts";
import { isWithinArea } from "../../domain/city/city.ts";
import type { AreaCode } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { scenarioTexts } from "../../locales/simulation/scenarios.ts";
import { isSimulated } from "../physics/network/sites.ts";
import type { PlacesSpec } from "./scenario-schema.ts";

/** Simulated stations that a scenario chooses, the most important first, by id among equals; empty where the city has none. */
export function stationsChosen(choice: PlacesSpec, city: City): readonly Station[] {
  const { station, kind, tag, area, property, headwater, most } = choice;
  const withProperty = new Set(
    property === undefined
      ? []
      : [...city.gauges.values()].filter((gauge) => gauge.property === property).map(({ stationId }) => stationId),
  );
  return [...city.stations.values()]
    .filter(isSimulated)
    .filter(
      (each) =>
        (station === undefined || each.id === station) &&
        (kind === undefined || each.kind === kind) &&
        (tag === undefined || each.tags.includes(tag)) &&
        (area === undefined || isWithinArea(city, each.areaCode, area as AreaCode)) &&
        (property === undefined || withProperty.has(each.id)) &&
        (headwater === undefined || (each.kind === "river" && each.upstream.length === 0)),
    )
    .toSorted((a, b) => b.importance - a.importance || (a.id < b.id ? -1 : 1))
    .slice(0, most ?? Number.POSITIVE_INFINITY);
}

/** What there is to choose from: kinds and tags of the city's simulated stations, each with how many. */
export function placesOf(city: City): BilingualText {
  const stations = [...city.stations.values()].filter(isSimulated);
  const counted = (words: readonly string[]): string =>
    [...Map.groupBy(words, (word) => word)]
      .map(([word, all]) => `${word} ${all.length}`)
      .toSorted()
      .join(", ");
  return fill(scenarioTexts["places-there"], {
    kinds: counted(stations.map(({ kind }) => kind)),
    tags: counted(stations.flatMap(({ tags }) => tags)),
  });
}
