import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { HubError } from "../../../domain/errors.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { fill } from "../../../locales/fill.ts";
import { accountTexts } from "../../../locales/terminal/credentials.ts";
import { hashPassword } from "../../../people/passwords/password-hash.ts";
import { passwordFault } from "../../../people/passwords/password-rules.ts";
import type { PeopleSettings } from "../../../people/settings.ts";
import type { Terminal } from "../../terminal.ts";

export interface ChosenPassword {
  readonly hash: string;
  /** Says what was done; a password that was made up here is printed, alone on the standard output, this once. */
  announce(terminal: Terminal, words: BilingualText, blanks: Readonly<Record<string, string>>): void;
}

/**
 * The first line of the standard input where that is asked for, else 16 random characters.
 *
 * @throws {HubError} `people.bad_password`
 */
export async function choosePassword(
  whose: { readonly accountId: string; readonly name: string },
  { passwordCost, passwordLength }: PeopleSettings,
  isFromStdin: boolean,
): Promise<ChosenPassword> {
  const password = isFromStdin ? firstLine(await text(process.stdin)) : madeUpPassword(whose, passwordLength);
  const fault = passwordFault(password, whose, passwordLength);
  if (fault !== null) throw new HubError(fault.code, fault.words);
  return {
    hash: await hashPassword(password, passwordCost),
    announce({ say, print, printError }, words, blanks) {
      printError(say(fill(words, blanks)));
      if (isFromStdin) return;
      printError(say(accountTexts["password-once"]));
      print(password);
    },
  };
}

function firstLine(input: string): string {
  return input.split(/\r?\n/, 1)[0] ?? "";
}

/** Six bits a character; drawn again where a short name happens to be in it. */
export function madeUpPassword(whose: { readonly accountId: string; readonly name: string }, shortest: number): string {
  const characters = Math.max(16, shortest);
  for (;;) {
    const password = randomBytes(characters).toString("base64url").slice(0, characters);
    if (passwordFault(password, whose, shortest) === null) return password;
  }
}
