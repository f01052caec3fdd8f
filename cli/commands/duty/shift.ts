import { Command } from "commander";
import type { z } from "zod";
import { handover, shifts } from "../../../api/schemas/governance/shift.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { shiftCommandTexts } from "../../../locales/duty/commands.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { marks } from "../../../locales/shared.ts";
import { HubClient, type HubOptions, withHubOptions } from "../../hub-client.ts";
import type { Terminal } from "../../terminal.ts";

type Handover = z.infer<typeof handover>;
type PostRow = z.infer<typeof shifts>["rows"][number];

/** `guanlan shift show|handover|sheet|sign`, on a running hub. */
export function shiftCommand(terminal: Terminal): Command {
  const command = new Command("shift").description(terminal.say(shiftCommandTexts.help));
  for (const make of [showCommand, handoverCommand, sheetCommand, signCommand]) command.addCommand(make(terminal));
  return command;
}

function showCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const show = new Command("show").description(say(shiftCommandTexts["help-show"]));
  return withHubOptions(show, terminal).action(async (options: HubOptions) => {
    const { rows } = await new HubClient(options, terminal).get("/api/v1/shift", shifts);
    if (rows.length === 0) print(say(shiftCommandTexts.none));
    for (const row of rows) print(say(lineOfPost(row)));
  });
}

function handoverCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const command = new Command("handover")
    .description(say(shiftCommandTexts["help-handover"]))
    .argument("<post>")
    .requiredOption("--to <person>", say(shiftCommandTexts["help-to"]))
    .option("--notes <text>", say(shiftCommandTexts["help-notes"]), "");
  return withHubOptions(command, terminal).action(
    async (postId: string, { to, notes, ...options }: HubOptions & { readonly to: string; readonly notes: string }) => {
      const hub = new HubClient(options, terminal);
      const made = await hub.post("/api/v1/shift/handover", { postId, to, notes }, { schema: handover });
      printSheet(made, terminal);
    },
  );
}

function sheetCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const command = new Command("sheet").description(say(shiftCommandTexts["help-sheet"])).argument("<post>");
  return withHubOptions(command, terminal).action(async (postId: string, options: HubOptions) => {
    const newest = await newestOf(postId, new HubClient(options, terminal));
    if (newest === undefined) print(say(shiftCommandTexts["no-sheet"]));
    else printSheet(newest, terminal);
  });
}

function signCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const command = new Command("sign")
    .description(say(shiftCommandTexts["help-sign"]))
    .argument("<post>")
    .argument("<digest>");
  return withHubOptions(command, terminal).action(async (postId: string, digest: string, options: HubOptions) => {
    const hub = new HubClient(options, terminal);
    const newest = await newestOf(postId, hub);
    const body = { postId, sheetId: newest?.sheetId ?? "-", digest };
    const { sheetId, signed } = await hub.post("/api/v1/shift/sign", body, { schema: handover });
    print(say(fill(shiftCommandTexts["signed-by"], { id: sheetId, by: signed?.by ?? "" })));
  });
}

async function newestOf(postId: string, hub: HubClient): Promise<Handover | undefined> {
  const { rows } = await hub.get("/api/v1/shift", shifts);
  return rows.find((row) => row.postId === postId)?.handovers[0];
}

function lineOfPost({ postId: id, name, onDuty, isUnsigned }: PostRow): BilingualText {
  const unsigned = shiftCommandTexts[isUnsigned ? "unsigned" : "signed"];
  if (onDuty.untilAt === null) return fill(shiftCommandTexts.empty, { id, name, unsigned });
  const people = joined(
    onDuty.people.map((person) => person.name),
    marks.list,
  );
  return fill(shiftCommandTexts.post, { id, name, people, until: onDuty.untilAt, unsigned });
}

function printSheet({ sheetId, from, to, at, notes, digest, sheet }: Handover, { say, print }: Terminal): void {
  const counts = {
    cases: sheet.openCases.count,
    overdue: sheet.overdue.count,
    calls: sheet.unansweredCalls.count,
    silences: sheet.silences.count,
    blind: sheet.blindSpots.count,
    dead: sheet.deadLetters.count,
  };
  const head = { id: sheetId, from, to, at, notes, digest, mode: sheet.mode };
  print(say(fill(shiftCommandTexts.sheet, { ...head, ...counts })));
  for (const { caseId: id, title } of sheet.openCases.lines) print(say(fill(shiftCommandTexts.case, { id, title })));
}
