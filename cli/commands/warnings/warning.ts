import { Command, Option } from "commander";
import type { z } from "zod";
import { warning, warningMoves, warningPage } from "../../../api/schemas/governance/warning.ts";
import { hazards } from "../../../domain/city/hazard.ts";
import { levels } from "../../../domain/city/level.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { warningStateNames } from "../../../locales/messages/warning-moves.ts";
import { levelNames } from "../../../locales/names.ts";
import { marks } from "../../../locales/shared.ts";
import { warningCommandTexts } from "../../../locales/terminal/governance/warnings.ts";
import { HubClient, type HubOptions, withHubOptions } from "../../hub-client.ts";
import type { Terminal } from "../../terminal.ts";
import { optionValues } from "../option-values.ts";

type ShownWarning = z.infer<typeof warning>;

interface ListOptions extends HubOptions {
  readonly state?: string;
  readonly inForce?: true;
  readonly open?: true;
  readonly limit: number;
}

interface ActOptions extends HubOptions {
  readonly revision?: number;
}

/** `guanlan warning list|show|draft|approve|issue|withdraw|lift|cap`, on a running hub. */
export function warningCommand(terminal: Terminal): Command {
  const command = new Command("warning").description(terminal.say(warningCommandTexts.help));
  const commands = [
    listCommand(terminal),
    showCommand(terminal),
    draftCommand(terminal),
    actCommand(terminal, "approve"),
    actCommand(terminal, "issue"),
    reasonedCommand(terminal, "withdraw"),
    reasonedCommand(terminal, "lift"),
    capCommand(terminal),
  ];
  for (const each of commands) command.addCommand(each);
  return command;
}

function listCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const list = new Command("list")
    .description(say(warningCommandTexts["help-list"]))
    .option("--state <states>", say(warningCommandTexts["help-state"]))
    .option("--in-force", say(warningCommandTexts["help-in-force"]))
    .option("--open", say(warningCommandTexts["help-open"]))
    .option("--limit <count>", say(warningCommandTexts["help-limit"]), optionValues(terminal).wholeNumber(1), 100);
  return withHubOptions(list, terminal).action(async ({ state, inForce, open, limit, ...options }: ListOptions) => {
    const query = new URLSearchParams({ limit: String(limit) });
    if (state !== undefined) query.set("state", state);
    if (inForce === true) query.set("isInForce", "true");
    if (open === true) query.set("isOpen", "true");
    const { rows } = await new HubClient(options, terminal).get(`/api/v1/warnings?${query}`, warningPage);
    if (rows.length === 0) print(say(warningCommandTexts.none));
    for (const row of rows) print(say(lineOf(row)));
  });
}

function showCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const show = new Command("show").description(say(warningCommandTexts["help-show"])).argument("<id>");
  return withHubOptions(show, terminal).action(async (id: string, options: HubOptions) => {
    const hub = new HubClient(options, terminal);
    const found = await hub.get(pathOf(id), warning);
    print(say(lineOf(found)));
    if (found.impact !== undefined) print(say(fill(warningCommandTexts.impact, { impact: found.impact })));
    print(say(fill(warningCommandTexts.advice, { advice: found.advice })));
    for (const each of found.supports ?? []) print(say(fill(warningCommandTexts.support, supportOf(each))));
    for (const each of found.bulletins ?? []) print(say(fill(warningCommandTexts.bulletin, each)));
    if (found.liftedAt !== null) return;
    const { moves } = await hub.get(`${pathOf(id)}/moves`, warningMoves);
    for (const each of moves) print(say(moveLine(each)));
  });
}

interface DraftOptions extends HubOptions {
  readonly hazard: string;
  readonly area: string;
  readonly level: string;
  readonly exercise?: true;
}

function draftCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const draft = new Command("draft")
    .description(say(warningCommandTexts["help-draft"]))
    .addOption(
      new Option("--hazard <hazard>", say(warningCommandTexts["help-hazard"])).choices(hazards).makeOptionMandatory(),
    )
    .requiredOption("--area <code>", say(warningCommandTexts["help-area"]))
    .addOption(
      new Option("--level <level>", say(warningCommandTexts["help-level"])).choices(levels).makeOptionMandatory(),
    )
    .option("--exercise", say(warningCommandTexts["help-exercise"]));
  return withHubOptions(draft, terminal).action(async ({ hazard, area, level, exercise, ...options }: DraftOptions) => {
    const body = { hazard, areaCode: area, level, ...(exercise === true ? { isExercise: true } : {}) };
    print(say(lineOf(await new HubClient(options, terminal).post("/api/v1/warnings", body, { schema: warning }))));
  });
}

function actCommand(terminal: Terminal, step: "approve" | "issue"): Command {
  const command = new Command(step).description(terminal.say(warningCommandTexts[`help-${step}`])).argument("<id>");
  return withAct(command, terminal).action((id: string, options: ActOptions) =>
    act(id, { do: step }, { options, terminal }),
  );
}

function reasonedCommand(terminal: Terminal, step: "withdraw" | "lift"): Command {
  const { say } = terminal;
  const command = new Command(step)
    .description(say(warningCommandTexts[`help-${step}`]))
    .argument("<id>")
    .requiredOption("--reason <words>", say(warningCommandTexts["help-reason"]));
  return withAct(command, terminal).action(
    (id: string, { reason, ...options }: ActOptions & { readonly reason: string }) =>
      act(id, { do: step, reason }, { options, terminal }),
  );
}

function withAct(command: Command, terminal: Terminal): Command {
  const { say } = terminal;
  const revision = optionValues(terminal).wholeNumber(1);
  return withHubOptions(
    command.option("--revision <number>", say(warningCommandTexts["help-revision"]), revision),
    terminal,
  );
}

async function act(
  id: string,
  body: object,
  { options, terminal }: { readonly options: ActOptions; readonly terminal: Terminal },
): Promise<void> {
  const { revision, ...hubOptions } = options;
  const head = revision === undefined ? {} : { ifMatch: revision };
  const answer = { schema: warning, ...head };
  const changed = await new HubClient(hubOptions, terminal).post(`${pathOf(id)}/actions`, body, answer);
  terminal.print(terminal.say(lineOf(changed)));
}

function capCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const cap = new Command("cap")
    .description(say(warningCommandTexts["help-cap"]))
    .argument("<id>")
    .option(
      "--revision <number>",
      say(warningCommandTexts["help-cap-revision"]),
      optionValues(terminal).wholeNumber(1),
    );
  return withHubOptions(cap, terminal).action(async (id: string, { revision, ...options }: ActOptions) => {
    const query = revision === undefined ? "" : `?revision=${revision}`;
    print((await new HubClient(options, terminal).getText(`${pathOf(id)}/cap${query}`)).trimEnd());
  });
}

/** Path of a warning in the API. */
function pathOf(id: string): string {
  return `/api/v1/warnings/${encodeURIComponent(id)}`;
}

function lineOf({ id, state, level, revision, title, ...found }: ShownWarning): BilingualText {
  const marked = marksOf(found);
  return fill(warningCommandTexts.line, {
    id,
    revision,
    state: warningStateNames[state],
    level: levelNames[level],
    title,
    marks: marked.length === 0 ? "" : fill(warningCommandTexts.marks, { marks: joined(marked, marks.list) }),
  });
}

function marksOf({
  isExercise,
  proposal,
  escalatedAt,
  expiresAt,
}: Pick<ShownWarning, "isExercise" | "proposal" | "escalatedAt" | "expiresAt">): readonly BilingualText[] {
  return [
    isExercise === true ? warningCommandTexts["mark-exercise"] : null,
    proposal === undefined ? null : fill(warningCommandTexts["mark-proposal"], { level: levelNames[proposal.level] }),
    escalatedAt === undefined ? null : warningCommandTexts["mark-escalated"],
    expiresAt === undefined ? null : fill(warningCommandTexts["mark-expires"], { at: expiresAt }),
  ].filter((mark) => mark !== null);
}

function supportOf({
  stationId,
  value,
  limit,
  unit,
  level,
  ruleId,
  at,
}: NonNullable<ShownWarning["supports"]>[number]) {
  return { station: stationId, value, limit, unit, level: levelNames[level], rule: ruleId, at };
}

function moveLine({ name, isAllowed, reason }: z.infer<typeof warningMoves>["moves"][number]): BilingualText {
  return isAllowed
    ? fill(warningCommandTexts["move-allowed"], { name })
    : fill(warningCommandTexts["move-refused"], { name, reason: reason ?? "" });
}
