import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCity } from "../../../city/load-city.ts";
import { readPlan } from "../../../city-builder/generate/read-plan.ts";
import { cellsOf } from "../../../city-builder/map/cells.ts";
import { drawMap } from "../../../city-builder/map/draw-map.ts";
import { schematicMap } from "../../../city-builder/map/schematic-map.ts";
import type { Polygon, Position } from "../../../domain/city/area-outline.ts";
import { noOutlines } from "../../../domain/city/area-outline.ts";
import type { MapFeature } from "../../../domain/city/city-map.ts";
import { likeFolder } from "../generated.ts";

const loaded = loadCity(likeFolder);
const plan = readPlan(likeFolder);
const map = schematicMap(plan, loaded.city);

function ringArea(ring: readonly Position[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [x0, y0] = ring.at(index - 1) ?? [x, y];
    return sum + (x0 * y - x * y0) / 2;
  }, 0);
}

function areaOf(polygons: readonly Polygon[]): number {
  return polygons.flat().reduce((sum, ring) => sum + ringArea(ring), 0);
}

function polygonsOf(kind: MapFeature["properties"]["kind"]): readonly (readonly Polygon[])[] {
  return map.features.flatMap(({ properties, geometry }) =>
    properties.kind === kind && geometry.type === "MultiPolygon" ? [geometry.coordinates] : [],
  );
}

describe("the schematic of Zhengzhou", () => {
  it("says what it is wherever it goes", () => {
    expect(map).toMatchObject({ isSchematic: true, reviewNumber: null, label: { zh: "示意图，非测绘成果" } });
    for (const language of ["zh", "en"] as const) {
      expect(drawMap(map, { title: loaded.city.name, language })).toContain(map.label[language]);
    }
  });

  it("is cut at the picture's edge without a gap or an overlap: cells are the whole frame, districts the same once more", () => {
    const [west, south, east, north] = map.bbox;
    const frame = (east - west) * (north - south);
    for (const kind of ["street", "district"] as const) {
      const areas = polygonsOf(kind).map(areaOf);
      expect(Math.min(...areas)).toBeGreaterThan(0);
      expect(areas.reduce((sum, each) => sum + each, 0)).toBeCloseTo(frame, 3);
    }
    expect(polygonsOf("street")).toHaveLength(208);
  });

  it("gives no two neighbouring districts one colour", () => {
    const colours = new Map(
      map.features.flatMap(({ properties }) =>
        properties.kind === "district" ? [[properties.code, properties.colour] as const] : [],
      ),
    );
    for (const [index, beside] of cellsOf(plan).neighbours.entries()) {
      const own = plan.streets[index]?.district ?? "";
      for (const other of beside.map((street) => plan.streets[street]?.district ?? "")) {
        if (other !== own) expect([own, other, colours.get(own)]).not.toEqual([own, other, colours.get(other)]);
      }
    }
  });

  it("is what the city folder holds, and no outline of anything: warnings go on without", () => {
    expect(loaded.map).toEqual(JSON.parse(JSON.stringify(map)));
    expect(loaded.outlines).toEqual(noOutlines);
    expect(loaded.folder).toBe(join(likeFolder));
  });
});
