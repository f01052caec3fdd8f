import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { withWholeCity } from "../../../cli/demo-full.ts";
import { openTerminal } from "../../../cli/terminal.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { likeFolder } from "../../city-builder/generated.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function someFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-city-"));
  folders.push(folder);
  return folder;
}

it("guanlan city generate writes a city that checks clean, and city map draws it with what must be said of it", async () => {
  const folder = someFolder();
  const city = join(folder, "city");
  const generated = await runGuanlan(["city", "generate", city, "--stations", "60", "--like", likeFolder], {});
  expect([generated.code, generated.out]).toEqual([0, expect.stringContaining("60 stations, ")]);
  const checked = await runGuanlan(["check", "--demo"], { GUANLAN_HUB__CITY: city });
  expect([checked.code, checked.out]).toEqual([0, expect.stringContaining("60 stations")]);
  const svg = join(folder, "city.svg");
  const drawn = await runGuanlan(["city", "map", city, "--svg", svg, "--stations"], {});
  expect([drawn.code, drawn.out]).toEqual([0, expect.stringContaining("Schematic, not surveyed")]);
  const picture = readFileSync(svg, "utf8");
  expect(picture).toContain("Schematic, not surveyed");
  expect(picture.match(/<circle /g)).toHaveLength(60);
});

it("guanlan city generate into a folder with something in it is refused and changes nothing", async () => {
  const folder = someFolder();
  writeFileSync(join(folder, "mine.txt"), "mine");
  const { code, err } = await runGuanlan(["city", "generate", folder, "--like", likeFolder], {});
  expect([code, err]).toEqual([2, expect.stringContaining("city-builder.folder_taken")]);
  expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("mine");
});

it("start --full has its city in the data folder, made once", () => {
  const env = { GUANLAN_STORE__FOLDER: someFolder(), GUANLAN_HUB__CITY: likeFolder };
  const said: string[] = [];
  const terminal = { ...openTerminal(env, "en"), print: (line: string) => said.push(line) };
  const { city } = withWholeCity(loadSettings({ env }), terminal).hub;
  const areas = join(city, "areas", "streets.yaml");
  writeFileSync(areas, readFileSync(areas, "utf8").replace("made up", "changed by hand"));
  expect(withWholeCity(loadSettings({ env }), terminal).hub.city).toBe(city);
  expect(readFileSync(areas, "utf8")).toContain("changed by hand");
  expect(said).toEqual([expect.stringContaining("Generating a city of 3000 stations")]);
});
