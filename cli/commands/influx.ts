import { readFileSync } from "node:fs";
import { SingleBar } from "cli-progress";
import { Command } from "commander";
import { timeZoneOf } from "../../city/load-city.ts";
import { type ErrorCode, HubError } from "../../domain/errors.ts";
import type { BilingualText } from "../../domain/text.ts";
import { loadRunningCity } from "../../hub/rule-sets/load-running-city.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import type { Settings } from "../../hub/settings/settings.ts";
import { backfillInflux, reportCopy } from "../../influx/influx-backfill.ts";
import { influxCredentials } from "../../influx/server/influx-credentials.ts";
import { probeInflux } from "../../influx/server/probe-influx.ts";
import { fill } from "../../locales/fill.ts";
import { localTimeWithZone } from "../../locales/format/times.ts";
import { influxTexts } from "../../locales/terminal/influx.ts";
import { programTexts } from "../../locales/terminal/program.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "./command.ts";

const shownParked = 20;

/** `guanlan influx`: the copy in InfluxDB, beside a hub that runs or not. */
export function influxCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const group = new Command("influx").description(say(influxTexts.help));
  group
    .command("backfill")
    .description(say(influxTexts["help-backfill"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((options: SettingsOption) => backfill(options, terminal).catch(throwWithFix));
  group
    .command("status")
    .description(say(influxTexts["help-status"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((options: SettingsOption) => status(options, terminal).catch(throwWithFix));
  return group;
}

async function backfill(options: SettingsOption, { say, env, print }: Terminal): Promise<void> {
  const settings = settingsWithInflux(options, env);
  const credentials = influxCredentials(settings.influx, env, (path) => readFileSync(path, "utf8"));
  const { city } = loadRunningCity(settings).city;
  const bar = new SingleBar({
    format: "{bar} {percentage}% | {value}/{total} | {eta_formatted}",
    hideCursor: true,
    stopOnComplete: false,
    stream: process.stderr,
  });
  let isStarted = false;
  try {
    const { sent, refused } = await backfillInflux({
      folder: settings.store.folder,
      settings: settings.influx,
      credentials,
      city,
      onProgress(done, total) {
        if (isStarted) bar.update(done);
        else bar.start(total, done);
        isStarted = true;
      },
    });
    bar.stop();
    const changes = sent.transition + sent.event;
    print(say(fill(influxTexts.backfilled, { observations: sent.observation, changes, refused })));
  } finally {
    bar.stop();
  }
}

/** Adds to an error what to do about it. */
function throwWithFix(error: unknown): never {
  const fix = error instanceof HubError ? fixes.get(error.code) : undefined;
  if (!(error instanceof HubError) || fix === undefined) throw error;
  throw new HubError(error.code, fill(influxTexts["with-fix"], { words: error.words, fix }), { cause: error });
}

const fixes: ReadonlyMap<ErrorCode, BilingualText> = new Map<ErrorCode, BilingualText>([
  ["store.influx_held", influxTexts["fix-held"]],
  ["store.influx_unreachable", influxTexts["fix-unreachable"]],
  ["store.influx_secret_missing", influxTexts["fix-secret"]],
  ["store.influx_disabled", influxTexts["fix-disabled"]],
  ["store.influx_other_target", influxTexts["fix-target"]],
]);

async function status(options: SettingsOption, { say, env, print }: Terminal): Promise<void> {
  const settings = loadSettings(settingsSources(options, env));
  const { url, database, enabled } = settings.influx;
  if (enabled) {
    const credentials = influxCredentials(settings.influx, env, (path) => readFileSync(path, "utf8"));
    const words = await probeInflux(settings.influx, credentials);
    const text = words === null ? influxTexts.takes : influxTexts.refuses;
    print(say(fill(text, { url, database, words: words ?? "" })));
  }
  const report = reportCopy(settings.store.folder, shownParked);
  if (report === null) {
    print(say(influxTexts.never));
    return;
  }
  const { waiting, refused, isComplete, parked } = report;
  print(say(fill(influxTexts.status, { waiting, refused })));
  print(say(isComplete ? influxTexts.complete : influxTexts.incomplete));
  const timeZone = timeZoneOf(settings.hub.city);
  for (const { at, line, words } of parked) {
    print(`${localTimeWithZone(at, timeZone)}  ${line}\n    ${words}`);
  }
}

function settingsWithInflux(options: SettingsOption, env: NodeJS.ProcessEnv): Settings {
  const settings = loadSettings(settingsSources(options, env));
  if (settings.influx.enabled) return settings;
  throw new HubError("store.influx_disabled", influxTexts.disabled);
}
