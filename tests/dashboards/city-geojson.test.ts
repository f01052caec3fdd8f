import { describe, expect, it } from "vitest";
import { allBoards } from "../../dashboards/all-boards.ts";
import { cityGeojson } from "../../dashboards/city-geojson.ts";
import type { AreaOutlines, Position } from "../../domain/city/area-outline.ts";
import type { Area } from "../../domain/city/city.ts";
import type { AreaCode } from "../../domain/ids.ts";
import type { BoardJson } from "../../tools/board-pages/board-shape.ts";
import { drawMap } from "../../tools/board-pages/draw-map.ts";
import { smallCity } from "../support/alarm-builders.ts";

const district = "410105" as AreaCode;

/** Corners of a square, back at the first; degrees. */
function square(west: number, south: number, side: number): readonly Position[] {
  const [east, north] = [west + side, south + side].map((degrees) => Number(degrees.toFixed(5))) as [number, number];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** A district of two parts, the larger with a hole. */
const outlines: AreaOutlines = new Map([
  [district, [[square(113.9, 34.9, 0.01)], [square(113.6, 34.7, 0.1), square(113.62, 34.72, 0.01)]]],
]);
const city = smallCity();

const label = { zh: "某局　审图号：1", en: "some bureau, map review number 1" };

function kindsIn(drawn: AreaOutlines): ReadonlySet<string | undefined> {
  return new Set(cityGeojson(city, drawn).features.map(({ properties }) => properties.kind));
}

function wallOf(drawn: AreaOutlines) {
  const [{ dashboard } = { dashboard: {} }] = allBoards(city, "Asia/Shanghai", { outlines: drawn, map: { label } });
  const board = JSON.parse(JSON.stringify(dashboard)) as BoardJson;
  return board.panels.find(({ type }) => type === "geomap")!;
}

describe("cityGeojson() of a city that says where its districts lie", () => {
  const { features } = cityGeojson(city, outlines);

  it("draws them, holes and parts and all, in place of a box and a grid", () => {
    const drawn = features.find(({ properties }) => properties.kind === "district");
    expect(drawn?.properties).toEqual({ kind: "district", code: district, nameZh: "金水区", nameEn: "Jinshui" });
    expect(drawn?.geometry).toEqual({ type: "MultiPolygon", coordinates: outlines.get(district) });
    expect(kindsIn(outlines)).toEqual(new Set(["district", "place"]));
  });

  it("names each in the middle of its largest part, wherever its stations are", () => {
    const place = features.find(({ properties }) => properties.kind === "place");
    expect(place?.geometry).toEqual({ type: "Point", coordinates: [113.65, 34.75] });
  });

  it("leaves out what lies in it: streets would make the map a web", () => {
    const street: Area = {
      code: "410105001" as AreaCode,
      kind: "street",
      name: { zh: "经八路", en: "Jingba" },
      parent: district,
    };
    const whole = { ...city, areas: new Map([...city.areas, [street.code, street]]) };
    const more = new Map([...outlines, [street.code, [[square(113.61, 34.71, 0.01)]]]]);
    expect(cityGeojson(whole, more)).toEqual(cityGeojson(city, outlines));
  });

  it("is what the map panel shows, with the look of its kind", () => {
    const panel = wallOf(outlines);
    const page = drawMap({ panel, span: { from: 0, to: 1 }, results: [] }, cityGeojson(city, outlines));
    // Three rings: two parts and a hole.
    expect(/<path d="([^"]+)"/.exec(page)?.[1]?.match(/M/g)).toHaveLength(3);
    expect(page).toContain('fill-rule="evenodd"');
    expect(panel.description).not.toContain("没有区县多边形");
    expect(panel.title).toBe(label.zh);
  });
});

it("cityGeojson() of a city without outlines makes none up, and the map says so", () => {
  expect(kindsIn(new Map())).toEqual(new Set(["grid", "frame", "place"]));
  const { title = "", description } = wallOf(new Map());
  expect([title, description]).toEqual(["", expect.stringContaining("没有区县多边形")]);
});
