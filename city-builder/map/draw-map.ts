import { curveCatmullRom, line } from "d3-shape";
import type { Polygon, Position } from "../../domain/city/area-outline.ts";
import type { CityMap, MapFeature } from "../../domain/city/city-map.ts";
import type { BilingualText, Language } from "../../domain/text.ts";
import { stretchAt } from "../plane.ts";
import { meanOf, xmlText } from "./svg-parts.ts";

/** What else is drawn: a dot for each station. */
export interface MapDot {
  readonly position: Position;
  readonly fill: string;
}

export interface DrawOptions {
  readonly title: BilingualText;
  readonly language: Language;
  readonly dots?: readonly MapDot[];
  /** px; its height follows. */
  readonly width?: number;
}

/** Ground of districts: light, so that stations and water stand out; no colour means more than another. */
const grounds = ["#eef3e6", "#f6ecdf", "#e6eef2", "#f3e8ec", "#ece9f4", "#f7f4dc"] as const;
const water = "#3d87c4";
const ink = "#33404d";
const font = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif";

interface Frame {
  readonly width: number;
  readonly height: number;
  place(position: Position): readonly [number, number];
}

/** A map as an SVG picture that stands on its own: districts, rivers with names, and what must be said of it. */
export function drawMap(map: CityMap, options: DrawOptions): string {
  const { title, language, dots = [] } = options;
  const frame = frameOf(map, options.width ?? 1600);
  const { width, height } = frame;
  const ofKind = (kind: MapFeature["properties"]["kind"]): readonly MapFeature[] =>
    map.features.filter((each) => each.properties.kind === kind);
  const [streets, districts, rivers] = [ofKind("street"), ofKind("district"), ofKind("river")];
  const ground = streets.length > 0 ? streets : districts;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + 64}" width="${width}" height="${height + 64}" font-family="${font}">`,
    `<title>${xmlText(title[language])}</title>`,
    `<rect width="${width}" height="${height + 64}" fill="#ffffff"/>`,
    `<clipPath id="picture"><rect width="${width}" height="${height}"/></clipPath>`,
    `<g clip-path="url(#picture)">`,
    ...ground.map((each) => area(each, frame, 'stroke="#ffffff" stroke-width="1"')),
    ...districts.map((each) => area(each, frame, 'stroke="#ffffff" stroke-width="4" stroke-linejoin="round"', "none")),
    ...rivers.map((each) => river(each, frame)),
    ...dots.map(({ position, fill }) => dot(frame.place(position), fill)),
    ...rivers.map((each) => riverName(each, language)),
    ...districts.map((each) => districtName(each, frame, language)),
    "</g>",
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="#c3ccd5"/>`,
    ...captions(map, { ...frame, title, language }),
    "</svg>",
    "",
  ].join("\n");
}

function frameOf({ bbox: [west, south, east, north] }: CityMap, width: number): Frame {
  const stretch = stretchAt((south + north) / 2);
  const scale = width / ((east - west) * stretch);
  return {
    width,
    height: Math.round((north - south) * scale),
    place: ([longitude, latitude]) => [
      Math.round((longitude - west) * stretch * scale * 10) / 10,
      Math.round((north - latitude) * scale * 10) / 10,
    ],
  };
}

function area(feature: MapFeature, frame: Frame, stroke: string, fill = groundOf(feature)): string {
  const { geometry } = feature;
  if (geometry.type !== "MultiPolygon") return "";
  return `<path d="${geometry.coordinates.map((polygon) => ringsPath(polygon, frame)).join("")}" fill="${fill}" fill-rule="evenodd" ${stroke}/>`;
}

function groundOf({ properties }: MapFeature): string {
  return properties.kind === "river" ? "none" : (grounds[properties.colour % grounds.length] ?? grounds[0]);
}

function ringsPath(polygon: Polygon, { place }: Frame): string {
  return polygon.map((ring) => `M${ring.map((position) => place(position).join(" ")).join("L")}Z`).join("");
}

function river({ geometry, properties }: MapFeature, { place }: Frame): string {
  if (geometry.type !== "LineString" || properties.kind !== "river") return "";
  const path = line().curve(curveCatmullRom.alpha(0.5))(
    geometry.coordinates.map((at) => [...place(at)] as [number, number]),
  );
  const width = properties.into === null ? 6 : 3.5;
  return `<path id="river-${properties.id}" d="${path}" fill="none" stroke="${water}" stroke-width="${width}" stroke-linecap="round" opacity="0.85"/>`;
}

function riverName({ properties }: MapFeature, language: Language): string {
  if (properties.kind !== "river") return "";
  const halo = 'paint-order="stroke" stroke="#ffffff" stroke-width="4" stroke-linejoin="round"';
  return `<text font-size="17" fill="#1f5f95" font-style="italic" ${halo} dy="-7"><textPath href="#river-${properties.id}" startOffset="38%">${xmlText(properties.name[language])}</textPath></text>`;
}

function districtName({ geometry, properties }: MapFeature, { place }: Frame, language: Language): string {
  if (geometry.type !== "MultiPolygon" || properties.kind === "river") return "";
  const [x, y] = place(meanOf(geometry.coordinates));
  const name = properties.name[language];
  const across = geometry.coordinates.flat(2).map((position) => place(position)[0]);
  const size = sizeWithin(Math.max(...across) - Math.min(...across), name);
  const halo = 'paint-order="stroke" stroke="#ffffff" stroke-width="5" stroke-linejoin="round" stroke-opacity="0.85"';
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="600" fill="${ink}" text-anchor="middle" ${halo}>${xmlText(name)}</text>`;
}

/** A name is no wider than its district, and never too small to read. A Chinese letter is about twice as wide as a Latin one. */
function sizeWithin(width: number, name: string): number {
  const letters = [...name].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 1 : 0.55), 0);
  return Math.round(Math.min(21, Math.max(12, width / letters)));
}

function dot([x, y]: readonly [number, number], fill: string): string {
  return `<circle cx="${x}" cy="${y}" r="2.6" fill="${fill}" stroke="#ffffff" stroke-width="0.7"/>`;
}

/** Title and what is said of the map, below the picture and once more within it, so that no cut-out goes without. */
function captions(
  { label, source }: CityMap,
  { width, height, title, language }: Frame & Pick<DrawOptions, "title" | "language">,
): readonly string[] {
  const halo = 'paint-order="stroke" stroke="#ffffff" stroke-width="6" stroke-linejoin="round"';
  return [
    `<text x="${width - 18}" y="${height - 18}" font-size="20" font-weight="600" fill="#8a3b2e" text-anchor="end" ${halo}>${xmlText(label[language])}</text>`,
    `<text x="4" y="${height + 40}" font-size="30" font-weight="700" fill="${ink}">${xmlText(title[language])}</text>`,
    `<text x="${width - 4}" y="${height + 28}" font-size="18" fill="#8a3b2e" text-anchor="end">${xmlText(label[language])}</text>`,
    `<text x="${width - 4}" y="${height + 52}" font-size="14" fill="#66727f" text-anchor="end">${xmlText(source[language])}</text>`,
  ];
}
