import { Command, Option } from "commander";
import { systemClock } from "../../../domain/clock.ts";
import { HubError } from "../../../domain/errors.ts";
import type { AccountAction } from "../../../domain/inputs/acts/account-action.ts";
import type { Language } from "../../../domain/text.ts";
import type { Settings } from "../../../hub/settings/settings.ts";
import { peopleTexts } from "../../../locales/api/people.ts";
import { fill } from "../../../locales/fill.ts";
import { accountTexts } from "../../../locales/terminal/credentials.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import { unknownAccount } from "../../../store/errors.ts";
import type { KeptAccount } from "../../../store/ports.ts";
import type { CommandStore } from "../../../store/sqlite/command-store.ts";
import type { Terminal } from "../../terminal.ts";
import { commandLine, type SettingsOption, settingsFlag } from "../command.ts";
import { withStore } from "../with-store.ts";
import { choosePassword } from "./choose-password.ts";
import { type GrantOptions, grantOf, noteUnknown, withGrant } from "./grant-options.ts";

/** `guanlan account create|list|disable|enable|password|roles`; a running hub sees the change within a second. */
export function accountCommand(terminal: Terminal): Command {
  const { say } = terminal;
  return new Command("account")
    .description(say(accountTexts.help))
    .addCommand(createCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(rolesCommand(terminal))
    .addCommand(passwordCommand(terminal))
    .addCommand(switchCommand("disable", terminal))
    .addCommand(switchCommand("enable", terminal));
}

interface PasswordOption {
  readonly passwordStdin?: true;
}

interface CreateOptions extends SettingsOption, GrantOptions, PasswordOption {
  readonly name?: string;
  readonly language: Language;
}

function createCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const command = new Command("create")
    .description(say(accountTexts["help-create"]))
    .argument("<id>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--name <name>", say(accountTexts["help-name"]))
    .addOption(
      new Option("--language <language>", say(accountTexts["help-language"])).choices(["zh", "en"]).default("zh"),
    )
    .addOption(passwordOption(terminal));
  return withGrant(command, terminal).action(async (accountId: string, options: CreateOptions) => {
    requireId(accountId);
    await withStore(options, terminal, async (store, settings) => {
      const { name = accountId, language } = options;
      const grant = grantOf(options, { roles: ["viewer"], areaCodes: [], deviceIds: [] });
      const { hash, announce } = await choosePassword(
        { accountId, name },
        settings.people,
        options.passwordStdin === true,
      );
      store.people.create({ accountId, name, language, ...grant, passwordHash: hash, createdAt: systemClock() });
      note(store, accountId, { do: "create", ...grant });
      noteUnknown(grant, settings.hub.city, terminal);
      announce(terminal, accountTexts.created, { id: accountId, roles: grant.roles.join(", ") });
    });
  });
}

function listCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  return new Command("list")
    .description(say(accountTexts["help-list"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (options: SettingsOption) => {
      await withStore(options, terminal, (store) => {
        for (const account of store.people.list()) print(lineOf(account, terminal));
      });
    });
}

function lineOf({ accountId, name, roles, areaCodes, deviceIds, isDisabled }: KeptAccount, { say }: Terminal): string {
  const where = [...areaCodes, ...deviceIds].join(",");
  const reach = where === "" ? say(accountTexts["whole-city"]) : where;
  const state = isDisabled ? `  ${say(accountTexts["is-disabled"])}` : "";
  return `${accountId}  ${name}  ${roles.join(",")}  ${reach}${state}`;
}

function rolesCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const command = new Command("roles")
    .description(say(accountTexts["help-change"]))
    .argument("<id>")
    .option(settingsFlag, say(programTexts["settings-option"]));
  return withGrant(command, terminal).action(async (accountId: string, options: SettingsOption & GrantOptions) => {
    await withStore(options, terminal, (store, settings) => {
      const grant = grantOf(options, requireAccount(store, accountId));
      const after = store.people.change(accountId, grant);
      note(store, accountId, { do: "change", ...grant });
      noteUnknown(grant, settings.hub.city, terminal);
      print(lineOf(after, { ...terminal, say }));
    });
  });
}

function passwordCommand(terminal: Terminal): Command {
  const { say } = terminal;
  return new Command("password")
    .description(say(accountTexts["help-password"]))
    .argument("<id>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .addOption(passwordOption(terminal))
    .action(async (accountId: string, options: SettingsOption & PasswordOption) => {
      await withStore(options, terminal, async (store, settings: Settings) => {
        const account = requireAccount(store, accountId);
        const { hash, announce } = await choosePassword(account, settings.people, options.passwordStdin === true);
        store.people.change(accountId, { passwordHash: hash });
        note(store, accountId, { do: "set-password" });
        announce(terminal, accountTexts["password-set"], { id: accountId });
      });
    });
}

function switchCommand(to: "disable" | "enable", terminal: Terminal): Command {
  const { say, print } = terminal;
  return new Command(to)
    .description(say(accountTexts[`help-${to}`]))
    .argument("<id>")
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (accountId: string, options: SettingsOption) => {
      await withStore(options, terminal, (store) => {
        store.people.change(accountId, { isDisabled: to === "disable" });
        note(store, accountId, { do: to });
        print(say(fill(accountTexts[`${to}d`], { id: accountId })));
      });
    });
}

function passwordOption({ say }: Terminal): Option {
  return new Option("--password-stdin", say(accountTexts["help-stdin"]));
}

/** For the audit trail. */
function note(store: CommandStore, accountId: string, action: AccountAction["action"]): void {
  store.enter({ kind: "account-action", accountId, by: commandLine, action });
}

function requireAccount(store: CommandStore, accountId: string): KeptAccount {
  const found = store.people.list().find((account) => account.accountId === accountId);
  if (found === undefined) throw unknownAccount(accountId);
  return found;
}

function requireId(accountId: string): void {
  if (/^[a-z0-9][a-z0-9._-]{1,63}$/.test(accountId)) return;
  throw new HubError("hub.bad_arguments", fill(peopleTexts["account-id"], { got: accountId }));
}
