import { Command, Option } from "commander";
import { fill } from "../../locales/fill.ts";
import { tokenTexts } from "../../locales/terminal/credentials.ts";
import { programTexts } from "../../locales/terminal/program.ts";
import type { Terminal } from "../terminal.ts";
import { type SettingsOption, settingsFlag } from "./command.ts";
import { withStore } from "./with-store.ts";

/** `guanlan token create|revoke`: who may call the API. */
export function tokenCommand(terminal: Terminal): Command {
  const { say, print, printError } = terminal;
  const create = new Command("create")
    .description(say(tokenTexts["help-create"]))
    .argument("<name>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .addOption(
      new Option("--role <role>", say(tokenTexts["help-role"])).choices(["reader", "operator"]).default("reader"),
    )
    .action(async (name: string, options: SettingsOption & { readonly role: "reader" | "operator" }) => {
      await withStore(options, terminal, (store) => {
        const { token, tokenId } = store.tokens.create(name, options.role);
        printError(say(fill(tokenTexts.token, { id: tokenId })));
        print(token);
      });
    });
  const revoke = new Command("revoke")
    .description(say(tokenTexts["help-revoke"]))
    .argument("<id>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (id: string, options: SettingsOption) => {
      await withStore(options, terminal, (store) => {
        store.tokens.revoke(id);
        print(say(fill(tokenTexts.revoked, { id })));
      });
    });
  return new Command("token").description(say(tokenTexts.help)).addCommand(create).addCommand(revoke);
}
