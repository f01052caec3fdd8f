import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { loadCity } from "../../city/load-city.ts";
import { HubError } from "../../domain/errors.ts";
import { loadSettings } from "../../hub/settings/settings.ts";
import { readStories } from "../../rule-tests/read-stories.ts";
import { runStories, type StoryResult } from "../../rule-tests/run-stories.ts";
import { storyFailureWords } from "../../rule-tests/story-failure-words.ts";
import { problemsError } from "../../yaml/problem.ts";
import { type SettingsOption, settingsFlag, settingsSources, type Terminal } from "./command.ts";

interface Options extends SettingsOption {
  readonly city?: string;
}

/** `guanlan rules test`: tells the city's rules stories, and says where they make something else of them. */
export function rulesTestCommand(terminal: Terminal): Command {
  const { say, env, print } = terminal;
  return new Command("test")
    .description(say("help.rules.test"))
    .argument("[files...]", say("help.rules.test.files"))
    .option(settingsFlag, say("help.settings"))
    .option("--city <folder>", say("help.city"))
    .action((files: readonly string[], options: Options) => {
      const settings = loadSettings(settingsSources(options, env));
      const folder = options.city ?? settings.hub.city;
      const { city, rules } = loadCity(folder);
      const paths = files.length > 0 ? files : [join(folder, "stories")];
      const { stories, problems: badFiles } = readStories(paths);
      const { results, problems } = runStories(stories, { city, rules, settings: settings.rules });
      const all = [...badFiles, ...problems];
      if (all.length > 0) throw problemsError("hub.bad_stories", `Cannot run the stories in ${paths.join(", ")}`, all);
      if (stories.length === 0) throw noStories(paths);
      for (const result of results) printResult(result, terminal);
      const failed = results.filter(({ outcome }) => outcome.failures.length > 0).length;
      const counts = { stories: stories.length, passed: stories.length - failed, failed };
      if (failed === 0) return print(say("stories.passed", counts));
      throw new HubError("hub.stories_failed", say("stories.failed", counts));
    });
}

function printResult({ placed, outcome }: StoryResult, { say, print }: Terminal): void {
  const { name, start } = placed.story;
  const { failures } = outcome;
  print(say(failures.length === 0 ? "stories.pass" : "stories.fail", { name, where: placed.place() }));
  for (const failure of failures) {
    print(`  ${placed.place(failure.path)} ${storyFailureWords(failure, Date.parse(start), say)}`);
  }
}

function noStories(paths: readonly string[]): HubError {
  const got = paths.every((path) => existsSync(path)) ? "none in" : "nothing at";
  return new HubError(
    "hub.bad_stories",
    `Cannot run stories as there must be some: got ${got} ${paths.join(", ")}; write one as docs/stories.md shows`,
  );
}
