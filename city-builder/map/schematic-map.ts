import type { Position } from "../../domain/city/area-outline.ts";
import type { City } from "../../domain/city/city.ts";
import type { CityMap, MapFeature } from "../../domain/city/city-map.ts";
import type { AreaCode } from "../../domain/ids.ts";
import { sameInBoth } from "../../domain/text.ts";
import { mapTexts } from "../../locales/city-builder/map.ts";
import type { CityPlan } from "../generate/plan.ts";
import { cellsOf, joinedOutline } from "./cells.ts";
import { districtColours } from "./colours.ts";

/** A picture of a city where nobody may draw a real one: cells of streets, coloured by district, rivers in order of flow. */
export function schematicMap(plan: CityPlan, { areas }: City): CityMap {
  const { frame, streets, rivers, districts } = plan;
  const { rings, neighbours } = cellsOf(plan);
  const colours = districtColours(
    streets.map(({ district }) => district),
    neighbours,
  );
  const features: readonly MapFeature[] = [
    ...districts.map(({ code }): MapFeature => {
      const own = rings.filter((_, index) => streets[index]?.district === code);
      const name = areas.get(code as AreaCode)?.name ?? sameInBoth(code);
      return {
        type: "Feature",
        properties: { kind: "district", code, name, colour: colours.get(code) ?? 0 },
        geometry: { type: "MultiPolygon", coordinates: joinedOutline(own) },
      };
    }),
    ...streets.map(({ code, name, district }, index): MapFeature => {
      const ring: readonly Position[] = rings[index] ?? [];
      return {
        type: "Feature",
        properties: { kind: "street", code, name, district, colour: colours.get(district) ?? 0 },
        geometry: { type: "MultiPolygon", coordinates: [[ring]] },
      };
    }),
    ...rivers.map(
      ({ id, name, into = null, course }): MapFeature => ({
        type: "Feature",
        properties: { kind: "river", id, name, into },
        geometry: { type: "LineString", coordinates: course },
      }),
    ),
  ];
  return {
    type: "FeatureCollection",
    isSchematic: true,
    label: mapTexts.schematic,
    source: mapTexts["schematic-source"],
    reviewNumber: null,
    bbox: [frame.west, frame.south, frame.east, frame.north],
    features,
  };
}
