import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { loadCity } from "../../city/load-city.ts";
import { HubError } from "../../domain/errors.ts";
import { sameInBoth } from "../../domain/text.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import { readRuleTests } from "../../rule-tests/read-rule-tests.ts";
import { ruleTestFailureWords } from "../../rule-tests/rule-test-failure-words.ts";
import { type RuleTestResult, runRuleTests } from "../../rule-tests/run-rule-tests.ts";
import { problemsError } from "../../yaml/problem.ts";
import { type SettingsOption, settingsFlag, settingsSources, type Terminal } from "./command.ts";

interface RulesTestOptions extends SettingsOption {
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
    .action((files: readonly string[], options: RulesTestOptions) => {
      const settings = loadSettings(settingsSources(options, env));
      const folder = options.city ?? settings.hub.city;
      const { city, rules } = loadCity(folder);
      const paths = files.length > 0 ? files : [join(folder, "stories")];
      const { ruleTests, problems: badFiles } = readRuleTests(paths);
      const { results, problems } = runRuleTests(ruleTests, { city, rules, settings: settings.rules });
      const all = [...badFiles, ...problems];
      if (all.length > 0)
        throw problemsError("hub.bad_stories", sameInBoth(`Cannot run the stories in ${paths.join(", ")}`), all);
      if (ruleTests.length === 0) throw noRuleTests(paths);
      for (const result of results) printResult(result, terminal);
      const failed = results.filter(({ outcome }) => outcome.failures.length > 0).length;
      const counts = { stories: ruleTests.length, passed: ruleTests.length - failed, failed };
      if (failed === 0) return print(say("stories.passed", counts));
      throw new HubError("hub.stories_failed", say("stories.failed", counts));
    });
}

function printResult({ placed, outcome }: RuleTestResult, { say, print }: Terminal): void {
  const { name, start } = placed.ruleTest;
  const { failures } = outcome;
  print(say(failures.length === 0 ? "stories.pass" : "stories.fail", { name, where: placed.place() }));
  for (const failure of failures) {
    print(`  ${placed.place(failure.path)} ${ruleTestFailureWords(failure, Date.parse(start), say)}`);
  }
}

function noRuleTests(paths: readonly string[]): HubError {
  const got = paths.every((path) => existsSync(path)) ? "none in" : "nothing at";
  return new HubError(
    "hub.bad_stories",
    `Cannot run stories as there must be some: got ${got} ${paths.join(", ")}; write one as docs/stories.md shows`,
  );
}
