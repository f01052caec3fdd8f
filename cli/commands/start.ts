import { Command } from "commander";
import { pino } from "pino";
import pretty from "pino-pretty";
import type { LoadedCity } from "../../city/load-city.ts";
import { systemClock } from "../../domain/clock.ts";
import { loadRunningCity } from "../../hub/rule-sets/load-running-city.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import type { Settings } from "../../hub/settings/settings.ts";
import { type Hub, startHub } from "../../hub/start-hub.ts";
import { sayIn, type TerminalSay } from "../../locales/terminal-texts.ts";
import { openCommandStore } from "../../store/sqlite/command-store.ts";
import { startDemoCity, startDemoPlatform, withDemo } from "../demo.ts";
import { type SettingsOption, settingsFlag, settingsSources, type Terminal } from "./command.ts";

const demoTokenName = "demonstration";

interface StartOptions extends SettingsOption {
  readonly demo?: true;
}

/** `guanlan start`: runs until SIGINT or SIGTERM. */
export function startCommand(terminal: Terminal): Command {
  const { say, env } = terminal;
  return new Command("start")
    .description(say("help.start"))
    .option(settingsFlag, say("help.settings"))
    .option("--demo", say("help.start.demo"))
    .action(async (options: StartOptions) => {
      const settings = loadSettings(settingsSources(options, env));
      const { city, pin } = loadRunningCity(settings);
      if (pin !== null)
        terminal.print(sayIn(settings.hub.language)("start.pinned", { digest: pin.digest, by: pin.by ?? "?" }));
      if (options.demo === true) await runDemo(withDemo(settings), city, terminal);
      else await run(settings, city, terminal);
    });
}

async function run(settings: Settings, city: LoadedCity, { env, print }: Terminal): Promise<void> {
  const say = sayIn(settings.hub.language);
  const hub = await startHub({ settings, city, env, log: createLog(settings) });
  greet(hub, city, settings, say, print);
  // A terminal that is closed sends SIGHUP too, and then means the hub to end.
  if (!process.stdin.isTTY) process.on("SIGHUP", () => void hub.reloadRules());
  await stopSignal();
  print(say("start.stopping"));
  await hub.stop();
  print(say("start.stopped"));
}

async function runDemo(settings: Settings, city: LoadedCity, { env, print }: Terminal): Promise<void> {
  const say = sayIn(settings.hub.language);
  const log = createLog(settings);
  const platform = await startDemoPlatform(settings, env, say, print);
  try {
    const hub = await startHub({ settings, city, env: platform.env, log });
    greet(hub, city, settings, say, print);
    const { token } = createDemoToken(settings.store.folder);
    print(say("start.token", { token }));
    const { host, port } = hub.addresses.api;
    print(
      say("start.try", { command: `curl -H "Authorization: Bearer ${token}" http://${host}:${port}/api/v1/cases` }),
    );
    const demo = startDemoCity({ hub, city, settings, log }, say, print);
    await stopSignal();
    print(say("start.stopping"));
    await demo.stop();
    await hub.stop();
    print(say("start.stopped"));
  } finally {
    await platform.stop();
  }
}

function greet(
  hub: Hub,
  { city, rules }: LoadedCity,
  settings: Settings,
  say: TerminalSay,
  print: (line: string) => void,
): void {
  const { listeners, api } = hub.addresses;
  print(say("start.ready"));
  print(
    say("start.city", {
      name: city.name[settings.hub.language],
      stations: city.stations.size,
      gauges: city.gauges.size,
      rules: rules.length,
    }),
  );
  for (const { url } of listeners) print(say("start.listener", { url }));
  print(say("start.api", { address: `http://${api.host}:${api.port}/api/v1` }));
}

/** Only the newest demonstration's token is good. */
function createDemoToken(folder: string): { readonly token: string } {
  const store = openCommandStore(folder, systemClock);
  try {
    const old = store.tokens.list().filter(({ name, revokedAt }) => name === demoTokenName && revokedAt === null);
    for (const { tokenId } of old) store.tokens.revoke(tokenId);
    return store.tokens.create(demoTokenName, "reader");
  } finally {
    store.close();
  }
}

function createLog(settings: Settings) {
  const level = settings.hub.logLevel;
  return process.stdout.isTTY ? pino({ level }, pretty({ destination: 2 })) : pino({ level }, process.stderr);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      resolve();
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
  });
}
