import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isMap, isSeq, parseDocument } from "yaml";
import { fileNames } from "../../city/city-files.ts";
import type { LoadedCity } from "../../city/load-city.ts";
import { HubError } from "../../domain/errors.ts";
import type { AreaCode } from "../../domain/ids.ts";
import { builderTexts } from "../../locales/city-builder/generate.ts";
import { fill } from "../../locales/fill.ts";
import { entryLinesText } from "../../yaml/entry-lines.ts";
import { type GeneratedStations, generateStations } from "../generate/generate-city.ts";
import type { CityPlan } from "../generate/plan.ts";
import { planFolder, readPlan } from "../generate/read-plan.ts";
import type { StationDraft, UpstreamDraft } from "../generate/station-draft.ts";
import { areaEntryOf, linkEntryOf, stationEntryOf } from "./city-entries.ts";

interface WriteOptions {
  /** City that the new one is like; it has a `generator/`. */
  readonly like: LoadedCity;
  readonly stations: number;
  readonly seed: number;
}

/**
 * Generates a city folder: rules, policies, posts and own stations of another city as they are, and as many further stations as
 * asked for, all schematic and marked so. The folder is whole or not there: it gets its name once all is written.
 *
 * @throws {HubError} `city-builder.folder_taken`, `city-builder.too_small`, `city-builder.no_plan`, `city-builder.bad_plan`
 */
export function writeCity(folder: string, { like, stations: total, seed }: WriteOptions): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new HubError("city-builder.folder_taken", fill(builderTexts["folder-taken"], { folder }));
  }
  const least = like.city.stations.size;
  if (total < least) {
    throw new HubError(
      "city-builder.too_small",
      fill(builderTexts["too-small"], { least, folder: like.folder, got: total }),
    );
  }
  const plan = readPlan(like.folder);
  const generated = generateStations({ plan, like: like.city, stations: total, seed });
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  copyKept(like.folder, draft);
  const heading = `# Made by \`guanlan city generate --stations ${total} --seed ${seed}\`: made up for demonstration, schematic, surveyed nowhere.`;
  writeParts(draft, { plan, like, generated, heading });
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}

/** All but the plan, which makes no sense twice. */
function copyKept(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  const plan = join(from, planFolder);
  cpSync(from, to, { recursive: true, filter: (source) => source !== plan });
}

interface Parts {
  readonly plan: CityPlan;
  readonly like: LoadedCity;
  readonly generated: GeneratedStations;
  readonly heading: string;
}

function writeParts(folder: string, { plan, like, generated, heading }: Parts): void {
  const city = join(folder, "city.yaml");
  writeFileSync(city, `${heading}\n${readFileSync(city, "utf8")}`);
  const further = plan.streets.filter(({ code }) => !like.city.areas.has(code as AreaCode));
  writeIn(folder, "areas/streets.yaml", entryLinesText(heading, "areas", further.map(areaEntryOf)));
  relink(folder, generated.upstreamOfOwn);
  const districts = new Map(plan.streets.map(({ code, district }) => [code, district]));
  const districtOf = ({ site }: StationDraft): string => districts.get(site.area) ?? site.area;
  for (const [district, stations] of Map.groupBy(generated.stations, districtOf)) {
    const entries = stations.map((station) => stationEntryOf(station, plan.mix));
    writeIn(folder, `stations/generated-${district}.yaml`, entryLinesText(heading, "stations", entries));
  }
}

function writeIn(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Leads kept stations to the new ones above them; what else their files say stays, comments too. */
function relink(folder: string, links: ReadonlyMap<string, readonly UpstreamDraft[]>): void {
  for (const name of fileNames(folder, "stations")) {
    const path = join(folder, name);
    const document = parseDocument(readFileSync(path, "utf8"));
    const list = document.get("stations");
    if (!isSeq(list)) continue;
    let changed = false;
    for (const station of list.items) {
      const upstream = isMap(station) ? links.get(String(station.get("id"))) : undefined;
      if (!isMap(station) || upstream === undefined) continue;
      station.set("upstream", document.createNode(upstream.map(linkEntryOf)));
      changed = true;
    }
    if (changed) writeFileSync(path, document.toString({ lineWidth: 0 }));
  }
}
