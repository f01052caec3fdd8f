import { Command, Option } from "commander";
import { type Crs, crsNames } from "../../../city-builder/coordinates/crs.ts";
import { writeTexts } from "../../../city-builder/folder/write-folder.ts";
import type { LineOutcome } from "../../../city-builder/import/draft.ts";
import { importStations } from "../../../city-builder/import/import-stations.ts";
import type { PlannedLine } from "../../../city-builder/import/plan-import.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { cityGrowthTexts } from "../../../locales/city-builder/commands.ts";
import { importTexts } from "../../../locales/city-builder/import.ts";
import { enumerated, fill } from "../../../locales/fill.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";

interface ImportFlags extends SettingsOption {
  readonly city?: string;
  readonly crs?: Crs;
  readonly unit?: string;
  readonly into: string;
  readonly dryRun?: true;
  readonly quiet?: true;
}

/** `guanlan city import`: stations of a spreadsheet become stations of a city folder. */
export function importStationsCommand(terminal: Terminal): Command {
  const { say } = terminal;
  return new Command("import")
    .description(say(cityGrowthTexts["help-import"]))
    .argument("<file>", say(cityGrowthTexts["help-sheet"]))
    .addOption(new Option("--crs <system>", say(cityGrowthTexts["help-sheet-crs"])).choices(crsNames))
    .option("--unit <id>", say(cityGrowthTexts["help-unit"]))
    .option("--into <file>", say(cityGrowthTexts["help-into"]), "stations.yaml")
    .option("--dry-run", say(cityGrowthTexts["help-dry-run"]))
    .option("--quiet", say(cityGrowthTexts["help-quiet"]))
    .option("--city <folder>", say(cityGrowthTexts["help-city"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((file: string, flags: ImportFlags) => importSheet(file, flags, terminal));
}

function importSheet(file: string, flags: ImportFlags, terminal: Terminal): void {
  const { say, env, print } = terminal;
  const { crs = null, unit = null, into } = flags;
  const folder = flags.city ?? loadSettings(settingsSources(flags, env)).hub.city;
  const { sheet, heading, plan, texts } = importStations(file, { folder, crs, unit, into });
  const { encoding } = sheet;
  print(say(fill(importTexts.understood, { file, encoding, line: heading.line, rows: heading.rows.length })));
  if (heading.unknown.length > 0) {
    print(say(fill(importTexts["left-out"], { columns: enumerated(heading.unknown) })));
  }
  for (const line of plan.lines) if (flags.quiet !== true || line.outcome !== "same") printLine(line, terminal);
  print(say(fill(importTexts.totals, countsOf(plan.lines))));
  if (flags.dryRun === true) print(say(importTexts["dry-run"]));
  else if (texts.size === 0) print(say(importTexts["nothing-to-write"]));
  else {
    writeTexts(folder, texts);
    print(say(fill(importTexts.written, { files: enumerated([...texts.keys()]) })));
  }
}

function printLine({ line, outcome, stationId, name, notes }: PlannedLine, { say, print }: Terminal): void {
  const what = fill(importTexts.station, { id: stationId ?? "-", name: name ?? "" });
  print(say(fill(importTexts.line, { line, outcome: importTexts[outcome], what })).trimEnd());
  const told = outcome === "refused" ? notes.refusals : [...notes.readAs, ...notes.edits, ...notes.assumed];
  for (const words of told) print(say(fill(importTexts.note, { words })));
}

function countsOf(lines: readonly PlannedLine[]): Readonly<Record<LineOutcome, number>> {
  const counts = { taken: 0, changed: 0, same: 0, refused: 0 };
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
}
