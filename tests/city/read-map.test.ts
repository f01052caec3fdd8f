import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { mapFile, readMap } from "../../city/read-map.ts";
import { outlinesFile, readOutlines } from "../../city/read-outlines.ts";
import type { AreaCode } from "../../domain/ids.ts";
import { problemText } from "../../yaml/problem.ts";
import { smallCity } from "../support/alarm-builders.ts";
import { smallMap } from "../support/in-memory-api-ports.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const name = { zh: "金水区", en: "Jinshui" };
const code = "410105" as AreaCode;
const city = smallCity({ areas: new Map([[code, { code, kind: "district", name, parent: null }]]) });

function read(files: Readonly<Record<string, unknown>>): ReturnType<typeof readMap> {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-map-"));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), JSON.stringify(content));
  return readMap(folder, readOutlines(folder, null), city);
}

const ring = [
  [113, 34],
  [114, 34],
  [114, 35],
  [113, 34],
];
const outlines = {
  type: "FeatureCollection",
  features: [{ type: "Feature", properties: { code }, geometry: { type: "Polygon", coordinates: [ring] } }],
};

describe("readMap()", () => {
  it("takes a schematic as it stands", () => {
    expect(read({ [mapFile]: smallMap })).toEqual({ map: smallMap, problems: [] });
  });

  it("draws the outlines of a city that has them and nothing of the schematic, with source and review number", () => {
    const { map } = read({
      [outlinesFile]: { ...outlines, source: "市规划资源局", reviewNumber: "豫S〔2026〕001号" },
      [mapFile]: smallMap,
    });
    expect(map).toMatchObject({ isSchematic: false, reviewNumber: "豫S〔2026〕001号", bbox: [113, 34, 114, 35] });
    expect(map?.label.zh).toBe("市规划资源局　审图号：豫S〔2026〕001号");
    expect(map?.features.map(({ properties }) => properties)).toEqual([{ kind: "district", code, name, colour: 0 }]);
  });

  it("says of outlines without a review number that there was no review", () => {
    expect(read({ [outlinesFile]: outlines }).map?.label.en).toBe("source not stated, not reviewed as a map");
  });

  it("is without a map where the folder has neither", () => {
    expect(read({})).toEqual({ map: null, problems: [] });
  });

  it("refuses a schematic that does not say that it is one, and rings that are open", () => {
    const [district] = smallMap.features;
    const open = {
      ...district,
      geometry: { type: "MultiPolygon", coordinates: [[ring.slice(0, 3).concat([[1, 1]])]] },
    };
    const { map, problems } = read({ [mapFile]: { ...smallMap, isSchematic: false, features: [open] } });
    expect(map).toBeNull();
    expect(problems.map((each) => problemText(each, "en"))).toEqual([
      "map.geojson isSchematic: wanted true, got false",
      "map.geojson features[0].geometry.coordinates[0][0]: wanted a ring that ends where it begins, got a list of 4",
    ]);
  });
});
