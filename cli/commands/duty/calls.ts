import { Command, Option } from "commander";
import type { z } from "zod";
import { call, callPage } from "../../../api/schemas/governance/call.ts";
import { callStates } from "../../../domain/duty/call.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { callStateNames, callsCommandTexts } from "../../../locales/duty/commands.ts";
import { fill } from "../../../locales/fill.ts";
import { HubClient, type HubOptions, withHubOptions } from "../../hub-client.ts";
import type { Terminal } from "../../terminal.ts";
import { optionValues } from "../option-values.ts";

interface ListOptions extends HubOptions {
  readonly limit: number;
  readonly case?: string;
  readonly state?: string;
}

/** `guanlan calls`: who a running hub has called, the newest first. */
export function callsCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const command = new Command("calls")
    .description(say(callsCommandTexts.help))
    .option("--case <id>", say(callsCommandTexts["help-case"]))
    .addOption(new Option("--state <state>", say(callsCommandTexts["help-state"])).choices(callStates))
    .option("--limit <count>", say(callsCommandTexts["help-limit"]), optionValues(terminal).wholeNumber(1), 100);
  return withHubOptions(command, terminal).action(async ({ limit, case: caseId, state, ...options }: ListOptions) => {
    const query = new URLSearchParams({ limit: String(limit) });
    if (caseId !== undefined) query.set("caseId", caseId);
    if (state !== undefined) query.set("state", state);
    const { rows } = await new HubClient(options, terminal).get(`/api/v1/calls?${query}`, callPage);
    if (rows.length === 0) print(say(callsCommandTexts.none));
    for (const row of rows) print(say(lineOf(row)));
  });
}

/** `guanlan answer`: somebody who was called has answered. */
export function answerCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const command = new Command("answer")
    .description(say(callsCommandTexts["help-answer"]))
    .argument("<call>")
    .option("--by <name>", say(callsCommandTexts["help-by"]));
  return withHubOptions(command, terminal).action(
    async (id: string, { by, ...options }: HubOptions & { readonly by?: string }) => {
      const path = `/api/v1/calls/${encodeURIComponent(id)}/answer`;
      const body = by === undefined ? {} : { by };
      const { callId, answered } = await new HubClient(options, terminal).post(path, body, { schema: call });
      print(say(fill(callsCommandTexts.answered, { id: callId, by: answered?.by ?? "" })));
    },
  );
}

function lineOf({ callId, askedAt, round, rung, to, channel, state, caseId }: z.infer<typeof call>): BilingualText {
  return fill(callsCommandTexts.line, {
    ...{ id: callId, at: askedAt, round, rung, case: caseId },
    name: to?.name ?? callsCommandTexts.nobody,
    channel: channel ?? "-",
    state: callStateNames[state],
  });
}
