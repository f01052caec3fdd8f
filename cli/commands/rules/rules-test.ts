import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { loadCity } from "../../../city/load-city.ts";
import { HubError } from "../../../domain/errors.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { fill } from "../../../locales/fill.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import { rulesTestTexts } from "../../../locales/terminal/rules-test.ts";
import { readRuleTests } from "../../../rule-tests/read-rule-tests.ts";
import { ruleTestFailureWords } from "../../../rule-tests/rule-test-failure-words.ts";
import { type RuleTestResult, runRuleTests } from "../../../rule-tests/run-rule-tests.ts";
import { problemsError } from "../../../yaml/problem.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";

interface RulesTestOptions extends SettingsOption {
  readonly city?: string;
}

/** `guanlan rules test`: runs rule tests, and prints where the alarms differ from what each expects. */
export function rulesTestCommand(terminal: Terminal): Command {
  const { say, env, print } = terminal;
  return new Command("test")
    .description(say(rulesTestTexts.help))
    .argument("[files...]", say(rulesTestTexts["help-files"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--city <folder>", say(programTexts["city-option"]))
    .action((files: readonly string[], options: RulesTestOptions) => {
      const settings = loadSettings(settingsSources(options, env));
      const folder = options.city ?? settings.hub.city;
      const { city, rules } = loadCity(folder);
      const paths = files.length > 0 ? files : [join(folder, "stories")];
      const { ruleTests, problems: badFiles } = readRuleTests(paths);
      const { results, problems } = runRuleTests(ruleTests, { city, rules, settings: settings.rules });
      const all = [...badFiles, ...problems];
      if (all.length > 0)
        throw problemsError("hub.bad_stories", fill(rulesTestTexts["bad-stories"], { paths: paths.join(", ") }), all);
      if (ruleTests.length === 0) throw noRuleTests(paths);
      for (const result of results) printResult(result, terminal);
      const failed = results.filter(({ outcome }) => outcome.failures.length > 0).length;
      const counts = { stories: ruleTests.length, passed: ruleTests.length - failed, failed };
      if (failed === 0) return print(say(fill(rulesTestTexts.passed, counts)));
      throw new HubError("hub.stories_failed", fill(rulesTestTexts.failed, counts));
    });
}

function printResult({ placed, outcome }: RuleTestResult, { say, print }: Terminal): void {
  const { name, start } = placed.ruleTest;
  const { failures } = outcome;
  const text = failures.length === 0 ? rulesTestTexts.pass : rulesTestTexts.fail;
  print(say(fill(text, { name, where: placed.place() })));
  for (const failure of failures) {
    print(`  ${placed.place(failure.path)} ${say(ruleTestFailureWords(failure, Date.parse(start)))}`);
  }
}

function noRuleTests(paths: readonly string[]): HubError {
  const text = paths.every((path) => existsSync(path)) ? rulesTestTexts["none-in-files"] : rulesTestTexts["no-files"];
  return new HubError("hub.bad_stories", fill(text, { paths: paths.join(", ") }));
}
