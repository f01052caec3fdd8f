import { userInfo } from "node:os";
import { Command } from "commander";
import { loadCity, timeZoneOf } from "../../../city/load-city.ts";
import { dayMs } from "../../../domain/clock.ts";
import { rollbackTarget } from "../../../hub/rule-sets/rules-versions.ts";
import { fill } from "../../../locales/fill.ts";
import { localTimeWithZone } from "../../../locales/format/times.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import { rulesTexts } from "../../../locales/terminal/rules.ts";
import type { CommandStore } from "../../../store/sqlite/command-store.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag } from "../command.ts";
import { withStore } from "../with-store.ts";

/** A running hub looks every second; a slow one gets a little longer. */
const pickUpWaitMs = 5_000;

/** `guanlan rules rollback`: back to a set of rules that was kept, in one step. */
export function rulesRollbackCommand(terminal: Terminal): Command {
  const { say, env, print } = terminal;
  return new Command("rollback")
    .description(say(rulesTexts["help-rollback"]))
    .argument("[digest]", say(rulesTexts["help-rollback-digest"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((wanted: string | undefined, options: SettingsOption) =>
      withStore(options, terminal, async ({ ruleSets }, settings) => {
        const digest = rollbackTarget(ruleSets.activations(), wanted);
        // Refused here, with its places, rather than by a hub that nobody is looking at.
        loadCity(settings.hub.city, ruleSets.filesOf(digest), settings.store.keepObservationsDays * dayMs);
        ruleSets.pinTo({ digest, by: whoAsks(env), at: Date.now() });
        const isLive = await isRunningWithin(ruleSets, digest);
        print(say(fill(isLive ? rulesTexts["rolled-back"] : rulesTexts["rolled-back-later"], { digest })));
        print(say(rulesTexts["files-wait"]));
      }),
    );
}

/** `guanlan rules release`: the files decide again. */
export function rulesReleaseCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  return new Command("release")
    .description(say(rulesTexts["help-release"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((options: SettingsOption) =>
      withStore(options, terminal, ({ ruleSets }) =>
        print(say(ruleSets.release() ? rulesTexts.released : rulesTexts["not-pinned"])),
      ),
    );
}

/** `guanlan rules versions`: every set of rules that ran, and since when. */
export function rulesVersionsCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  return new Command("versions")
    .description(say(rulesTexts["help-versions"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action((options: SettingsOption) =>
      withStore(options, terminal, ({ ruleSets }, { hub }) => {
        const timeZone = timeZoneOf(hub.city);
        const pin = ruleSets.pin();
        const activations = ruleSets.activations();
        if (activations.length === 0) print(say(rulesTexts["no-versions"]));
        for (const [index, { digest, at, ruleCount, source, by }] of activations.entries()) {
          const notes = [
            say(rulesTexts[`source-${source}`]),
            ...(by === null ? [] : [by]),
            ...(index === 0 ? [say(rulesTexts.runs)] : []),
            ...(pin?.digest === digest && index === 0 ? [say(rulesTexts.pinned)] : []),
          ];
          print(
            `${digest}  ${localTimeWithZone(at, timeZone)}  ${say(fill(rulesTexts.count, { count: ruleCount }))}  ${notes.join(", ")}`,
          );
        }
        if (pin !== null && pin.digest !== activations[0]?.digest) {
          print(say(fill(rulesTexts["pin-waits"], { digest: pin.digest })));
        }
      }),
    );
}

async function isRunningWithin(ruleSets: CommandStore["ruleSets"], digest: string): Promise<boolean> {
  const deadline = performance.now() + pickUpWaitMs;
  while (ruleSets.newest()?.digest !== digest) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/** The person behind `sudo` where there is one; a container may know no name at all. */
function whoAsks(env: NodeJS.ProcessEnv): string | null {
  if (env.SUDO_USER !== undefined) return env.SUDO_USER;
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
