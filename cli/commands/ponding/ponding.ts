import { Command } from "commander";
import type { z } from "zod";
import { type pondingPlace, pondingPlaces, pondingPlaceWithHistory } from "../../../api/schemas/governance/ponding.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { fill } from "../../../locales/fill.ts";
import { pondingMoveNames } from "../../../locales/messages/ponding.ts";
import { pondingCommandTexts } from "../../../locales/terminal/governance/ponding.ts";
import { HubClient, type HubOptions, withHubOptions } from "../../hub-client.ts";
import type { Terminal } from "../../terminal.ts";
import { optionValues } from "../option-values.ts";

type Place = z.infer<typeof pondingPlace>;

interface ListOptions extends HubOptions {
  readonly area?: string;
  readonly overdue?: true;
  readonly delisted?: true;
}

interface MoveOptions extends HubOptions {
  readonly reason: string;
  readonly due?: string;
  readonly source?: string;
  readonly deepest?: string;
  readonly cause?: string;
  readonly measures?: string;
  readonly revision?: number;
}

/** `guanlan ponding list|show|add|review|change|delist`, on a running hub. */
export function pondingCommand(terminal: Terminal): Command {
  const command = new Command("ponding").description(terminal.say(pondingCommandTexts.help));
  const moves = (["add", "review", "change", "delist"] as const).map((move) => moveCommand(terminal, move));
  for (const each of [listCommand(terminal), showCommand(terminal), ...moves]) command.addCommand(each);
  return command;
}

function listCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const list = new Command("list")
    .description(say(pondingCommandTexts["help-list"]))
    .option("--area <code>", say(pondingCommandTexts["help-area"]))
    .option("--overdue", say(pondingCommandTexts["help-overdue"]))
    .option("--delisted", say(pondingCommandTexts["help-delisted"]));
  return withHubOptions(list, terminal).action(async ({ area, overdue, delisted, ...options }: ListOptions) => {
    const query = new URLSearchParams({
      ...(area === undefined ? {} : { areaCode: area }),
      ...(overdue === true ? { overdue: "true" } : {}),
      ...(delisted === true ? { state: "delisted" } : {}),
    });
    const found = await new HubClient(options, terminal).get(`/api/v1/ponding?${query}`, pondingPlaces);
    for (const row of found.rows) print(say(lineOf(row)));
    if (found.rows.length === 0) print(say(pondingCommandTexts.none));
    else print(say(fill(pondingCommandTexts.count, { ...found, count: found.rows.length })));
  });
}

function showCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const show = new Command("show").description(say(pondingCommandTexts["help-show"])).argument("<station>");
  return withHubOptions(show, terminal).action(async (id: string, options: HubOptions) => {
    printPlace(await new HubClient(options, terminal).get(pathOf(id), pondingPlaceWithHistory), terminal);
  });
}

function moveCommand(terminal: Terminal, move: "add" | "review" | "change" | "delist"): Command {
  const { say } = terminal;
  const command = new Command(move)
    .description(say(pondingCommandTexts[`help-${move}`]))
    .argument("<station>")
    .requiredOption("--reason <words>", say(pondingCommandTexts["help-reason"]))
    .option("--revision <number>", say(pondingCommandTexts["help-revision"]), optionValues(terminal).wholeNumber(0));
  if (move !== "delist") addFacts(command, terminal, move);
  return withHubOptions(command, terminal).action(async (id: string, options: MoveOptions) => {
    const { reason, due, source, deepest, cause, measures, revision, ...hubOptions } = options;
    const deepestM = deepest === undefined ? undefined : Number(deepest);
    const facts = { reviewDueOn: due, source, deepestM, cause, measures };
    const body = { do: move === "add" ? "list" : move, reason, ...(move === "delist" ? {} : facts) };
    const head = revision === undefined ? {} : { ifMatch: revision };
    const hub = new HubClient(hubOptions, terminal);
    printPlace(await hub.post(`${pathOf(id)}/actions`, body, { schema: pondingPlaceWithHistory, ...head }), terminal);
  });
}

/** Options of what is written of a place; what a move cannot do without is required. */
function addFacts(command: Command, { say }: Terminal, move: "add" | "review" | "change"): void {
  const due = ["--due <day>", say(pondingCommandTexts["help-due"])] as const;
  const source = ["--source <words>", say(pondingCommandTexts["help-source"])] as const;
  if (move === "change") command.option(...due);
  else command.requiredOption(...due);
  if (move === "add") command.requiredOption(...source);
  else command.option(...source);
  command
    .option("--deepest <metres>", say(pondingCommandTexts["help-deepest"]))
    .option("--cause <words>", say(pondingCommandTexts["help-cause"]))
    .option("--measures <words>", say(pondingCommandTexts["help-measures"]));
}

/** Path of a place in the API. */
function pathOf(id: string): string {
  return `/api/v1/ponding/${encodeURIComponent(id)}`;
}

function printPlace(place: z.infer<typeof pondingPlaceWithHistory>, { say, print }: Terminal): void {
  print(say(lineOf(place)));
  for (const what of ["cause", "measures"] as const) {
    const words = place.ponding?.[what] ?? null;
    if (words !== null) print(say(fill(pondingCommandTexts[what], { words })));
  }
  for (const { at, by, do: move, reason } of place.changes) {
    print(say(fill(pondingCommandTexts.change, { at, by, move: pondingMoveNames[move], reason })));
  }
}

function lineOf({ stationId: id, revision, name, ponding, isReviewOverdue }: Place): BilingualText {
  if (ponding === null) return fill(pondingCommandTexts["line-off"], { id, revision, name });
  const mark = isReviewOverdue ? pondingCommandTexts.overdue : "";
  const { listedOn: day, reviewDueOn: due } = ponding;
  return fill(pondingCommandTexts.line, { id, revision, name, day, due, mark });
}
