import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { outlinesFile, readOutlines } from "../../city/read-outlines.ts";
import { problemText } from "../../yaml/problem.ts";

const ring = [
  [105, 25],
  [105.1, 25],
  [105.1, 25.1],
  [105, 25],
];
const codes = new Set(["990101", "990101001"]);

function feature(code: unknown, geometry: object = { type: "Polygon", coordinates: [ring] }): object {
  return { type: "Feature", properties: { code, name: "East" }, geometry };
}

function read(content: unknown) {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-outlines-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const text = typeof content === "string" ? content : JSON.stringify(content);
  if (content !== null) writeFileSync(join(folder, outlinesFile), text);
  const { outlines, problems } = readOutlines(folder, codes);
  return { outlines: Object.fromEntries(outlines), problems: problems.map((problem) => problemText(problem, "en")) };
}

function collection(...features: readonly object[]): object {
  return { type: "FeatureCollection", features };
}

describe("readOutlines()", () => {
  it("takes a city without the file", () => {
    expect(read(null)).toEqual({ outlines: {}, problems: [] });
  });

  it("reads polygons and groups of them by the code of their area, heights left out", () => {
    const parts = { type: "MultiPolygon", coordinates: [[ring], [ring.map(([x, y]) => [x, y, 90])]] };
    expect(read(collection(feature("990101"), feature(990101001, parts)))).toEqual({
      outlines: { 990101: [[ring]], 990101001: [[ring], [ring]] },
      problems: [],
    });
  });

  it.each([
    ["no JSON", "{", /^areas\.geojson: wanted GeoJSON, got /],
    ["no collection", feature("990101"), /^areas\.geojson type: wanted /],
    [
      "an area that is not there",
      collection(feature("990109")),
      /features\[0\]\.properties\.code: wanted the code of an area, got "?990109/,
    ],
    ["an area twice", collection(feature("990101"), feature("990101")), /features\[1\].*each area once/],
    ["a point", collection(feature("990101", { type: "Point", coordinates: [105, 25] })), /geometry.*type/],
    [
      "an open ring",
      collection(feature("990101", { type: "Polygon", coordinates: [[...ring.slice(0, 3), [105, 25.05]]] })),
      /a ring that ends where it begins/,
    ],
    [
      "latitude before longitude",
      collection(feature("990101", { type: "Polygon", coordinates: [ring.map(([x, y]) => [y, x])] })),
      /a latitude of -90 to 90/,
    ],
    [
      "more than a browser draws",
      collection(feature("990101", { type: "Polygon", coordinates: [[...Array(20_000).fill([105, 25]), [105, 25]]] })),
      /wanted at most 20000 positions in all, got "?20001/,
    ],
  ])("refuses %s, and says where and what was wanted", (_, content, told) => {
    expect(read(content).problems[0]).toMatch(told);
  });
});
