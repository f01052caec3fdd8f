import { Command, Option } from "commander";
import { type SettingsOption, settingsFlag, type Terminal } from "./command.ts";
import { withStore } from "./with-store.ts";

/** `guanlan token create|revoke`: who may call the API. */
export function tokenCommand(terminal: Terminal): Command {
  const { say, print, printError } = terminal;
  const create = new Command("create")
    .description(say("help.token.create"))
    .argument("<name>")
    .option(settingsFlag, say("help.settings"))
    .addOption(new Option("--role <role>", say("help.token.role")).choices(["reader", "operator"]).default("reader"))
    .action(async (name: string, options: SettingsOption & { readonly role: "reader" | "operator" }) => {
      await withStore(options, terminal, (store) => {
        const { token, tokenId } = store.tokens.create(name, options.role);
        printError(say("token.token", { id: tokenId }));
        print(token);
      });
    });
  const revoke = new Command("revoke")
    .description(say("help.token.revoke"))
    .argument("<id>")
    .option(settingsFlag, say("help.settings"))
    .action(async (id: string, options: SettingsOption) => {
      await withStore(options, terminal, (store) => {
        store.tokens.revoke(id);
        print(say("token.revoked", { id }));
      });
    });
  return new Command("token").description(say("help.token")).addCommand(create).addCommand(revoke);
}
