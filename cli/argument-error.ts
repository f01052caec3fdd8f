import type { CommanderError } from "commander";
import { HubError } from "../domain/errors.ts";
import { type BilingualText, sameInBoth } from "../domain/text.ts";
import { type BlankValue, enumerated, fill } from "../locales/fill.ts";
import { argumentTexts } from "../locales/terminal/arguments.ts";

/**
 * A mistake on the command line in both languages: commander says it in English alone. What stands in quotes in its message
 * goes into our words; a message of a kind that is not known here is shown as it is.
 */
export function argumentError(error: CommanderError): HubError {
  return new HubError("hub.bad_arguments", wordsOf(error), { cause: error });
}

function wordsOf({ code, message }: CommanderError): BilingualText {
  const said = message.replace(/^error: /, "");
  const [got = said, other = ""] = [...said.matchAll(/'([^']*)'/g)].map(([, quoted]) => quoted as string);
  switch (code) {
    case "commander.unknownCommand":
    case "commander.unknownOption":
      return fill(argumentTexts[code], { got, hint: hintIn(said) });
    case "commander.missingArgument":
    case "commander.optionMissingArgument":
    case "commander.missingMandatoryOptionValue":
      return fill(argumentTexts[code], { got });
    case "commander.conflictingOption":
      return fill(argumentTexts[code], { got, other });
    case "commander.excessArguments":
      return excessWords(said);
    case "commander.invalidArgument":
      return invalidWords(said);
    default:
      return fill(argumentTexts.other, { got: said });
  }
}

function hintIn(said: string): BlankValue {
  const words = /\(Did you mean (?:one of )?(.*)\?\)/.exec(said)?.[1];
  return words === undefined ? "" : fill(argumentTexts["did-you-mean"], { words });
}

function excessWords(said: string): BilingualText {
  const [, expected = "0", got = "", details = ""] =
    /Expected (\d+) arguments? but got (\d+): (.*)\.$/s.exec(said) ?? [];
  return fill(argumentTexts["commander.excessArguments"], { expected, got, details });
}

/** `option '--days <n>' argument '0' is invalid. <our own words>`; of an argument, its name stands last. */
function invalidWords(said: string): BilingualText {
  const option = /^option '(.*?)' argument '(.*)' is invalid\. (.*)$/s.exec(said);
  const argument = /^command-argument value '(.*)' is invalid for argument '(.*?)'\. (.*)$/s.exec(said);
  const [what, got, wanted] = option !== null ? option.slice(1) : [argument?.[2], argument?.[1], argument?.[3]];
  if (what === undefined || got === undefined || wanted === undefined) return fill(argumentTexts.other, { got: said });
  const choices = /^Allowed choices are (.*)\.$/s.exec(wanted)?.[1];
  return fill(argumentTexts["commander.invalidArgument"], {
    what,
    got,
    wanted:
      choices === undefined
        ? sameInBoth(wanted)
        : fill(argumentTexts["allowed-choices"], { choices: enumerated(choices.split(", ")) }),
  });
}
