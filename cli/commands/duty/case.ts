import { Command, Option } from "commander";
import type { z } from "zod";
import { casePage, caseWithTimeline } from "../../../api/schemas/case.ts";
import { caseMoves } from "../../../api/schemas/governance/case-acts.ts";
import { caseStateNames, evidenceNames, moveNames } from "../../../locales/case-moves.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { levelNames } from "../../../locales/names.ts";
import { marks } from "../../../locales/shared.ts";
import { caseCommandTexts } from "../../../locales/terminal/governance/cases.ts";
import { caseOrders } from "../../../store/ports.ts";
import { HubClient, type HubOptions, withHubOptions } from "../../hub-client.ts";
import type { Terminal } from "../../terminal.ts";
import { optionValues } from "../option-values.ts";
import { moveCommands } from "./case-moves.ts";

type ListedCase = z.infer<typeof casePage>["rows"][number];

interface ListOptions extends HubOptions {
  readonly sort: string;
  readonly limit: number;
  readonly state?: string;
  readonly area?: string;
  readonly assignee?: string;
  readonly overdue?: true;
  readonly unacknowledged?: true;
}

/** `guanlan case list|show|moves` and a command for each move, on a running hub. */
export function caseCommand(terminal: Terminal): Command {
  const command = new Command("case").description(terminal.say(caseCommandTexts.help));
  const commands = [listCommand(terminal), showCommand(terminal), movesCommand(terminal), ...moveCommands(terminal)];
  for (const each of commands) command.addCommand(each);
  return command;
}

function listCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const list = new Command("list")
    .description(say(caseCommandTexts["help-list"]))
    .addOption(new Option("--sort <order>", say(caseCommandTexts["help-sort"])).choices(caseOrders).default("level"))
    .option("--state <states>", say(caseCommandTexts["help-state"]))
    .option("--area <code>", say(caseCommandTexts["help-area"]))
    .option("--assignee <name>", say(caseCommandTexts["help-assignee"]))
    .option("--overdue", say(caseCommandTexts["help-overdue"]))
    .option("--unacknowledged", say(caseCommandTexts["help-unacknowledged"]))
    .option("--limit <count>", say(caseCommandTexts["help-limit"]), optionValues(terminal).wholeNumber(1), 100);
  return withHubOptions(list, terminal).action(async (options: ListOptions) => {
    const hub = new HubClient(options, terminal);
    const { rows, counts } = await hub.get(`/api/v1/cases?${queryOf(options)}`, casePage);
    if (rows.length === 0) print(say(caseCommandTexts.none));
    for (const row of rows) print(say(lineOf(row)));
    if (counts !== undefined) print(say(fill(caseCommandTexts.counts, counts)));
  });
}

function showCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const show = new Command("show").description(say(caseCommandTexts["help-show"])).argument("<id>");
  return withHubOptions(show, terminal).action(async (id: string, options: HubOptions) => {
    const found = await new HubClient(options, terminal).get(pathOf(id), caseWithTimeline);
    print(say(lineOf(found)));
    print(say(fill(caseCommandTexts.advice, { advice: found.advice })));
    for (const { at, words } of found.timeline) print(say(fill(caseCommandTexts.entry, { at, words })));
  });
}

function movesCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const moves = new Command("moves").description(say(caseCommandTexts["help-moves"])).argument("<id>");
  return withHubOptions(moves, terminal).action(async (id: string, options: HubOptions) => {
    const found = await new HubClient(options, terminal).get(`${pathOf(id)}/moves`, caseMoves);
    for (const move of found.moves) print(say(moveLine(move)));
  });
}

/** Path of a case in the API. */
function pathOf(id: string): string {
  return `/api/v1/cases/${encodeURIComponent(id)}`;
}

function queryOf({ sort, limit, state, area, assignee, overdue, unacknowledged }: ListOptions): string {
  const query = new URLSearchParams({ sort, limit: String(limit), counts: "true" });
  if (state !== undefined) query.set("state", state);
  if (area !== undefined) query.set("areaCode", area);
  if (assignee !== undefined) query.set("assignee", assignee);
  if (overdue === true) query.set("overdue", "true");
  if (unacknowledged === true) query.set("acknowledged", "false");
  return query.toString();
}

function lineOf(row: Omit<ListedCase, "timeline">) {
  const { id, state, level, openedAt, title } = row;
  return fill(caseCommandTexts.line, {
    id,
    state: caseStateNames[state],
    marks: marksOf(row),
    level: level === null ? caseCommandTexts["no-level"] : levelNames[level],
    opened: openedAt,
    title,
  });
}

function marksOf({ due, suspended, supervised, closedDespite }: Partial<ListedCase>) {
  const named = [
    due?.overdueAt === undefined ? null : caseCommandTexts["mark-overdue"],
    suspended === undefined ? null : caseCommandTexts["mark-suspended"],
    supervised === undefined ? null : caseCommandTexts["mark-supervised"],
    closedDespite === undefined ? null : caseCommandTexts["mark-despite"],
  ].filter((mark) => mark !== null);
  return named.length === 0 ? "" : fill(caseCommandTexts.marks, { marks: joined(named, marks.list) });
}

function moveLine({ do: kind, isAllowed, reason, lacking }: z.infer<typeof caseMoves>["moves"][number]) {
  const name = moveNames[kind];
  if (!isAllowed) return fill(caseCommandTexts["move-refused"], { name, reason: reason ?? "" });
  if (lacking.length === 0) return fill(caseCommandTexts["move-allowed"], { name });
  const missing = joined(
    lacking.map((each) => evidenceNames[each]),
    marks.list,
  );
  return fill(caseCommandTexts["move-marked"], { name, lacking: missing });
}
