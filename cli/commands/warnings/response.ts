import { Command, Option } from "commander";
import type { z } from "zod";
import { response, responsePage } from "../../../api/schemas/governance/response.ts";
import { responseLevels } from "../../../domain/inputs/acts/response-action.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { fill } from "../../../locales/fill.ts";
import { responseLevelNames, responseMoveNames } from "../../../locales/messages/responses.ts";
import { responseCommandTexts } from "../../../locales/terminal/governance/warnings.ts";
import { HubClient, type HubOptions, withHubOptions } from "../../hub-client.ts";
import type { Terminal } from "../../terminal.ts";

interface MoveOptions extends HubOptions {
  readonly area: string;
  readonly reason: string;
  readonly level?: string;
  readonly warning?: readonly string[];
}

/** `guanlan response list|start|adjust|terminate`, on a running hub. */
export function responseCommand(terminal: Terminal): Command {
  const command = new Command("response").description(terminal.say(responseCommandTexts.help));
  const commands = [
    listCommand(terminal),
    moveCommand(terminal, "start"),
    moveCommand(terminal, "adjust"),
    moveCommand(terminal, "terminate"),
  ];
  for (const each of commands) command.addCommand(each);
  return command;
}

function listCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const list = new Command("list")
    .description(say(responseCommandTexts["help-list"]))
    .option("--all", say(responseCommandTexts["help-all"]));
  return withHubOptions(list, terminal).action(async ({ all, ...options }: HubOptions & { readonly all?: true }) => {
    const query = all === true ? "" : "?state=active";
    const { rows } = await new HubClient(options, terminal).get(`/api/v1/responses${query}`, responsePage);
    if (rows.length === 0) print(say(responseCommandTexts.none));
    for (const row of rows) for (const line of linesOf(row)) print(say(line));
  });
}

function moveCommand(terminal: Terminal, move: "start" | "adjust" | "terminate"): Command {
  const { say, print } = terminal;
  const command = new Command(move)
    .description(say(responseCommandTexts[`help-${move}`]))
    .requiredOption("--area <code>", say(responseCommandTexts["help-area"]))
    .requiredOption("--reason <words>", say(responseCommandTexts["help-reason"]));
  if (move !== "terminate") {
    command
      .addOption(
        new Option("--level <level>", say(responseCommandTexts["help-level"]))
          .choices(responseLevels)
          .makeOptionMandatory(),
      )
      .option("--warning <id...>", say(responseCommandTexts["help-warning"]));
  }
  return withHubOptions(command, terminal).action(async ({ area, reason, level, warning, ...options }: MoveOptions) => {
    const upon = move === "terminate" ? {} : { level, warningIds: warning ?? [] };
    const body = { do: move, areaCode: area, reason, ...upon };
    const changed = await new HubClient(options, terminal).post("/api/v1/responses", body, { schema: response });
    for (const line of linesOf(changed)) print(say(line));
  });
}

function linesOf({ id, areaCode, state, level, changes }: z.infer<typeof response>): readonly BilingualText[] {
  const stands = responseCommandTexts[state];
  return [
    fill(responseCommandTexts.line, { id, area: areaCode, level: responseLevelNames[level], state: stands }),
    ...changes.map(({ at, by, do: move, level: to, reason }) =>
      fill(responseCommandTexts.change, {
        at,
        by,
        move: responseMoveNames[move],
        level: responseLevelNames[to],
        reason,
      }),
    ),
  ];
}
