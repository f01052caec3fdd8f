import { boundingExtent, createEmpty, extend, isEmpty } from "ol/extent.js";
import Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import MultiPolygon from "ol/geom/MultiPolygon.js";
import { defaults as defaultInteractions } from "ol/interaction/defaults.js";
import VectorLayer from "ol/layer/Vector.js";
import OlMap from "ol/Map.js";
import VectorSource from "ol/source/Vector.js";
import View from "ol/View.js";
import { scaleNow } from "../look/scale.ts";
import { BaseStyle } from "./base-style.ts";
import type { BaseFeature, CityMap, MapBase, MapPoints, RainSpot } from "./city-map.ts";
import { type PointLabel, PointsLayer } from "./points-layer.ts";
import type { Palette } from "./sprites.ts";

/** Within so many px of a place somebody means it. */
const pickPx = 14;

/** The map of the city on OpenLayers, which brings views, projections and, where a city has them, tiles. */
export class OpenLayersMap implements CityMap {
  readonly #map: OlMap;
  readonly #base: VectorLayer;
  readonly #points: PointsLayer;
  readonly #style = new BaseStyle();
  #listener: (place: number | null) => void = () => {};
  #count = 0;
  /** Whether places have been brought into view; false where nobody may know where any of them is. */
  #isFitted = false;

  constructor(target: HTMLElement) {
    this.#base = new VectorLayer({
      source: new VectorSource(),
      style: (feature) => this.#style.of(feature, this.#map.getView().getZoom() ?? 10),
      declutter: true,
      updateWhileInteracting: false,
    });
    this.#points = new PointsLayer(paletteNow);
    this.#map = new OlMap({
      target,
      layers: [this.#base, this.#points],
      // The page's own keys move the map, so that none acts twice.
      interactions: defaultInteractions({ keyboard: false, altShiftDragRotate: false, pinchRotate: false }),
      controls: [],
      view: new View({ center: [0, 0], zoom: 2, maxZoom: 19 }),
    });
    this.#map.on("singleclick", ({ coordinate: [x = 0, y = 0] }) => {
      const resolution = this.#map.getView().getResolution() ?? 1;
      this.#listener(this.#points.placeAt([x, y], pickPx * resolution));
    });
  }

  setBase({ features }: MapBase): void {
    const source = this.#base.getSource();
    source?.clear();
    source?.addFeatures(features.map(drawable));
    if (this.#count > 0 && !this.#isFitted) this.fit();
  }

  setPoints(points: MapPoints): void {
    this.#count = points.codes.length;
    this.#points.setPoints(points);
  }

  redraw(): void {
    this.#points.redraw();
  }

  restyle(): void {
    this.#style.forget();
    this.#base.changed();
    this.#points.redraw();
  }

  select(place: number | null): void {
    this.#points.select(place);
    if (place === null || !this.#isPlaced(place)) return;
    const view = this.#map.getView();
    const at = this.#points.positionOf(place);
    const [west = 0, south = 0, east = 0, north = 0] = view.calculateExtent(this.#map.getSize());
    const isSeen = at[0] > west && at[0] < east && at[1] > south && at[1] < north;
    if (!isSeen) view.animate({ center: at, duration: 200 });
  }

  setRain(spots: readonly RainSpot[]): void {
    this.#points.setRain(spots);
  }

  setLabels(labels: readonly PointLabel[]): void {
    this.#points.setLabels(labels.filter(({ place }) => this.#isPlaced(place)));
  }

  zoomBy(steps: number): void {
    const view = this.#map.getView();
    view.animate({ zoom: (view.getZoom() ?? 10) + steps, duration: 150 });
  }

  panBy(right: number, down: number): void {
    const view = this.#map.getView();
    const [x = 0, y = 0] = view.getCenter() ?? [];
    const [width = 0, height = 0] = this.#map.getSize() ?? [];
    const resolution = view.getResolution() ?? 1;
    view.animate({ center: [x + right * width * resolution, y - down * height * resolution], duration: 150 });
  }

  fit(places: readonly number[] = Array.from({ length: this.#count }, (_, place) => place)): void {
    const placed = places.filter((place) => this.#isPlaced(place));
    this.#isFitted ||= placed.length > 0;
    const extent = createEmpty();
    extend(extent, boundingExtent(placed.map((place) => this.#points.positionOf(place))));
    if (isEmpty(extent)) extend(extent, this.#base.getSource()?.getExtent() ?? createEmpty());
    // Figures lie above and the legend below.
    const padding = [110, 60, 70, 60].map((px) => px * scaleNow());
    if (!isEmpty(extent)) this.#map.getView().fit(extent, { padding, maxZoom: 15 });
  }

  pixelOf(place: number): readonly [number, number] | null {
    const [x, y] = this.#map.getPixelFromCoordinate(this.#points.positionOf(place)) ?? [];
    return x === undefined || y === undefined || !this.#isPlaced(place) ? null : [x, y];
  }

  #isPlaced(place: number): boolean {
    return Number.isFinite(this.#points.positionOf(place)[0]);
  }

  onView(listener: () => void): void {
    this.#map.on("postrender", listener);
  }

  onPick(listener: (place: number | null) => void): void {
    this.#listener = listener;
  }

  destroy(): void {
    this.#map.setTarget();
    this.#map.dispose();
  }
}

/** Reads the theme's colours from the style sheet, so that the map has them from the same place as the page. */
function paletteNow(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    red: colour("red"),
    orange: colour("orange"),
    yellow: colour("yellow"),
    blue: colour("blue"),
    unknown: colour("unknown"),
    maintenance: colour("maintenance"),
    calm: colour("calm"),
    rain: colour("rain"),
    ground: colour("ground"),
    text: colour("text"),
    "on-tone": colour("on-tone"),
  };
}

/** The two shapes there are: the library's reader of every GeoJSON would be 3 KB more of what a browser loads. */
function drawable({ properties, geometry }: BaseFeature): Feature {
  const shape =
    geometry.type === "MultiPolygon" ? new MultiPolygon(geometry.coordinates) : new LineString(geometry.coordinates);
  return new Feature({ ...properties, geometry: shape.transform("EPSG:4326", "EPSG:3857") });
}
