import { Command } from "commander";
import { loadCity } from "../../../city/load-city.ts";
import type { City, Gauge } from "../../../domain/city/city.ts";
import { countedProperties, propertyUnits } from "../../../domain/city/property.ts";
import { systemClock } from "../../../domain/clock.ts";
import { HubError } from "../../../domain/errors.ts";
import type { GaugeId } from "../../../domain/ids.ts";
import { silentLog } from "../../../domain/log.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { zonedInstants } from "../../../domain/time/zoned-instant.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import type { Settings } from "../../../hub/settings/settings.ts";
import { fill } from "../../../locales/fill.ts";
import { importTexts } from "../../../locales/terminal/import.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import { type CsvRecordings, readCsvFiles } from "../../../recordings/read-csv.ts";
import { type RecordingFlags, recordingSourceOf } from "../../../recordings/recording-flags.ts";
import { unreadableText } from "../../../recordings/recording-source.ts";
import { conversionTo, fileUnit, unitFor } from "../../../recordings/recording-units.ts";
import type { RawSeries } from "../../../recordings/series-builder.ts";
import { tallyWords, understandingWords } from "../../../recordings/understanding-words.ts";
import { type ArchiveSeries, keepArchive } from "../../../store/keep-archive.ts";
import { openStore } from "../../../store/sqlite/open-store.ts";
import { didYouMean } from "../../../yaml/nearest-word.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";
import { optionValues, type ValuesByName } from "../option-values.ts";
import { progressBar } from "./progress-bar.ts";
import { addRecordingOptions, refuseUnreadable } from "./recording-options.ts";

interface ImportFlags extends RecordingFlags, SettingsOption {
  readonly gauge?: string;
  readonly map: ValuesByName;
  readonly value?: string;
  readonly city?: string;
  readonly dryRun?: true;
  readonly allowUnreadable: number;
}

/** `guanlan import`: recorded values become history of a gauge, which nothing ever judges. */
export function importCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const command = new Command("import")
    .description(say(importTexts.help))
    .argument("<files...>", say(importTexts["help-files"]))
    .option("--gauge <id>", say(importTexts["help-gauge"]))
    .option("--map <name=gauge>", say(importTexts["help-map"]), optionValues(terminal).pair("refused"), {})
    .option("--value <column>", say(importTexts["help-value"]))
    .option("--station <column>", say(importTexts["help-station"]))
    .option("--dry-run", say(importTexts["help-dry-run"]));
  return addRecordingOptions(command, terminal)
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--city <folder>", say(programTexts["city-option"]))
    .action((files: readonly string[], flags: ImportFlags) => importFiles(files, flags, terminal));
}

async function importFiles(files: readonly string[], flags: ImportFlags, terminal: Terminal): Promise<void> {
  const { say, env, print } = terminal;
  const settings = loadSettings(settingsSources(flags, env));
  const { city } = loadCity(flags.city ?? settings.hub.city);
  const columns = valueColumns(flags);
  const source = { ...recordingSourceOf(files, columns, flags), nonNegative: nonNegativeOf(flags, city) };
  const bar = progressBar();
  const read = await readCsvFiles(source, bar.show, "hub.bad_import").finally(bar.stop);
  const targets = targetsOf(read, flags, city);
  const useOf = (value: number) => targets.uses[value] ?? { unit: targets.unit, to: null };
  for (const each of read.understood) for (const line of understandingWords(each, useOf)) print(say(line));
  for (const line of tallyWords(read.tally)) print(say(line));
  for (const row of read.tally.firstUnreadable) print(`  ${say(unreadableText(row))}`);
  for (const { station, times } of targets.leftOut) {
    print(say(fill(importTexts["left-out"], { station, values: times.length })));
  }
  refuseUnreadable(read.tally.unreadable, flags.allowUnreadable);
  refuseAhead(targets.series, systemClock());
  for (const { gauge, times } of targets.series) print(say(spanWords(gauge, times)));
  if (flags.dryRun === true) return print(say(importTexts["dry-run"]));
  const { kept, known } = await keep(targets.series, settings);
  print(say(fill(importTexts.done, { kept, known })));
}

/** One column, or those that are mapped. */
function valueColumns({ gauge, map, value, station }: ImportFlags): readonly string[] {
  const mapped = Object.keys(map);
  if ((gauge === undefined) === (mapped.length === 0)) throw importError(importTexts["gauge-or-map"]);
  if (mapped.length > 0 && station === undefined) return mapped;
  if (value === undefined) throw importError(importTexts["name-the-value"]);
  return [value];
}

/** Which values are of gauges that count; stations of one column are where all their gauges do. */
function nonNegativeOf({ gauge, map, station }: ImportFlags, city: City): boolean | readonly boolean[] {
  const isCounted = (id: string): boolean => {
    const property = city.gauges.get(id as GaugeId)?.property;
    return property !== undefined && countedProperties.has(property);
  };
  if (gauge !== undefined) return isCounted(gauge);
  const each = Object.values(map).map(isCounted);
  return station === undefined ? each : each.every((counted) => counted);
}

interface ImportSeries {
  readonly gauge: Gauge;
  readonly times: Float64Array;
  /** In the canonical unit of the gauge's property, above its datum. */
  readonly values: Float64Array;
}

interface ImportTargets {
  readonly series: readonly ImportSeries[];
  /** Stations of the files that no gauge is named for. */
  readonly leftOut: readonly RawSeries[];
  readonly unit: string | null;
  /** By column of values, where each is a gauge of its own. */
  readonly uses: readonly {
    readonly unit: string | null;
    readonly to: { readonly unit: string; readonly gauge: string };
  }[];
}

function targetsOf({ series, understood }: CsvRecordings, flags: ImportFlags, city: City): ImportTargets {
  const { gauge: only, map } = flags;
  const names = Object.keys(map);
  const isWide = names.length > 0 && flags.station === undefined;
  const unknown = names.find((name) => !series.some(({ station }) => station === name));
  if (unknown !== undefined && !isWide) {
    throw importError(fill(importTexts["no-station"], { station: unknown, file: understood[0]?.file.path ?? "" }));
  }
  const gaugeFor = (name: string): Gauge | null => {
    const id = only ?? map[name];
    return id === undefined ? null : requireGauge(city, id);
  };
  const unitOf = (name: string): string | null => {
    const value = isWide ? names.indexOf(name) : 0;
    return fileUnit(understood, value, unitFor(flags.unit, name));
  };
  const wanted = series.flatMap((each) => {
    const gauge = gaugeFor(each.station);
    return gauge === null ? [] : [canonicalSeries(each, gauge, unitOf(each.station))];
  });
  const uses = (isWide ? names : []).map((name) => useBy(gaugeFor(name), unitOf(name)));
  const single = only === undefined ? [] : [useBy(requireGauge(city, only), unitOf(""))];
  return {
    series: merged(wanted),
    leftOut: series.filter(({ station }) => gaugeFor(station) === null),
    unit: unitOf(names[0] ?? ""),
    uses: isWide ? uses.flatMap((use) => use ?? []) : single.flatMap((use) => use ?? []),
  };
}

function useBy(gauge: Gauge | null, unit: string | null) {
  return gauge === null ? null : { unit, to: { unit: propertyUnits[gauge.property], gauge: gauge.id } };
}

/** Several files of one gauge are one series. */
function merged(series: readonly ImportSeries[]): readonly ImportSeries[] {
  const byGauge = Map.groupBy(series, ({ gauge }) => gauge.id);
  return [...byGauge.values()].map((parts) => {
    const [first, ...rest] = parts as [ImportSeries, ...ImportSeries[]];
    if (rest.length === 0) return first;
    const rows = parts.flatMap(({ times, values }) => Array.from(times, (at, row) => [at, values[row] ?? 0] as const));
    rows.sort(([a], [b]) => a - b);
    return {
      gauge: first.gauge,
      times: Float64Array.from(rows, ([at]) => at),
      values: Float64Array.from(rows, ([, value]) => value),
    };
  });
}

function canonicalSeries({ station, times, values }: RawSeries, gauge: Gauge, unit: string | null): ImportSeries {
  const { property, datumOffset } = gauge;
  const { scale, offset } = conversionTo({ unit: propertyUnits[property], property }, unit, station);
  const canonical = (value: number): number => Number((value * scale + offset + datumOffset).toPrecision(12));
  return { gauge, times, values: values.map(canonical) };
}

function requireGauge(city: City, id: string): Gauge {
  const gauge = city.gauges.get(id as GaugeId);
  if (gauge !== undefined) return gauge;
  const fix = didYouMean(id, city.gauges.keys()) ?? importTexts["see-check"];
  throw importError(fill(importTexts["no-gauge"], { id, fix }));
}

/** What lies ahead is no recording: its zone or the order of its dates is another. */
function refuseAhead(series: readonly ImportSeries[], now: number): void {
  for (const { gauge, times } of series) {
    const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
    if (last <= now && first >= 0) continue;
    const got = new Date(last > now ? last : first).toISOString();
    throw importError(fill(importTexts.ahead, { gauge: gauge.id, got }));
  }
}

function spanWords({ id }: Gauge, times: Float64Array): BilingualText {
  const instant = zonedInstants("UTC");
  const blanks = { from: instant(times[0] ?? 0), to: instant(times.at(-1) ?? 0) };
  return fill(importTexts.gauge, { gauge: id, values: times.length, ...blanks });
}

/** The journal is this command's alone while it writes: a hub that runs has it, and is named. */
async function keep(series: readonly ImportSeries[], settings: Settings) {
  const store = await openStore(settings.store, { log: silentLog, clock: systemClock });
  const bar = progressBar("rows");
  try {
    const keys = await store.journal.keysFor(series.map(({ gauge }) => gauge.id));
    const archive = series.flatMap(({ gauge, times, values }): readonly ArchiveSeries[] => {
      const key = keys.get(gauge.id);
      return key === undefined ? [] : [{ gauge: key, times, values }];
    });
    return await keepArchive(store.journal, archive, { now: systemClock(), onProgress: bar.show });
  } finally {
    bar.stop();
    await store.close();
  }
}

function importError(words: BilingualText): HubError {
  return new HubError("hub.bad_import", words);
}
