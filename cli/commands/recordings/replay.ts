import { Command, Option } from "commander";
import { loadCity } from "../../../city/load-city.ts";
import type { Conversion } from "../../../domain/city/conversions.ts";
import { countedProperties } from "../../../domain/city/property.ts";
import { HubError } from "../../../domain/errors.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import type { Settings } from "../../../hub/settings/settings.ts";
import { fill } from "../../../locales/fill.ts";
import { unreadableErrorTexts } from "../../../locales/recordings/faults.ts";
import { replayTexts } from "../../../locales/simulation/replay.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import { type RecordingFlags, recordingSourceOf } from "../../../recordings/recording-flags.ts";
import { unreadableText } from "../../../recordings/recording-source.ts";
import { conversionTo, fileUnit, unitFor, type WantedUnit } from "../../../recordings/recording-units.ts";
import type { Understanding } from "../../../recordings/understanding.ts";
import { tallyWords, understandingWords, type ValueUse } from "../../../recordings/understanding-words.ts";
import { askOutcome } from "../../../simulators/ask-outcome.ts";
import {
  type CsvReplaySummary,
  checkReplayOptions,
  replayCsv,
  understandReplay,
} from "../../../simulators/replay-csv.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";
import { optionValues, type ValuesByName } from "../option-values.ts";
import { progressBar } from "./progress-bar.ts";
import { addRecordingOptions, refuseUnreadable } from "./recording-options.ts";

interface ReplayFlags extends RecordingFlags, SettingsOption {
  readonly device: string;
  readonly token?: string;
  readonly url: string;
  readonly column: ValuesByName;
  readonly gaugeUnit?: string;
  readonly city?: string;
  readonly speed: number | "max";
  readonly shift: "none" | "now" | number;
  readonly batch: number;
  readonly api: string;
  readonly apiToken?: string;
  readonly allowUnreadable: number;
}

/** `guanlan replay`: a recording becomes a device that publishes over real MQTT. */
export function replayCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const { pair, numberOr } = optionValues(terminal);
  const command = new Command("replay")
    .description(say(replayTexts.help))
    .argument("<file>")
    .requiredOption("-d, --device <id>", say(replayTexts["help-device"]))
    .option("--token <token>", say(replayTexts["help-token"]))
    .option("--url <url>", say(replayTexts["help-url"]), "mqtt://127.0.0.1:1883")
    .requiredOption("-c, --column <channel=column>", say(replayTexts["help-column"]), pair("refused"))
    .option("--gauge-unit <unit>", say(replayTexts["help-gauge-unit"]));
  return addRecordingOptions(command, terminal)
    .addOption(new Option("--speed <factor>", say(replayTexts["help-speed"])).argParser(numberOr("max")).default("max"))
    .addOption(
      new Option("--shift <shift>", say(replayTexts["help-shift"])).argParser(numberOr("none", "now")).default("none"),
    )
    .option("--batch <readings>", say(replayTexts["help-batch"]), Number, 200)
    .option("--api <url>", say(replayTexts["help-api"]), "http://127.0.0.1:8080")
    .option("--api-token <token>", say(replayTexts["help-api-token"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--city <folder>", say(programTexts["city-option"]))
    .action((file: string, flags: ReplayFlags) => replay(file, flags, terminal));
}

async function replay(file: string, flags: ReplayFlags, terminal: Terminal): Promise<void> {
  const { say, env, print } = terminal;
  const token = tokenOf(flags, env);
  checkReplayOptions(flags);
  const settings = loadSettings(settingsSources(flags, env));
  const channels = Object.keys(flags.column);
  const written = recordingSourceOf([file], Object.values(flags.column), flags);
  const understood = await understandReplay(written);
  const wanted = channels.map((channel) => wantedUnit(channel, flags, settings));
  const nonNegative = wanted.map(({ property }) => property !== null && countedProperties.has(property));
  const source = { ...written, nonNegative };
  const { conversions, uses } = unitsOfChannels(channels, understood, { flags, wanted });
  for (const each of understood) {
    for (const line of understandingWords(each, (value) => uses[value] ?? { unit: null, to: null })) print(say(line));
  }
  const bar = progressBar();
  const startedAt = Date.now();
  try {
    const { url, device: deviceId, shift, speed, batch } = flags;
    const { lateAfterMs } = settings.rules;
    const limits = { lateAfterMs, ...settings.ingest };
    const parts = { source, channels, understood, conversions, limits, onProgress: bar.show };
    const summary = await replayCsv({ ...parts, url, deviceId, token, shift, speed, batch });
    bar.stop();
    await report(summary, { flags, terminal, startedAt, lateAfterMs });
  } finally {
    bar.stop();
  }
}

function tokenOf(flags: ReplayFlags, env: NodeJS.ProcessEnv): string {
  const token = flags.token ?? env.GUANLAN_DEVICE_TOKEN;
  if (token !== undefined) return token;
  throw new HubError("hub.bad_arguments", fill(replayTexts["no-token"], { device: flags.device }));
}

interface ChannelUnits {
  readonly conversions: readonly Conversion[];
  readonly uses: readonly ValueUse[];
}

/** What each channel's values are in, and in which unit its gauge takes them. */
function unitsOfChannels(
  channels: readonly string[],
  understood: readonly Understanding[],
  { flags, wanted }: { readonly flags: ReplayFlags; readonly wanted: readonly WantedUnit[] },
): ChannelUnits {
  const each = wanted.map((to, value) => {
    const channel = channels[value] ?? "";
    const unit = fileUnit(understood, value, unitFor(flags.unit, channel));
    const conversion = conversionTo(to, unit, flags.column[channel] ?? channel);
    return { conversion, use: { unit, to: { unit: to.unit, gauge: `${flags.device}/${channel}` } } };
  });
  return { conversions: each.map(({ conversion }) => conversion), uses: each.map(({ use }) => use) };
}

/** The unit in which the gauge of a channel takes its values: as said, or as the city has it. */
function wantedUnit(channel: string, { device, gaugeUnit, city: folder }: ReplayFlags, settings: Settings): WantedUnit {
  const said = unitFor(gaugeUnit, channel);
  if (said !== null) return { unit: said, property: null };
  const { city } = loadCity(folder ?? settings.hub.city);
  const gauge = [...city.gauges.values()].find((each) => each.deviceId === device && each.channel === channel);
  if (gauge !== undefined) return { unit: gauge.unit, property: gauge.property };
  throw new HubError("hub.bad_arguments", fill(replayTexts["no-gauge"], { device, channel }));
}

interface ReportParts {
  readonly flags: ReplayFlags;
  readonly terminal: Terminal;
  readonly startedAt: number;
  readonly lateAfterMs: number;
}

/** What was sent, what became of it, what could not be read; not understood or not sent is a failure. */
async function report(summary: CsvReplaySummary, parts: ReportParts): Promise<void> {
  const { flags, terminal } = parts;
  const { say, print } = terminal;
  const { rows, readings, published, acknowledged, skippedEmpty, unreadable, ages, seconds, tally } = summary;
  const counts = { rows, readings, published, acknowledged, skippedEmpty, unreadable: unreadable.rows };
  print(say(fill(replayTexts.done, { ...counts, seconds: seconds.toFixed(1) })));
  for (const line of tallyWords(tally)) print(say(line));
  print(say(fill(replayTexts.ages, { ...ages })));
  await reportOutcome(summary, parts);
  for (const row of unreadable.first) print(`  ${say(unreadableText(row))}`);
  if (readings === 0) {
    const blanks = { file: flags.device, rows, unreadable: unreadable.rows, empty: skippedEmpty };
    throw new HubError("hub.unreadable_rows", fill(unreadableErrorTexts.nothing, blanks));
  }
  refuseUnreadable(unreadable.rows, flags.allowUnreadable);
}

/** What the hub itself made of the readings, where a token lets it be asked. */
async function reportOutcome({ from, to }: CsvReplaySummary, parts: ReportParts): Promise<void> {
  const { flags, startedAt, lateAfterMs, terminal } = parts;
  const { say, print, env } = terminal;
  const token = flags.apiToken ?? env.GUANLAN_API_TOKEN;
  if (token === undefined || from === null || to === null) return print(say(replayTexts["not-asked"]));
  const { api: url, device: deviceId } = flags;
  const outcome = await askOutcome({ url, token, deviceId, from, to, since: startedAt, lateAfterMs });
  if (typeof outcome === "string") return print(say(fill(replayTexts["cannot-ask"], { got: outcome })));
  const { judged, late, setAside, refused } = outcome;
  print(say(fill(replayTexts.outcome, { judged, late, setAside, refused })));
}
