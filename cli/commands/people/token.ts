import { Command, Option } from "commander";
import { grantOfKind } from "../../../domain/people/grant.ts";
import { type TokenKind, tokenKinds } from "../../../domain/people/role.ts";
import { fill } from "../../../locales/fill.ts";
import { tokenTexts } from "../../../locales/terminal/credentials.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import type { Terminal } from "../../terminal.ts";
import { commandLine, type SettingsOption, settingsFlag } from "../command.ts";
import { withStore } from "../with-store.ts";
import { type GrantOptions, grantOf, noteUnknown, withGrant } from "./grant-options.ts";

/** `guanlan token create|revoke`: who may call the API. */
export function tokenCommand(terminal: Terminal): Command {
  const { say, print, printError } = terminal;
  const create = new Command("create")
    .description(say(tokenTexts["help-create"]))
    .argument("<name>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .addOption(new Option("--role <role>", say(tokenTexts["help-role"])).choices(tokenKinds).default("reader"));
  withGrant(create, terminal).action(
    async (name: string, options: SettingsOption & GrantOptions & { readonly role: TokenKind }) => {
      await withStore(options, terminal, (store, settings) => {
        const grant = grantOf(options, grantOfKind(options.role));
        const { token, tokenId } = store.tokens.create(name, grant);
        const about = { kind: "account-action", accountId: tokenId, by: commandLine } as const;
        store.enter({ ...about, action: { do: "create", ...grant } });
        noteUnknown(grant, settings.hub.city, terminal);
        printError(say(fill(tokenTexts.token, { id: tokenId })));
        print(token);
      });
    },
  );
  const revoke = new Command("revoke")
    .description(say(tokenTexts["help-revoke"]))
    .argument("<id>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (id: string, options: SettingsOption) => {
      await withStore(options, terminal, (store) => {
        store.tokens.revoke(id);
        store.enter({ kind: "account-action", accountId: id, by: commandLine, action: { do: "revoke" } });
        print(say(fill(tokenTexts.revoked, { id })));
      });
    });
  return new Command("token").description(say(tokenTexts.help)).addCommand(create).addCommand(revoke);
}
