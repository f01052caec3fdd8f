import { readFileSync } from "node:fs";
import { SingleBar } from "cli-progress";
import { Command } from "commander";
import { HubError } from "../../domain/errors.ts";
import { loadRunningCity } from "../../hub/rule-sets/load-running-city.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import type { Settings } from "../../hub/settings/settings.ts";
import { backfillInflux, reportCopy } from "../../influx/influx-backfill.ts";
import { influxCredentials } from "../../influx/server/influx-credentials.ts";
import { probeInflux } from "../../influx/server/probe-influx.ts";
import type { TerminalTextKey } from "../../locales/terminal-texts.ts";
import { type SettingsOption, settingsFlag, settingsSources, type Terminal } from "./command.ts";

const shownParked = 20;

/** `guanlan influx`: the copy in InfluxDB, beside a hub that runs or not. */
export function influxCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const group = new Command("influx").description(say("help.influx"));
  group
    .command("backfill")
    .description(say("help.influx.backfill"))
    .option(settingsFlag, say("help.settings"))
    .action((options: SettingsOption) => backfill(options, terminal).catch(withFix(terminal)));
  group
    .command("status")
    .description(say("help.influx.status"))
    .option(settingsFlag, say("help.settings"))
    .action((options: SettingsOption) => status(options, terminal).catch(withFix(terminal)));
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
    print(say("influx.backfilled", { observations: sent.observation, changes, refused }));
  } finally {
    bar.stop();
  }
}

/** Adds to an error what to do about it, in the language of the terminal. */
function withFix({ say }: Terminal): (error: unknown) => never {
  return (error) => {
    const key = error instanceof HubError ? fixes[error.code] : undefined;
    if (!(error instanceof HubError) || key === undefined) throw error;
    throw new HubError(error.code, `${error.message}\n${say(key)}`, { cause: error });
  };
}

const fixes: Readonly<Partial<Record<string, TerminalTextKey>>> = {
  "store.influx_held": "influx.fix.held",
  "store.influx_unreachable": "influx.fix.unreachable",
  "store.influx_secret_missing": "influx.fix.secret",
  "store.influx_disabled": "influx.fix.disabled",
  "store.influx_other_target": "influx.fix.target",
};

async function status(options: SettingsOption, { say, env, print }: Terminal): Promise<void> {
  const settings = loadSettings(settingsSources(options, env));
  const { url, database, enabled } = settings.influx;
  if (enabled) {
    const credentials = influxCredentials(settings.influx, env, (path) => readFileSync(path, "utf8"));
    const words = await probeInflux(settings.influx, credentials);
    print(say(words === null ? "influx.takes" : "influx.refuses", { url, database, words: words?.en ?? "" }));
  }
  const report = reportCopy(settings.store.folder, shownParked);
  if (report === null) {
    print(say("influx.never"));
    return;
  }
  const { waiting, refused, isComplete, parked } = report;
  print(say("influx.status", { waiting, refused }));
  print(say(isComplete ? "influx.complete" : "influx.incomplete"));
  for (const { at, line, words } of parked) print(`${new Date(at).toISOString()}  ${line}\n    ${words}`);
}

function settingsWithInflux(options: SettingsOption, env: NodeJS.ProcessEnv): Settings {
  const settings = loadSettings(settingsSources(options, env));
  if (settings.influx.enabled) return settings;
  throw new HubError(
    "store.influx_disabled",
    "Cannot speak to InfluxDB as influx.enabled must be true: got false; set it, or GUANLAN_INFLUX__ENABLED=true",
  );
}
