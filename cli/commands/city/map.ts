import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { type LoadedCity, loadCity } from "../../../city/load-city.ts";
import { mapFile } from "../../../city/read-map.ts";
import { hasPlan, readPlan } from "../../../city-builder/generate/read-plan.ts";
import { drawMap, type MapDot } from "../../../city-builder/map/draw-map.ts";
import { mapText } from "../../../city-builder/map/map-text.ts";
import { schematicMap } from "../../../city-builder/map/schematic-map.ts";
import type { StationKind } from "../../../domain/city/city.ts";
import { HubError } from "../../../domain/errors.ts";
import { cityCommandTexts } from "../../../locales/city-builder/commands.ts";
import { fill } from "../../../locales/fill.ts";
import { writeNamedFile } from "../../named-file.ts";
import type { Terminal } from "../../terminal.ts";

interface MapOptions {
  readonly svg?: string;
  readonly stations?: true;
}

/** Dots of stations on a picture to look at, by kind. */
const dotFills: Readonly<Record<StationKind, string>> = {
  waterlogging: "#c0392b",
  river: "#1f5f95",
  rain: "#2f9e8f",
  manhole: "#7d6b4f",
  "pump-station": "#8e44ad",
  "rubber-dam": "#d68910",
  "power-supply": "#566573",
};

/** `guanlan city map DIR`: the schematic of a folder, and a picture of whatever map it has. */
export function cityMapCommand(terminal: Terminal): Command {
  const { say } = terminal;
  return new Command("map")
    .description(say(cityCommandTexts["help-map"]))
    .argument("<folder>", say(cityCommandTexts["help-map-folder"]))
    .option("--svg <file>", say(cityCommandTexts["help-svg"]))
    .option("--stations", say(cityCommandTexts["help-dots"]))
    .action((folder: string, options: MapOptions) => makeMap(folder, options, terminal));
}

function makeMap(folder: string, { svg, stations }: MapOptions, { say, print, language }: Terminal): void {
  const loaded = loadCity(folder);
  if (hasPlan(folder)) {
    const path = join(folder, mapFile);
    writeFileSync(path, mapText(schematicMap(readPlan(folder), loaded.city)));
    print(say(fill(cityCommandTexts["map-written"], { path })));
  }
  if (svg === undefined) return;
  const { map } = hasPlan(folder) ? loadCity(folder) : loaded;
  if (map === null) throw new HubError("city-builder.no_map", fill(cityCommandTexts["no-map"], { folder }));
  const dots = stations === true ? { dots: dotsOf(loaded) } : {};
  writeNamedFile(svg, drawMap(map, { title: loaded.city.name, language, ...dots }));
  print(say(fill(cityCommandTexts["map-drawn"], { path: svg, label: map.label })));
}

function dotsOf({ city }: LoadedCity): readonly MapDot[] {
  return [...city.stations.values()].map(({ longitude, latitude, kind }) => ({
    position: [longitude, latitude],
    fill: dotFills[kind],
  }));
}
