import { Command } from "commander";
import { rulesTexts } from "../../../locales/terminal/rules.ts";
import type { Terminal } from "../../terminal.ts";
import { rulesDiffCommand } from "./rules-diff.ts";
import { ruleDraftCommands } from "./rules-drafts.ts";
import { rulesReleaseCommand, rulesRollbackCommand, rulesVersionsCommand } from "./rules-rollback.ts";
import { rulesTestCommand } from "./rules-test.ts";

/** `guanlan rules ...`: what the author of rules needs. */
export function rulesCommand(terminal: Terminal): Command {
  const rules = new Command("rules")
    .description(terminal.say(rulesTexts.help))
    .addCommand(rulesTestCommand(terminal))
    .addCommand(rulesDiffCommand(terminal))
    .addCommand(rulesVersionsCommand(terminal))
    .addCommand(rulesRollbackCommand(terminal))
    .addCommand(rulesReleaseCommand(terminal));
  for (const command of ruleDraftCommands(terminal)) rules.addCommand(command);
  return rules;
}
