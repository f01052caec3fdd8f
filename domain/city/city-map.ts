import type { BilingualText } from "../text.ts";
import type { Polygon, Position } from "./area-outline.ts";

/** What is said wherever a map is drawn: where it is from, and that a schematic one is none. */
export interface MapSource {
  /** True for cells and lines that were made up; nothing may be told from them whose a place is. */
  readonly isSchematic: boolean;
  /** To be printed on every picture: 示意图，非测绘成果, or source and review number of a reviewed map. */
  readonly label: BilingualText;
  readonly source: BilingualText;
  /** Number under which the map was reviewed 审图号; null for one that was not. */
  readonly reviewNumber: string | null;
}

/** What a map shows. `colour` is a number from 0 that no neighbouring district has. */
export type MapFeature =
  | {
      readonly type: "Feature";
      readonly properties: {
        readonly kind: "district";
        readonly code: string;
        readonly name: BilingualText;
        readonly colour: number;
      };
      readonly geometry: MultiPolygon;
    }
  | {
      readonly type: "Feature";
      readonly properties: {
        readonly kind: "street";
        readonly code: string;
        readonly name: BilingualText;
        readonly district: string;
        readonly colour: number;
      };
      readonly geometry: MultiPolygon;
    }
  | {
      readonly type: "Feature";
      /** `into`: the river that it flows into. */
      readonly properties: {
        readonly kind: "river";
        readonly id: string;
        readonly name: BilingualText;
        readonly into: string | null;
      };
      /** In order of flow. */
      readonly geometry: { readonly type: "LineString"; readonly coordinates: readonly Position[] };
    };

interface MultiPolygon {
  readonly type: "MultiPolygon";
  readonly coordinates: readonly Polygon[];
}

/** The picture of a city below its stations, as GeoJSON (RFC 7946) with what must be said of it among its members. */
export interface CityMap extends MapSource {
  readonly type: "FeatureCollection";
  /** West, south, east, north: the picture's edge, degrees WGS 84. */
  readonly bbox: readonly [number, number, number, number];
  readonly features: readonly MapFeature[];
}
