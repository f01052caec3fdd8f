import { isIPv6 } from "node:net";
import { join } from "node:path";
import { Command } from "commander";
import { pino } from "pino";
import pretty from "pino-pretty";
import type { LoadedCity } from "../../city/load-city.ts";
import type { Log } from "../../domain/log.ts";
import { tlsFolder } from "../../hub/open-certificates.ts";
import { loadRunningCity } from "../../hub/rule-sets/load-running-city.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import type { Settings } from "../../hub/settings/settings.ts";
import { type Hub, startHub } from "../../hub/start-hub.ts";
import type { HubAddresses } from "../../hub/start-listeners.ts";
import { fill } from "../../locales/fill.ts";
import { programTexts } from "../../locales/terminal/program.ts";
import { startTexts } from "../../locales/terminal/start.ts";
import { authorityFiles } from "../../tls/authority-folder.ts";
import { isLoopback } from "../../tls/confidential.ts";
import { Announcements } from "../announcements.ts";
import { renewDemoTokens, startDemoCity, startDemoPlatform, withDemo } from "../demo.ts";
import { withWholeCity } from "../demo-full.ts";
import { renewDemoAccount, renewDemoCallers, startDemoPeople } from "../demo-people.ts";
import { withDemoTls } from "../demo-tls.ts";
import { HubLife } from "../hub-life.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "./command.ts";

interface StartOptions extends SettingsOption {
  readonly demo?: true;
  readonly full?: true;
}

/** `guanlan start`: runs until SIGINT or SIGTERM. */
export function startCommand(terminal: Terminal): Command {
  const { say, env } = terminal;
  return new Command("start")
    .description(say(startTexts.help))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--demo", say(startTexts["help-demo"]))
    .option("--full", say(startTexts["help-full"]))
    .action(async (options: StartOptions) => {
      const given = loadSettings(settingsSources(options, env));
      const settings = options.demo === true && options.full === true ? withWholeCity(given, terminal) : given;
      const { city, pin } = loadRunningCity(settings);
      if (pin !== null) terminal.print(say(fill(startTexts.pinned, { digest: pin.digest, by: pin.by ?? "?" })));
      if (options.demo === true) await runDemo(await withDemoTls(settings), city, terminal);
      else await run(settings, city, terminal);
    });
}

async function run(settings: Settings, city: LoadedCity, terminal: Terminal): Promise<void> {
  const { env } = terminal;
  const log = createLog(settings);
  const life = new HubLife(settings);
  const hub = await startHub({ settings, city, env, log, onBroken: life.onBroken });
  const begun = life.begin(hub);
  greet(hub, city, settings, terminal);
  const announcing = announce(hub, log, terminal);
  // A terminal that is closed sends SIGHUP too, and then means the hub to end.
  if (!process.stdin.isTTY) process.on("SIGHUP", () => void hub.reloadRules());
  await begun.liveAndStop(terminal, async () => announcing.stop());
}

/** Says what the hub raises, in the terminal and in the log; on one screen with both, once. */
function announce(hub: Hub, log: Log, { say, print }: Terminal): Announcements {
  const isLogOnScreen = process.stdout.isTTY === true;
  const announcements = new Announcements(({ words, about }) => {
    print(say(words));
    if (!isLogOnScreen) log.info(about, say(words));
  });
  hub.live.subscribe({
    events: (events) => {
      for (const event of events) announcements.take(event);
    },
    observations: () => {},
  });
  return announcements;
}

async function runDemo(given: Settings, loaded: LoadedCity, terminal: Terminal): Promise<void> {
  const { say, print } = terminal;
  const log = createLog(given, "warn");
  const platform = await startDemoPlatform(given, terminal);
  const { settings, city } = withDemo(given, loaded, platform.address);
  try {
    const tokens = renewDemoTokens(settings.store.folder, city);
    const { passwordCost } = settings.people;
    const guest = await renewDemoAccount(settings.store.folder, terminal.language, passwordCost);
    const life = new HubLife(settings);
    const hub = await startHub({ settings, city, env: platform.env, log, onBroken: life.onBroken });
    const begun = life.begin(hub);
    greet(hub, city, settings, terminal);
    print(say(fill(startTexts.authority, { path: join(tlsFolder(settings), authorityFiles.certificate) })));
    const api = urlOf("http", hub.addresses.api);
    print(say(fill(startTexts.console, { address: `${api}/#once=${hub.signInLink(guest)}` })));
    const callers = renewDemoCallers(settings.store.folder);
    print(say(fill(startTexts.token, { token: callers.reader })));
    const command = `curl -H "Authorization: Bearer ${callers.reader}" ${api}/api/v1/cases`;
    print(say(fill(startTexts.try, { command })));
    const people = startDemoPeople({ api, callers, city: city.city, platform, settings }, terminal);
    const demo = startDemoCity({ hub, city, settings, tokens, platform, log }, terminal);
    await begun.liveAndStop(terminal, async () => {
      people.stop();
      await demo.stop();
    });
  } finally {
    await platform.stop();
  }
}

function greet(hub: Hub, { city, rules }: LoadedCity, settings: Settings, { say, print }: Terminal): void {
  const { listeners, api, https } = hub.addresses;
  print(say(startTexts.ready));
  print(
    say(
      fill(startTexts.city, {
        name: city.name,
        stations: city.stations.size,
        gauges: city.gauges.size,
        rules: rules.length,
      }),
    ),
  );
  for (const { url } of listeners) print(say(fill(startTexts.listener, { url })));
  print(say(fill(startTexts.api, { address: `${urlOf("http", api)}/api/v1` })));
  if (https !== null) print(say(fill(startTexts.api, { address: `${urlOf("https", https)}/api/v1` })));
  const words = startTexts[settings.tls.allowCleartextTokens ? "cleartext-allowed" : "cleartext-refused"];
  for (const url of cleartextUrls(hub.addresses)) print(say(fill(words, { url })));
}

/** Addresses beyond this machine where nothing encrypts what comes in. */
function cleartextUrls({ listeners, api }: HubAddresses): readonly string[] {
  const plain = listeners.filter(({ url }) => /^(mqtt|ws):/.test(url));
  return [...plain, { ...api, url: urlOf("http", api) }].flatMap(({ host, url }) =>
    host === "localhost" || isLoopback(host) ? [] : [url],
  );
}

function urlOf(scheme: string, { host, port }: { readonly host: string; readonly port: number }): string {
  return `${scheme}://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** @param usual level where the settings ask for the usual `info`: a demonstration tells in lines of its own what goes well */
function createLog(settings: Settings, usual: Settings["hub"]["logLevel"] = "info") {
  const level = settings.hub.logLevel === "info" ? usual : settings.hub.logLevel;
  return process.stdout.isTTY ? pino({ level }, pretty({ destination: 2 })) : pino({ level }, process.stderr);
}
