import type { Look } from "../../locales/looks.ts";

/** Code of a place that is not drawn. */
export const hiddenCode = 255;

/** Places on the map, in the order of the catalogue's stations. */
export interface MapPoints {
  /** WGS 84, degrees: longitude and latitude of each in turn; NaN for one that nobody may know the place of, which is not drawn. */
  readonly positions: Float64Array;
  /** Look of each: a place in `looks`, or `hiddenCode`. Changed in place; `redraw` shows it. */
  readonly codes: Uint8Array;
  readonly looks: readonly Look[];
}

/** What lies under the points: features of GeoJSON in WGS 84, each with its `kind`, the `colour` of a district and its name as `label`. */
export interface MapBase {
  readonly features: readonly BaseFeature[];
}

export interface BaseFeature {
  readonly properties: object;
  readonly geometry:
    | { readonly type: "MultiPolygon"; readonly coordinates: number[][][][] }
    | { readonly type: "LineString"; readonly coordinates: number[][] };
}

/** Rain somewhere. Positions are WGS 84, degrees. */
export interface RainSpot {
  readonly longitude: number;
  readonly latitude: number;
  /** Of a quarter of an hour. */
  readonly mm: number;
}

/** A map of the city. The canvas of the page is one way to draw it; a city's own tiles may lie under it. */
export interface CityMap {
  setBase(base: MapBase): void;
  setPoints(points: MapPoints): void;
  /** Shows looks that were changed in place. */
  redraw(): void;
  /** Colours of the theme have changed. */
  restyle(): void;
  /** Rain that lies over the ground, below the points. */
  setRain(spots: readonly RainSpot[]): void;
  /** Rings a place and brings it into view where it is out of it; null for none. */
  select(place: number | null): void;
  /** Words beside some places, in order of gravity; as many are drawn as do not overlap. */
  setLabels(labels: readonly { readonly place: number; readonly words: string }[]): void;
  zoomBy(steps: number): void;
  /** By shares of what is seen. */
  panBy(right: number, down: number): void;
  /** These places in view, all of them where left out; the ground where nobody may know where any is. */
  fit(places?: readonly number[]): void;
  /** Where a place is seen, px from the map's upper left corner. */
  pixelOf(place: number): readonly [number, number] | null;
  /** Calls whenever places are seen elsewhere. */
  onView(listener: () => void): void;
  onPick(listener: (place: number | null) => void): void;
  destroy(): void;
}
