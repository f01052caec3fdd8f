import { readFileSync } from "node:fs";
import { Command } from "commander";
import { type CityReport, checkCity } from "../../city/check-city.ts";
import { dayMs, systemClock } from "../../domain/clock.ts";
import { HubError } from "../../domain/errors.ts";
import type { BilingualText } from "../../domain/text.ts";
import { checkEndpoints } from "../../hub/deliveries/check-endpoints.ts";
import { ownPorts } from "../../hub/deliveries/own-ports.ts";
import { certificateNotes } from "../../hub/open-certificates.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import type { Settings } from "../../hub/settings/settings.ts";
import { cityTexts } from "../../locales/city.ts";
import { fill } from "../../locales/fill.ts";
import { checkTexts, programTexts } from "../../locales/terminal/program.ts";
import { endpointCheckTexts } from "../../locales/webhooks.ts";
import { createNameLookup } from "../../name-lookup/name-lookup.ts";
import { clientSecret } from "../../people/oidc/client-secret.ts";
import { createTargetGuard } from "../../webhooks/endpoints/targets.ts";
import { problemsError } from "../../yaml/problem.ts";
import { withDemo, withDemoSecret } from "../demo.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "./command.ts";

interface CheckOptions extends SettingsOption {
  readonly demo?: true;
}

/** `guanlan check`: settings, city and endpoints as `guanlan start` would have them, every mistake at once. */
export function checkCommand({ say, env, print }: Terminal): Command {
  return new Command("check")
    .description(say(checkTexts.help))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--demo", say(checkTexts["help-demo"]))
    .action(async (options: CheckOptions) => {
      const settings = loadSettings(settingsSources(options, env));
      const report = checkCity(settings.hub.city, settings.store.keepObservationsDays * dayMs, systemClock());
      const { isSound, counts, notes, problems } = report;
      if (!isSound)
        throw problemsError("hub.bad_city", fill(cityTexts["cannot-load"], { folder: settings.hub.city }), problems);
      const note = (words: BilingualText): void => print(say(fill(checkTexts.note, { words })));
      for (const words of [...notes, ...certificateNotes(settings, systemClock())]) note(words);
      if (settings.people.oidc.enabled) clientSecret(env, (path) => readFileSync(path, "utf8"));
      const delivery = await checkDelivery(settings, report, { env, isDemo: options.demo === true });
      for (const words of delivery.notes) note(words);
      if (delivery.problems.length > 0) throw undeliverable(delivery.problems);
      const { areas = 0, stations = 0, devices = 0, gauges = 0, rules = 0, alarms = 0 } = counts;
      if (settings.hub.publicUrl === undefined) note(checkTexts["no-public-url"]);
      print(say(fill(checkTexts.ok, { areas, stations, devices, gauges, rules, alarms })));
    });
}

async function checkDelivery(
  given: Settings,
  report: CityReport,
  { env, isDemo }: { readonly env: NodeJS.ProcessEnv; readonly isDemo: boolean },
): ReturnType<typeof checkEndpoints> {
  const { dispatchHost: host, dispatchPort: port } = given.hub.demo;
  const { settings, city } = isDemo ? withDemo(given, report, { host, port }) : { settings: given, city: report };
  const names = createNameLookup();
  const { lookup } = names;
  const { allowedTargets } = settings.webhooks;
  const guard = createTargetGuard({ allowedTargets, ownPorts: ownPorts(settings), lookup });
  const readFile = (path: string): string => readFileSync(path, "utf8");
  const seenEnv = isDemo ? withDemoSecret(env) : env;
  return checkEndpoints(city.endpoints, { env: seenEnv, readFile, guard }).finally(() => names.close());
}

function undeliverable(problems: readonly BilingualText[]): HubError {
  const lines = (language: "zh" | "en"): string =>
    [endpointCheckTexts["cannot-deliver"][language], ...problems.map((words) => `  ${words[language]}`)].join("\n");
  return new HubError("hub.bad_endpoints", { zh: lines("zh"), en: lines("en") });
}
