import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { checkCity } from "../../../city/check-city.ts";
import { initCity } from "../../../city-builder/init/init-city.ts";
import { newCityFiles } from "../../../city-builder/init/new-city.ts";
import { newFolder, textIn } from "../folders.ts";

const name = { zh: '新"乡"市', en: "Xin: xiang" };
const city = { code: "01-7", name, timeZone: "Europe/Paris", language: "en" } as const;

it("a new city checks clean, whatever it is called, and its comments speak the language that is asked for", () => {
  const folder = newFolder(Object.fromEntries(newCityFiles(city)));
  const { isSound, problems, counts } = checkCity(folder);
  expect([isSound, problems]).toEqual([true, []]);
  expect(counts).toMatchObject({ areas: 2, stations: 1, gauges: 1, rules: 2, alarms: 2 });
  expect(textIn(folder, "stations.yaml")).toContain("# A gauge's id is for life");
  expect(textIn(newFolder(), "stations.yaml")).toContain("# 监测项的 id 终身不变");
});

it("a folder that holds something is left alone, and so is one that was to be badly named", () => {
  const folder = newFolder();
  const before = readdirSync(folder).map((file) => textIn(folder, file));
  expect(() => initCity(folder, city)).toThrow(expect.objectContaining({ code: "city-builder.folder_taken" }));
  expect(readdirSync(folder).map((file) => textIn(folder, file))).toEqual(before);
  const bad = (more: object) => () => initCity(`${folder}/new`, { ...city, ...more });
  expect(bad({ timeZone: "Asia/Xinxiang" })).toThrow(/--time-zone/);
  expect(bad({ code: "41 07" })).toThrow(/--code/);
  expect(readdirSync(folder)).not.toContain("new");
});
