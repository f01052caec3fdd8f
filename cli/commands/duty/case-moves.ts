import { Command } from "commander";
import { caseWithTimeline } from "../../../api/schemas/case.ts";
import { moveKinds } from "../../../cases/lifecycle/moves.ts";
import type { CaseMoveKind } from "../../../domain/inputs/acts/case-action.ts";
import { caseStateNames, moveNames } from "../../../locales/case-moves.ts";
import { fill } from "../../../locales/fill.ts";
import { caseCommandTexts } from "../../../locales/terminal/governance/cases.ts";
import { HubClient, type HubOptions, withHubOptions } from "../../hub-client.ts";
import type { Terminal } from "../../terminal.ts";
import { optionValues } from "../option-values.ts";

/** What a move takes beside the case, as options; `must` where it makes no sense without. */
type Needs = Partial<Record<"reason" | "text" | "unit" | "person" | "until" | "photo", "must" | "may">>;

const needs: Readonly<Record<CaseMoveKind, Needs>> = {
  acknowledge: {},
  comment: { text: "must" },
  register: {},
  dispatch: { unit: "must", text: "may" },
  accept: {},
  return: { reason: "must" },
  assign: { person: "must" },
  feedback: { text: "must", photo: "may" },
  verify: { text: "may" },
  rework: { reason: "must" },
  close: { reason: "may" },
  void: { reason: "must" },
  suspend: { until: "must", reason: "must" },
  resume: {},
  extend: { until: "must", reason: "must" },
  supervise: { reason: "must" },
};

const flags = {
  reason: { flag: "--reason <words>", help: caseCommandTexts["help-reason"] },
  text: { flag: "--text <words>", help: caseCommandTexts["help-text"] },
  unit: { flag: "--unit <id>", help: caseCommandTexts["help-unit"] },
  person: { flag: "--person <name>", help: caseCommandTexts["help-person"] },
  until: { flag: "--until <time>", help: caseCommandTexts["help-until"] },
  photo: { flag: "--photo <reference...>", help: caseCommandTexts["help-photo"] },
} as const;

interface MoveOptions extends HubOptions {
  readonly reason?: string;
  readonly text?: string;
  readonly unit?: string;
  readonly person?: string;
  readonly until?: string;
  readonly photo?: readonly string[];
  readonly revision?: number;
  readonly key?: string;
}

/** A command for each move of a case, such as `guanlan case close <id> --reason <words>`. */
export function moveCommands(terminal: Terminal): readonly Command[] {
  return moveKinds.map((kind) => moveCommand(kind, terminal));
}

function moveCommand(kind: CaseMoveKind, terminal: Terminal): Command {
  const { say, print } = terminal;
  const command = new Command(kind)
    .description(say(fill(caseCommandTexts["help-move"], { move: moveNames[kind] })))
    .argument("<id>")
    .option("--revision <number>", say(caseCommandTexts["help-revision"]), optionValues(terminal).wholeNumber(1))
    .option("--key <key>", say(caseCommandTexts["help-key"]));
  for (const name of ["reason", "text", "unit", "person", "until", "photo"] as const) {
    const need = needs[kind][name];
    if (need === "must") command.requiredOption(flags[name].flag, say(flags[name].help));
    else if (need === "may") command.option(flags[name].flag, say(flags[name].help));
  }
  return withHubOptions(command, terminal).action(async (id: string, options: MoveOptions) => {
    const { revision: ifMatch, key: idempotencyKey } = options;
    const acted = await new HubClient(options, terminal).post(
      `/api/v1/cases/${encodeURIComponent(id)}/actions`,
      bodyOf(kind, options),
      {
        schema: caseWithTimeline,
        ...(ifMatch === undefined ? {} : { ifMatch }),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      },
    );
    const { revision, state } = acted;
    print(say(fill(caseCommandTexts.done, { id, state: caseStateNames[state], revision })));
  });
}

/** What was left out is left out of the JSON too. */
function bodyOf(kind: CaseMoveKind, { reason, text, unit, person, until, photo }: MoveOptions): object {
  const words = kind === "dispatch" ? { unitId: unit, note: text } : { text, photos: photo };
  return { do: kind, reason, person, until, ...words };
}
