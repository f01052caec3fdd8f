import type { Look } from "../../locales/looks.ts";

/** Places on the map, in the order of the catalogue's stations. */
export interface MapPoints {
  /** WGS 84, degrees: longitude and latitude of each in turn. */
  readonly positions: Float64Array;
  /** Look of each: a place in `looks`. Changed in place; `redraw` shows it. */
  readonly codes: Uint8Array;
  readonly looks: readonly Look[];
}

/** What lies under the points: GeoJSON in WGS 84 with the label that has to stand wherever it is drawn. */
export interface MapBase {
  readonly features: object;
  readonly label: string;
}

/** A map of the city. The canvas of the page is one way to draw it; a city's own tiles may lie under it. */
export interface CityMap {
  setBase(base: MapBase): void;
  setPoints(points: MapPoints): void;
  /** Shows looks that were changed in place. */
  redraw(): void;
  /** Rings a place and brings it into view where it is out of it; null for none. */
  select(place: number | null): void;
  /** Words beside some places, in order of gravity; as many are drawn as do not overlap. */
  setLabels(labels: readonly { readonly place: number; readonly words: string }[]): void;
  zoomBy(steps: number): void;
  /** By shares of what is seen. */
  panBy(right: number, down: number): void;
  /** Everything in view. */
  fit(): void;
  onPick(listener: (place: number | null) => void): void;
  destroy(): void;
}
