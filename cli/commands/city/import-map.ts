import { Command, Option } from "commander";
import { type Crs, crsNames } from "../../../city-builder/coordinates/crs.ts";
import { writeTexts } from "../../../city-builder/folder/write-folder.ts";
import { type ImportedMap, importMap } from "../../../city-builder/map-import/import-map.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { cityGrowthTexts } from "../../../locales/city-builder/commands.ts";
import { importTexts } from "../../../locales/city-builder/import.ts";
import { mapImportTexts } from "../../../locales/city-builder/map-import.ts";
import { enumerated, fill } from "../../../locales/fill.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";
import { optionValues } from "../option-values.ts";

interface MapFlags extends SettingsOption {
  readonly city?: string;
  readonly crs: Crs;
  readonly source: string;
  readonly reviewNumber: string;
  readonly code?: string;
  readonly tolerance: number;
  readonly knownOnly?: true;
  readonly dryRun?: true;
}

/** `guanlan city import-map`: a city's own reviewed map becomes the outlines of its areas. */
export function importMapCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const crs = new Option("--crs <system>", say(cityGrowthTexts["help-map-crs"]))
    .choices(crsNames)
    .makeOptionMandatory();
  return new Command("import-map")
    .description(say(cityGrowthTexts["help-import-map"]))
    .argument("<file>", say(cityGrowthTexts["help-map"]))
    .addOption(crs)
    .requiredOption("--source <words>", say(cityGrowthTexts["help-source"]))
    .requiredOption("--review-number <number>", say(cityGrowthTexts["help-review-number"]))
    .option("--code <property>", say(cityGrowthTexts["help-code-property"]))
    .option("--tolerance <metres>", say(cityGrowthTexts["help-tolerance"]), optionValues(terminal).wholeNumber(0), 20)
    .option("--known-only", say(cityGrowthTexts["help-known-only"]))
    .option("--dry-run", say(cityGrowthTexts["help-dry-run"]))
    .option("--city <folder>", say(cityGrowthTexts["help-city"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((file: string, flags: MapFlags) => importMapFile(file, flags, terminal));
}

function importMapFile(file: string, flags: MapFlags, { say, env, print }: Terminal): void {
  const { crs, source, reviewNumber, code, tolerance, knownOnly } = flags;
  const folder = flags.city ?? loadSettings(settingsSources(flags, env)).hub.city;
  const imported = importMap(file, {
    ...{ folder, crs, source, reviewNumber, toleranceM: tolerance },
    codeProperty: code ?? null,
    isKnownOnly: knownOnly === true,
  });
  const { plan, features } = imported;
  const areas = plan.outlines.size;
  print(say(fill(mapImportTexts.read, { file, features, areas, positions: plan.positionsBefore })));
  for (const words of notesOf(imported, flags)) print(say(words));
  print(say(fill(mapImportTexts.provenance, { source, number: reviewNumber })));
  if (flags.dryRun === true) {
    print(say(importTexts["dry-run"]));
    return;
  }
  writeTexts(folder, imported.texts);
  print(say(fill(importTexts.written, { files: enumerated([...imported.texts.keys()]) })));
}

/** What was done to the map, and what it lacks. */
function notesOf(
  { plan, earlier, undrawn }: ImportedMap,
  { crs, tolerance: asked }: MapFlags,
): readonly BilingualText[] {
  const { joined, leftOut, turnedRings: count, positionsBefore: before, positionsAfter: after } = plan;
  const { usedToleranceM: tolerance } = plan;
  const notSaid = mapImportTexts["not-said"];
  return [
    ...(crs === "gcj02" ? [mapImportTexts.converted] : []),
    ...(crs === "cgcs2000" ? [mapImportTexts.alike] : []),
    ...(count === 0 ? [] : [fill(mapImportTexts.turned, { count })]),
    ...(joined.length === 0 ? [] : [fill(mapImportTexts.joined, { codes: enumerated(joined) })]),
    ...(leftOut.length === 0 ? [] : [fill(mapImportTexts["left-out"], { codes: enumerated(leftOut) })]),
    ...(tolerance === asked ? [] : [fill(mapImportTexts["less-simplified"], { asked, tolerance })]),
    ...(tolerance === 0 ? [] : [fill(mapImportTexts.simplified, { tolerance, before, after })]),
    ...(undrawn.length === 0 ? [] : [fill(mapImportTexts.undrawn, { codes: enumerated(undrawn) })]),
    ...(earlier === null
      ? []
      : [
          fill(mapImportTexts.replaces, {
            areas: earlier.areas,
            source: earlier.source ?? notSaid,
            number: earlier.reviewNumber ?? notSaid,
          }),
        ]),
  ];
}
