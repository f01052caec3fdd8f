import { type MarkShape, markPath } from "../../charts/plot-paths.ts";
import type { CityGeojson } from "../../dashboards/city-geojson.ts";
import type { Position } from "../../domain/city/area-outline.ts";
import type { MapLayerJson, MapStyle } from "./board-shape.ts";
import { escapeHtml } from "./html.ts";
import type { PanelResults } from "./query-board.ts";

type MapProjection = (longitude: number, latitude: number) => readonly [number, number];

/** A geomap panel as its JSON says: outline, then each layer's marks; Mercator, tiles of 256 px, as OpenLayers draws it. */
export function drawMap({ panel, results }: PanelResults, map: CityGeojson): string {
  const width = panel.gridPos.w * 80 - 8;
  const height = panel.gridPos.h * 38 - 8;
  const { view = { lat: 0, lon: 0, zoom: 1 }, basemap, layers = [] } = panel.options;
  const scale = 256 * 2 ** view.zoom;
  const middle = mercator(view.lon, view.lat);
  const place: MapProjection = (longitude, latitude) => {
    const [x, y] = mercator(longitude, latitude);
    return [width / 2 + (x - middle[0]) * scale, height / 2 + (y - middle[1]) * scale];
  };
  const ground = basemap === undefined ? "" : outline(map, basemap, place);
  const marks = layers.map((layer) => {
    const frames = results.filter(({ refId }) => refId === layer.filterData?.options).flatMap((one) => one.frames);
    return frames.flatMap(({ columns, rows }) =>
      rows.map((row) => {
        const at = (column: string) => row[columns.indexOf(column)] ?? null;
        const { style } = layer.config;
        const label = style.text === undefined ? "" : String(at(style.text.field) ?? "");
        return mark(place(Number(at("lon")), Number(at("lat"))), style, label);
      }),
    );
  });
  return `<svg width="${width}" height="${height}" style="background:#15191e">${ground}${marks.flat().join("")}</svg>`;
}

/** 0 to 1 over the world, down and to the right. */
function mercator(longitude: number, latitude: number): readonly [number, number] {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return [(longitude + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

function outline(map: CityGeojson, layer: MapLayerJson, place: MapProjection): string {
  return map.features
    .map(({ properties, geometry }) => {
      const style =
        layer.config.rules?.find((rule) => rule.check.value === properties.kind)?.style ?? layer.config.style;
      const colour = style.color?.fixed ?? "#888";
      if (geometry.type === "Point") {
        return label(place(...geometry.coordinates), style, properties[style.text?.field ?? ""] ?? "");
      }
      const stroke = `stroke="${colour}" stroke-width="${style.lineWidth ?? 1}"`;
      if (geometry.type === "LineString") {
        return `<polyline points="${pointsOf(geometry.coordinates, place)}" fill="none" ${stroke}/>`;
      }
      const rings = geometry.coordinates.flat().map((ring) => `M${pointsOf(ring, place)}Z`);
      return `<path d="${rings.join("")}" fill="${colour}" fill-opacity="${style.opacity ?? 1}" fill-rule="evenodd" ${stroke}/>`;
    })
    .join("");
}

function pointsOf(positions: readonly Position[], place: MapProjection): string {
  const point = (position: Position) => place(...position).map((value) => value.toFixed(1));
  return positions.map((position) => point(position).join(",")).join(" ");
}

function mark(place: readonly [number, number], style: MapStyle, text: string): string {
  const size = style.size?.fixed ?? 5;
  const colour = style.color?.fixed ?? "#888";
  return `${shape(style.symbol?.fixed ?? "", place, { size, colour })}${label(place, style, text)}`;
}

function label([x, y]: readonly [number, number], style: MapStyle, text: string): string {
  const {
    fontSize = 12,
    offsetX = 0,
    offsetY = 0,
    textAlign = "center",
    textBaseline = "middle",
  } = style.textConfig ?? {};
  const anchor = { left: "start", center: "middle", right: "end" }[textAlign];
  const foot = y + offsetY + fontSize * { top: 0.9, middle: 0.35, bottom: 0 }[textBaseline];
  return `<text x="${(x + offsetX).toFixed(1)}" y="${foot.toFixed(1)}" font-size="${fontSize}" text-anchor="${anchor}" fill="${style.color?.fixed ?? "#888"}">${escapeHtml(text)}</text>`;
}

/** Marks by the name of Grafana's icon; others are circles. */
const shapes: Readonly<Record<string, MarkShape>> = {
  square: "square",
  triangle: "triangle",
  star: "star",
  "x-mark": "cross",
};

function shape(symbol: string, [x, y]: readonly [number, number], { size, colour }: MarkLook): string {
  const kind = shapes[/([a-z-]+)\.svg$/.exec(symbol)?.[1] ?? ""] ?? "circle";
  const place = `d="${markPath(kind, size)}" transform="translate(${x.toFixed(1)} ${y.toFixed(1)})"`;
  const ink = kind === "cross" ? `stroke="${colour}" stroke-width="5"` : `fill="${colour}" stroke="${colour}"`;
  return `<path data-mark="${kind}" ${place} ${ink}${kind === "circle" ? ' fill-opacity="0.8"' : ""}/>`;
}

interface MarkLook {
  /** From the middle to the tip, px. */
  readonly size: number;
  readonly colour: string;
}
