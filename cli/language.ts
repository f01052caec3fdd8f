import { HubError } from "../domain/errors.ts";
import type { Language } from "../domain/text.ts";
import { peekLanguage } from "../hub/settings/peek-language.ts";
import { fill } from "../locales/fill.ts";
import { argumentTexts } from "../locales/terminal/arguments.ts";

/** What stands on the command line beside the language. */
export interface ChosenLanguage {
  readonly language: Language;
  /** The arguments without `--lang`, which may stand anywhere before `--`. */
  readonly args: readonly string[];
}

/**
 * The one rule for the language of all that a command prints, its help and errors included: `--lang`, else the setting
 * `hub.language`, else the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`); Chinese where nothing names a language.
 *
 * @throws {HubError} `hub.bad_arguments` for `--lang` without one of ours, in the language that holds otherwise
 */
export function chooseLanguage(args: readonly string[], env: NodeJS.ProcessEnv): ChosenLanguage {
  const { value, others } = withoutLang(args);
  if (value === "zh" || value === "en") return { language: value, args: others };
  if (value !== null) {
    throw new HubError(
      "hub.bad_arguments",
      fill(argumentTexts.lang, { got: value === "" ? argumentTexts.nothing : value }),
    );
  }
  return { language: languageWithout(args, env), args: others };
}

/** The language where the command line names none. */
export function languageWithout(args: readonly string[], env: NodeJS.ProcessEnv): Language {
  const file = settingsFileIn(args);
  return peekLanguage(file === null ? { env } : { env, file }) ?? languageOfLocale(env);
}

/** The first of the locale's variables that is set decides, as POSIX has it; `C` and `POSIX` name no language. */
function languageOfLocale({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((each) => each !== undefined && each !== "") ?? "";
  return locale === "" || /^(?:zh|C(?:\.|$)|POSIX)/i.test(locale) ? "zh" : "en";
}

function withoutLang(args: readonly string[]): { readonly value: string | null; readonly others: readonly string[] } {
  const end = args.indexOf("--");
  const at = args.findIndex((arg, index) => (end === -1 || index < end) && /^--lang(?:=|$)/.test(arg));
  if (at === -1) return { value: null, others: args };
  const inline = /^--lang=(.*)$/.exec(args[at] ?? "")?.[1];
  const value = inline ?? args[at + 1] ?? "";
  return { value, others: args.toSpliced(at, inline === undefined ? 2 : 1) };
}

/** As commander takes it: `-s file`, `-sfile`, `--settings file`, `--settings=file`. */
function settingsFileIn(args: readonly string[]): string | null {
  for (const [index, arg] of args.entries()) {
    if (arg === "-s" || arg === "--settings") return args[index + 1] ?? null;
    const inline = /^(?:--settings=|-s=?)(.+)$/.exec(arg)?.[1];
    if (inline !== undefined) return inline;
  }
  return null;
}
