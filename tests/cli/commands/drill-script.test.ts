import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { loadCity } from "../../../city/load-city.ts";
import { readDrillScript } from "../../../cli/commands/drill/drill-script.ts";
import { root } from "../../support/architecture/rooms.ts";

const { city } = loadCity(join(root, "cities/zhengzhou"));
const file = join(root, "cities/zhengzhou/drills/two-rivers-one-canal.yaml");
const folder = mkdtempSync(join(tmpdir(), "guanlan-drill-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(change: (text: string) => string): string {
  const path = join(folder, "script.yaml");
  writeFileSync(path, change(readFileSync(file, "utf8")));
  return path;
}

it("readDrillScript() gives the readings of all scenes in the order of time, of stations of drills alone", () => {
  const { readings, areaCodes, id } = readDrillScript(file, city);
  expect([id, areaCodes]).toEqual(["two-rivers-one-canal", ["410100"]]);
  const times = readings.map(({ afterMs }) => afterMs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(readings.map(({ scene }) => scene.en)).size).toBe(3);
  for (const { gauge } of readings) expect(city.stations.get(gauge.stationId)?.isExercise).toBe(true);
});

it("readDrillScript() refuses a gauge of a real station, with its place, and whatever it does not know", () => {
  const real = written((text) => text.replace("gauge: drill-warehouse.leakage", "gauge: rv-jialu-zhongmu.stage"));
  expect(() => readDrillScript(real, city)).toThrow(
    /script\.yaml:\d+:\d+ scenes.*wanted a gauge of a station of drills, got rv-jialu-zhongmu\.stage/,
  );
  expect(() =>
    readDrillScript(
      written((text) => text.replace("lastsAtMost", "lasts")),
      city,
    ),
  ).toThrow(/lasts/);
  expect(() => readDrillScript(join(folder, "none.yaml"), city)).toThrow();
});
