import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";

it("a city is begun, checked, filled from a sheet and drawn from a map; a look alone writes nothing", async () => {
  const work = mkdtempSync(join(tmpdir(), "guanlan-city-cli-"));
  onTestFinished(() => rmSync(work, { recursive: true, force: true }));
  const city = join(work, "city");
  const made = await runGuanlan([
    "city",
    "init",
    city,
    "--name",
    "新乡市",
    "--name-en",
    "Xinxiang",
    "--code",
    "410700",
  ]);
  expect(made.out).toContain("The next three commands:");
  expect((await runGuanlan(["check"], { GUANLAN_HUB__CITY: city })).out).toContain("settings and city are sound");

  const sheet = join(work, "stations.csv");
  writeFileSync(
    sheet,
    "编号,站名,类型,区县,经度,纬度,积水深度(cm)\nA1,北站,道路,410700-01,113.9,35.3,√\nA2,南站,道路,nowhere,113.9,35.3,√\n",
  );
  const before = readFileSync(join(city, "stations.yaml"), "utf8");
  const take = ["city", "import", sheet, "--crs", "wgs84", "--unit", "drainage", "--city", city];
  const look = await runGuanlan([...take, "--dry-run"]);
  expect(look.out).toMatch(
    /line 2 taken A1 北站[\s\S]*line 3 refused A2 南站[\s\S]*1 line taken, 0 changed, 0 the same, 1 refused/,
  );
  expect(readFileSync(join(city, "stations.yaml"), "utf8")).toBe(before);
  expect((await runGuanlan(take)).out).toContain("written: stations.yaml");
  expect(readFileSync(join(city, "stations.yaml"), "utf8").startsWith(before)).toBe(true);
  const without = await runGuanlan(["city", "import", sheet, "--city", city]);
  expect([without.code, without.err]).toEqual([2, expect.stringContaining("--crs")]);

  const map = join(work, "map.json");
  const ring = [
    [113.9, 35.2],
    [114, 35.2],
    [114, 35.3],
    [113.9, 35.2],
  ];
  const geometry = { type: "Polygon", coordinates: [ring] };
  const features = [{ type: "Feature", properties: { code: "410700-01" }, geometry }];
  writeFileSync(map, JSON.stringify({ type: "FeatureCollection", features }));
  const say = ["--crs", "cgcs2000", "--source", "a bureau", "--review-number", "S(2026)1", "--city", city];
  const drawn = await runGuanlan(["city", "import-map", map, ...say]);
  expect(drawn.out).toContain("source a bureau, review number S(2026)1");
  expect((await runGuanlan(["check"], { GUANLAN_HUB__CITY: city })).code).toBe(0);
  expect((await runGuanlan(["city", "import-map", map, "--crs", "wgs84", "--city", city])).code).toBe(2);
});
