import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  FrameGeometrySourceBuilder,
  FrameGeometrySourceMode,
  type MapLayerOptions,
  MapLayerOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import {
  ControlsOptionsBuilder,
  MapViewConfigBuilder,
  PanelBuilder,
  TooltipMode,
  TooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/geomap";
import type { Look } from "../level-looks.ts";
import type { PanelSpec } from "./panel-spec.ts";
import { withSpec } from "./with-spec.ts";

/** Where compose puts the city's GeoJSON among what Grafana serves itself: a wall needs no internet. */
export const cityMapUrl = "public/maps/city.geojson";

/** What the map looks at, degrees WGS 84. */
export interface MapView {
  readonly latitude: number;
  readonly longitude: number;
  readonly zoom: number;
}

/** Stations of one look: the rows of one query, with fields `lat`, `lon` and a text. */
export interface StationLayer {
  readonly look: Look;
  readonly name: string;
  /** To which side of its mark the text goes; null for no text. */
  readonly nameLeans: "left" | "right" | null;
}

export interface CityMapSpec extends PanelSpec {
  readonly view: MapView;
  /** One a query, in its order; later ones lie on top. */
  readonly stations: readonly StationLayer[];
  /** Property of the GeoJSON's places that holds their name. */
  readonly placeName: string;
  /** Letters of names, px. */
  readonly textSize: number;
  /** Field of the queries that holds the text beside a mark. */
  readonly textField: string;
}

/** Stations where they stand, over the outline of the city, without a tile server. */
export function cityMap(spec: CityMapSpec): PanelBuilder {
  const { view, stations } = spec;
  return (
    withSpec(new PanelBuilder(), spec)
      .view(new MapViewConfigBuilder().id("coords").lat(view.latitude).lon(view.longitude).zoom(view.zoom))
      .controls(
        new ControlsOptionsBuilder()
          .showZoom(false)
          .mouseWheelZoom(false)
          .showAttribution(false)
          .showScale(true)
          .showDebug(false)
          .showMeasure(false),
      )
      .tooltip(new TooltipOptionsBuilder().mode(TooltipMode.Details))
      // A base layer of tiles falls back to servers on the internet where its address is empty; an outline cannot.
      .basemap(outline(spec))
      .layers(stations.map((layer, index) => markers(layer, index, spec)))
  );
}

function outline(spec: CityMapSpec): Builder<MapLayerOptions> {
  const line = { color: { fixed: "#7f93a8" }, opacity: 0.06, lineWidth: 2 };
  const words = { mode: "field", field: spec.placeName, fixed: "" };
  return new MapLayerOptionsBuilder()
    .type("geojson")
    .name("city")
    .tooltip(false)
    .config({
      src: cityMapUrl,
      style: line,
      rules: [
        {
          check: { property: "kind", operation: "eq", value: "grid" },
          style: { color: { fixed: "#42505f" }, opacity: 0, lineWidth: 1 },
        },
        {
          check: { property: "kind", operation: "eq", value: "link" },
          style: { color: { fixed: "#33475c" }, opacity: 0, lineWidth: 2 },
        },
        {
          check: { property: "kind", operation: "eq", value: "place" },
          style: {
            color: { fixed: "#76889a" },
            opacity: 1,
            size: { fixed: 1, min: 1, max: 2 },
            text: words,
            textConfig: {
              fontSize: spec.textSize,
              offsetX: 0,
              // Below the mark of a station that may stand right there.
              offsetY: 24,
              textAlign: "center",
              textBaseline: "top",
            },
          },
        },
      ],
    });
}

function markers({ look, name, nameLeans }: StationLayer, index: number, spec: CityMapSpec): Builder<MapLayerOptions> {
  const size = look.rank === 0 ? 9 : 16;
  return new MapLayerOptionsBuilder()
    .type("markers")
    .name(name)
    .tooltip(true)
    .filterData({ id: "byRefId", options: String.fromCharCode(65 + index) })
    .location(new FrameGeometrySourceBuilder().mode(FrameGeometrySourceMode.Coords).latitude("lat").longitude("lon"))
    .config({
      showLegend: false,
      style: {
        color: { fixed: look.colour },
        opacity: 1,
        rotation: { fixed: 0, max: 360, min: -360, mode: "mod" },
        size: { fixed: size, min: 2, max: 30 },
        symbol: { mode: "fixed", fixed: look.symbol },
        symbolAlign: { horizontal: "center", vertical: "center" },
        ...(nameLeans === null
          ? {}
          : {
              text: { mode: "field", field: spec.textField, fixed: "" },
              textConfig: {
                fontSize: spec.textSize,
                offsetX: nameLeans === "right" ? size + 6 : -size - 6,
                // Names from both sides meet in the middle: each side has a line of its own.
                offsetY: nameLeans === "right" ? 0 : -spec.textSize,
                // The end of the text that lies at the mark.
                textAlign: nameLeans === "right" ? "left" : "right",
                textBaseline: "middle",
              },
            }),
      },
    });
}
