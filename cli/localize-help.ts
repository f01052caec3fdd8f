import type { Command, Option } from "commander";
import { helpTexts } from "../locales/terminal/arguments.ts";
import type { Terminal } from "./terminal.ts";

/** Help of a command and all below it in the language of the terminal; errors are left to whoever runs it. */
export function localizeHelp(command: Command, terminal: Terminal): void {
  const { say, printError } = terminal;
  command
    .exitOverride()
    .helpOption("-h, --help", say(helpTexts.help))
    .configureOutput({ writeErr: (text) => printError(text.trimEnd()), outputError: () => {} })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (isHeading(title) ? say(helpTexts[title]) : title),
      commandUsage(shown) {
        return usageOf(shown)
          .replace("[options]", say(helpTexts["usage.options"]))
          .replace("[command]", say(helpTexts["usage.command"]));
      },
      optionDescription: (option) => optionText(option, terminal),
    });
  if (command.commands.length > 0) command.helpCommand("help [command]", say(helpTexts["help-command"]));
  for (const each of command.commands) localizeHelp(each, terminal);
}

type Heading = Extract<keyof typeof helpTexts, `${string}:`>;

function isHeading(title: string): title is Heading {
  return title.endsWith(":") && Object.hasOwn(helpTexts, title);
}

/** `guanlan silence add [options]`, as commander writes it. */
function usageOf(shown: Command): string {
  const names: string[] = [];
  for (let parent = shown.parent; parent !== null; parent = parent.parent) names.unshift(parent.name());
  return [...names, shown.name(), shown.usage()].join(" ");
}

function optionText({ description, argChoices, defaultValue, required, optional }: Option, { say }: Terminal): string {
  const more = [
    ...(argChoices === undefined ? [] : [`${say(helpTexts.choices)}${argChoices.join(", ")}`]),
    ...(defaultValue === undefined || !(required || optional)
      ? []
      : [`${say(helpTexts.default)}${JSON.stringify(defaultValue)}`]),
  ];
  return more.length === 0 ? description : `${description} (${more.join(", ")})`;
}
