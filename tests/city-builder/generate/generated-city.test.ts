import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkCity } from "../../../city/check-city.ts";
import { type LoadedCity, loadCity } from "../../../city/load-city.ts";
import { readPlan } from "../../../city-builder/generate/read-plan.ts";
import { nearestStreet } from "../../../city-builder/generate/street-sites.ts";
import { writeCity } from "../../../city-builder/write/write-city.ts";
import { withoutExercises } from "../../../domain/city/real-city.ts";
import { generatedFolder, likeFolder } from "../generated.ts";

const like = loadCity(likeFolder);
const plan = readPlan(likeFolder);
let first: ReturnType<typeof generatedFolder>;
let loaded: LoadedCity;

beforeAll(() => {
  first = generatedFolder(300, 1);
  loaded = loadCity(first.folder);
});
afterAll(() => first.remove());

function bytesOf(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

describe("a generated city of 300 stations", () => {
  it("checks clean, with as many stations and gauges as asked for", () => {
    const { problems, counts } = checkCity(first.folder);
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({ stations: 300, areas: 224 });
    expect(counts.gauges).toBeGreaterThan(950);
  });

  it("is the same to the byte by the same seed, and another by another", () => {
    const again = generatedFolder(300, 1);
    const other = generatedFolder(300, 2);
    try {
      expect(bytesOf(again.folder)).toEqual(bytesOf(first.folder));
      // Headings name the seed; what is below them has to differ too.
      const longitudes = (folder: string) =>
        [...loadCity(folder).city.stations.values()].map(({ longitude }) => longitude);
      expect(longitudes(other.folder)).not.toEqual(longitudes(first.folder));
    } finally {
      again.remove();
      other.remove();
    }
  });

  it("has the shares of its mix, and underpasses enough to be scored on", () => {
    const stations = [...loaded.city.stations.values()];
    const share = (kind: string): number => stations.filter((each) => each.kind === kind).length / 3;
    expect(share("waterlogging")).toBeCloseTo(40, 0);
    expect(share("rain")).toBeCloseTo(15, 0);
    expect(share("river")).toBeCloseTo(12, 0);
    expect(share("manhole")).toBeCloseTo(20, 0);
    expect(stations.filter(({ tags }) => tags.includes("underpass")).length).toBeGreaterThanOrEqual(40);
  });

  it("leaves no district without low places and rain gauges", () => {
    for (const { code } of plan.districts) {
      const own = [...loaded.city.stations.values()].filter(({ areaCode }) => areaCode.startsWith(code));
      for (const kind of ["waterlogging", "rain"])
        expect([code, own.some((each) => each.kind === kind)]).toEqual([code, true]);
    }
  });

  it("keeps rules, policies and every station of the city that it is like", () => {
    expect(loaded.rules).toEqual(like.rules);
    expect(loaded.city.casePolicy).toEqual(like.city.casePolicy);
    expect(loaded.city.duty?.ladders).toEqual(like.city.duty?.ladders);
    for (const [id, station] of like.city.stations) {
      expect({ ...loaded.city.stations.get(id), upstream: [] }).toEqual({ ...station, upstream: [] });
    }
  });

  it("says of every station that it made that it is made up", () => {
    const made = [...loaded.city.stations.values()].filter(({ id }) => !like.city.stations.has(id));
    expect(made).toHaveLength(300 - like.city.stations.size);
    expect(made.filter(({ isDemonstration }) => isDemonstration !== true)).toEqual([]);
  });

  it("stands each station in the cell of its street, and calls no two alike", () => {
    const made = [...loaded.city.stations.values()].filter(({ id }) => !like.city.stations.has(id));
    for (const { id, areaCode, longitude, latitude, kind } of made) {
      // Pumps and lamps stand 150 m at most from the water that they serve, which may be across the street's edge.
      if (kind === "pump-station" || kind === "power-supply") continue;
      expect([id, nearestStreet([longitude, latitude], plan).code]).toEqual([id, areaCode]);
    }
    const names = [...loaded.city.stations.values()].map(({ name }) => name.zh);
    expect(new Set(names).size).toBe(names.length);
  });

  it("joins its rivers so that water comes by one way: each station has one below it at most", () => {
    const { stations } = withoutExercises(loaded.city);
    const rivers = [...stations.values()].filter(({ kind }) => kind === "river");
    const below = rivers.flatMap(({ upstream }) => upstream.map(({ stationId }) => stationId));
    expect(new Set(below).size).toBe(below.length);
    // All that ends nowhere is a mouth: the Yellow River, the Jialu, the Shuangji and the Ying.
    const mouths = rivers.filter(({ id }) => !below.includes(id));
    expect(mouths.length).toBeLessThanOrEqual(4);
    const zhongmu = rivers.find(({ id }) => id === "rv-jialu-zhongmu");
    expect(zhongmu?.upstream.map(({ stationId }) => stationId)).not.toContain("rv-jinshui-beizhakou");
  });

  it("puts manholes behind gateways, none with more children than the mix allows", () => {
    const children = [...loaded.city.devices.values()].filter(({ gatewayId }) => gatewayId !== undefined);
    expect(children.length).toBeGreaterThan(50);
    for (const [, own] of Map.groupBy(children, ({ gatewayId }) => gatewayId)) {
      expect(own.length).toBeLessThanOrEqual(plan.mix.childrenPerGateway);
    }
  });
});

describe("writeCity()", () => {
  it("writes over nothing", () => {
    expect(() => writeCity(first.folder, { like, stations: 300, seed: 1 })).toThrow("wanted an empty folder or none");
  });

  it("makes no city smaller than the one it is like", () => {
    expect(() => writeCity(`${first.folder}-2`, { like, stations: 5, seed: 1 })).toThrow(
      `wanted ${like.city.stations.size} stations at least`,
    );
  });

  it("does not generate by a city that has been generated", () => {
    expect(() => writeCity(`${first.folder}-3`, { like: loaded, stations: 400, seed: 1 })).toThrow(
      "wanted a folder generator/",
    );
  });
});
