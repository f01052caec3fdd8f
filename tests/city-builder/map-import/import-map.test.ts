import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadCity } from "../../../city/load-city.ts";
import { gcj02FromWgs84 } from "../../../city-builder/coordinates/gcj02.ts";
import { writeTexts } from "../../../city-builder/folder/write-folder.ts";
import { type ImportMapOptions, importMap } from "../../../city-builder/map-import/import-map.ts";
import type { Position } from "../../../domain/city/area-outline.ts";
import type { AreaCode } from "../../../domain/ids.ts";
import { namedFiles, newFolder, textIn } from "../folders.ts";

/** Without the crumbs that sums of decimals leave. */
const tidy = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/** Begins where simplified rings do. */
const square = (west: number, south: number, size = 0.1): Position[] => {
  const [east, north] = [tidy(west + size), tidy(south + size)];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
};

const area = (code: unknown, ...rings: readonly (readonly Position[])[]) => ({
  type: "Feature",
  properties: { code },
  geometry: { type: "Polygon", coordinates: rings },
});

const hongqi = area(410702, square(113.9, 35.2));
const weibin = area("410703", square(114, 35.2));

function imported(features: readonly object[], more: Partial<ImportMapOptions> & { readonly crsName?: string } = {}) {
  const { folder = newFolder(namedFiles), crsName, ...options } = more;
  const file = join(folder, "map.json");
  const crs = crsName === undefined ? {} : { crs: { type: "name", properties: { name: crsName } } };
  writeFileSync(file, JSON.stringify({ type: "FeatureCollection", ...crs, features }));
  return importMap(file, {
    ...{ folder, crs: "wgs84", source: "某市自然资源局", reviewNumber: "豫S[2026]001号" },
    ...{ codeProperty: null, toleranceM: 20, isKnownOnly: false },
    ...options,
  });
}

it("a reviewed map becomes the outlines of a city, with source and review number, and what it replaces is said", () => {
  const folder = newFolder(namedFiles);
  const { texts, undrawn, earlier } = imported([hongqi, weibin], { folder });
  expect([undrawn, earlier]).toEqual([[], null]);
  writeTexts(folder, texts);
  const { outlines } = loadCity(folder);
  expect(cornersOf(outlines.get("410702" as AreaCode)?.[0]?.[0])).toEqual(cornersOf(square(113.9, 35.2)));
  expect(JSON.parse(textIn(folder, "areas.geojson"))).toMatchObject({
    ...{ source: "某市自然资源局", reviewNumber: "豫S[2026]001号" },
  });
  const again = imported([hongqi], { folder, reviewNumber: "2" });
  expect(again.earlier).toEqual({ areas: 2, source: "某市自然资源局", reviewNumber: "豫S[2026]001号" });
  expect(again.undrawn).toEqual(["410703"]);
});

it("GCJ-02 is brought to WGS 84, rings are turned, features of one code are joined", () => {
  const shifted = square(113.9, 35.2).map(gcj02FromWgs84).toReversed();
  const { plan } = imported([area(410702, shifted), area(410702, square(113.95, 35.35, 0.02))], { crs: "gcj02" });
  expect([plan.turnedRings, plan.joined]).toEqual([1, ["410702"]]);
  const [first, second] = plan.outlines.get("410702") ?? [];
  expect(second).toHaveLength(1);
  expect(cornersOf(first?.[0])).toEqual(cornersOf(square(113.9, 35.2)));
});

const cornersOf = (ring: readonly Position[] = []): ReadonlySet<string> => new Set(ring.map(String));

it("every mistake is named at once, each with its place, what was wanted, what was got, and what to do", () => {
  const open = square(113.9, 35.2).slice(0, -1);
  const bow: Position[] = [
    [113.9, 35.2],
    [114, 35.3],
    [114, 35.2],
    [113.9, 35.3],
    [113.9, 35.2],
  ];
  const metres = square(500_000, 3_890_000, 1000);
  const swapped = square(113.9, 35.2).map(([x, y]): Position => [y, x]);
  const hole = square(114.05, 35.35, 0.01);
  const wrong = [
    ...[area(410702, open), area(410703, bow), area(410702001, metres), area(410703001, swapped)],
    ...[
      area(410700, square(113.9, 35.2), hole),
      area(999999, square(113.9, 35.2)),
      area(undefined, square(113.9, 35.2)),
    ],
  ];
  expect(() => imported(wrong)).toThrow(expect.objectContaining({ code: "hub.bad_import" }));
  const message = messageOf(() => imported(wrong));
  for (const words of [
    /features\[0\]\.geometry\.coordinates\[0\]\[0\]: wanted a ring that ends where it begins/,
    /features\[1\]\S*: wanted a ring that does not cross itself/,
    /features\[2\]\S*: wanted longitude and latitude, degrees.*not in metres/,
    /features\[3\]\S*: .*the wrong way round/,
    /features\[4\]\S*\[1\]: wanted a hole within its outer ring/,
    /features\[5\]\.properties: wanted a code of areas\.yaml, got "999999"/,
    /features\[6\]\.properties: wanted a code of an area in one of the properties/,
  ]) {
    expect(message).toMatch(words);
  }
});

it("a file that names another system than is said is not read by the wrong one; what is unknown is left out only when asked", () => {
  expect(messageOf(() => imported([hongqi], { crsName: "urn:ogc:def:crs:EPSG::4547" }))).toMatch(/--crs wgs84/);
  expect(imported([hongqi], { crsName: "urn:ogc:def:crs:EPSG::4490", crs: "cgcs2000" }).features).toBe(1);
  const { plan } = imported([hongqi, area(999999, square(113.9, 35.2))], { isKnownOnly: true });
  expect([plan.leftOut, [...plan.outlines.keys()]]).toEqual([["999999"], ["410702"]]);
});

it("where the tolerance would make a ring cross itself, a smaller one is used, and told", () => {
  // A slit from the north reaches into a cape in the south: the shore without the cape would cut it.
  const cape: Position[] = [
    [113.94, 35.2],
    [113.95, 35.194],
    [113.96, 35.2],
  ];
  const slit: Position[] = [
    [113.9502, 35.3],
    [113.9501, 35.197],
    [113.9499, 35.197],
    [113.9498, 35.3],
  ];
  const ring: Position[] = [[113.9, 35.2], ...cape, [114, 35.2], [114, 35.3], ...slit, [113.9, 35.3], [113.9, 35.2]];
  const { plan } = imported([area(410702, ring)], { toleranceM: 1000 });
  expect(plan.problems).toEqual([]);
  expect(plan.usedToleranceM).toBe(500);
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}
