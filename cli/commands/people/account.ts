import { Command, Option } from "commander";
import { systemClock } from "../../../domain/clock.ts";
import { HubError } from "../../../domain/errors.ts";
import type { AccountAction } from "../../../domain/inputs/acts/account-action.ts";
import { longestSubject } from "../../../domain/people/provider-refusal.ts";
import { isReadableSubject } from "../../../domain/people/subject.ts";
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

/** `guanlan account create|list|disable|enable|password|roles|subject`; a running hub sees the change within a second. */
export function accountCommand(terminal: Terminal): Command {
  const { say } = terminal;
  return new Command("account")
    .description(say(accountTexts.help))
    .addCommand(createCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(rolesCommand(terminal))
    .addCommand(passwordCommand(terminal))
    .addCommand(subjectCommand(terminal))
    .addCommand(switchCommand("disable", terminal))
    .addCommand(switchCommand("enable", terminal));
}

interface PasswordOption {
  readonly passwordStdin?: true;
}

interface CreateOptions extends SettingsOption, GrantOptions, PasswordOption {
  readonly name?: string;
  readonly language: Language;
  readonly subject?: string;
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
    .option("--subject <subject>", say(accountTexts["help-subject-option"]))
    .addOption(passwordOption(terminal));
  return withGrant(command, terminal).action(async (accountId: string, options: CreateOptions) => {
    requireId(accountId);
    const { name = accountId, language, subject = null } = options;
    requireSubject(subject);
    await withStore(options, terminal, async (store, settings) => {
      const grant = grantOf(options, { roles: ["viewer"], areaCodes: [], deviceIds: [] });
      // Whoever signs in through the identity provider gets a password where one is asked for.
      const isFromStdin = options.passwordStdin === true;
      const chosen =
        subject !== null && !isFromStdin
          ? null
          : await choosePassword({ accountId, name }, settings.people, isFromStdin);
      const passwordHash = chosen?.hash ?? null;
      store.people.create({ accountId, name, language, ...grant, subject, passwordHash, createdAt: systemClock() });
      note(store, accountId, { do: "create", ...grant });
      if (subject !== null) note(store, accountId, { do: "set-subject", subject });
      noteUnknown(grant, settings.hub.city, terminal);
      const blanks = { id: accountId, roles: grant.roles.join(", ") };
      if (chosen === null) terminal.printError(say(fill(accountTexts.created, blanks)));
      else chosen.announce(terminal, accountTexts.created, blanks);
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

function lineOf(account: KeptAccount, { say }: Terminal): string {
  const { accountId, name, roles, areaCodes, deviceIds, isDisabled, subject } = account;
  const where = [...areaCodes, ...deviceIds].join(",");
  const reach = where === "" ? say(accountTexts["whole-city"]) : where;
  const state = isDisabled ? `  ${say(accountTexts["is-disabled"])}` : "";
  const known = subject === null ? "" : `  ${say(fill(accountTexts["has-subject"], { subject }))}`;
  return `${accountId}  ${name}  ${roles.join(",")}  ${reach}${known}${state}`;
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

function subjectCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  return new Command("subject")
    .description(say(accountTexts["help-subject"]))
    .argument("<id>")
    .argument("[subject]", say(accountTexts["help-subject-option"]))
    .option("--none", say(accountTexts["help-no-subject"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(
      async (accountId: string, given: string | undefined, options: SettingsOption & { readonly none?: true }) => {
        if ((given === undefined) !== (options.none === true))
          throw new HubError("hub.bad_arguments", accountTexts["subject-or-none"]);
        const subject = given ?? null;
        requireSubject(subject);
        await withStore(options, terminal, (store) => {
          const { passwordHash, subject: before } = requireAccount(store, accountId);
          if (subject === null && before !== null && passwordHash === null)
            throw new HubError("hub.bad_arguments", peopleTexts["no-way-in"]);
          const after = store.people.change(accountId, { subject });
          note(store, accountId, { do: "set-subject", subject });
          print(lineOf(after, terminal));
        });
      },
    );
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

function requireSubject(subject: string | null): void {
  if (subject === null) return;
  if (!isReadableSubject(subject)) throw new HubError("hub.bad_arguments", peopleTexts["unreadable-subject"]);
  if (subject.length > 0 && subject.length <= longestSubject) return;
  const blanks = { most: longestSubject, got: subject.length };
  throw new HubError("hub.bad_arguments", fill(peopleTexts["bad-subject"], blanks));
}

function requireId(accountId: string): void {
  if (/^[a-z0-9][a-z0-9._-]{1,63}$/.test(accountId)) return;
  throw new HubError("hub.bad_arguments", fill(peopleTexts["account-id"], { got: accountId }));
}
