import { Command } from "commander";
import type { z } from "zod";
import { ruleDraft, ruleDraftList } from "../../../api/schemas/governance/rule-draft.ts";
import { readListFiles } from "../../../city/city-files.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { fill } from "../../../locales/fill.ts";
import { draftCommandTexts } from "../../../locales/terminal/governance/modes.ts";
import { rulesDiffTexts } from "../../../locales/terminal/rules-diff.ts";
import { problemsError } from "../../../yaml/problem.ts";
import { HubClient, type HubOptions, withHubOptions } from "../../hub-client.ts";
import type { Terminal } from "../../terminal.ts";
import { settingsSources } from "../command.ts";

type Draft = z.infer<typeof ruleDraft>;

interface DraftOptions extends HubOptions {
  readonly files?: string;
  readonly note: string;
}

/** `guanlan rules draft|drafts|approve|reject|activate`, on a running hub. */
export function ruleDraftCommands(terminal: Terminal): readonly Command[] {
  return [draftCommand, draftsCommand, approveCommand, rejectCommand, activateCommand].map((make) => make(terminal));
}

function draftCommand(terminal: Terminal): Command {
  const { say, print, env } = terminal;
  const draft = new Command("draft")
    .description(say(draftCommandTexts["help-draft"]))
    .option("--files <folder>", say(draftCommandTexts["help-files"]))
    .option("--note <words>", say(draftCommandTexts["help-note"]), "");
  return withHubOptions(draft, terminal).action(async (options: DraftOptions) => {
    const folder = options.files ?? loadSettings(settingsSources(options, env)).hub.city;
    const { files, problems } = readListFiles(folder, "rules");
    if (problems.length > 0)
      throw problemsError("hub.bad_city", fill(rulesDiffTexts["bad-rules"], { folder }), problems);
    const hub = new HubClient(options, terminal);
    const body = { files, note: options.note };
    print(say(lineOf(await hub.post("/api/v1/rules/drafts", body, { schema: ruleDraft }))));
  });
}

function draftsCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const drafts = new Command("drafts").description(say(draftCommandTexts["help-drafts"]));
  return withHubOptions(drafts, terminal).action(async (options: HubOptions) => {
    const { rows } = await new HubClient(options, terminal).get("/api/v1/rules/drafts", ruleDraftList);
    if (rows.length === 0) print(say(draftCommandTexts.none));
    for (const row of rows) print(say(lineOf(row)));
  });
}

function approveCommand(terminal: Terminal): Command {
  const approve = new Command("approve")
    .description(terminal.say(draftCommandTexts["help-approve"]))
    .argument("<digest>");
  return withHubOptions(approve, terminal).action((digest: string, options: HubOptions) =>
    decide(`${digest}/approve`, {}, options, terminal),
  );
}

function rejectCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const reject = new Command("reject")
    .description(say(draftCommandTexts["help-reject"]))
    .argument("<digest>")
    .requiredOption("--reason <words>", say(draftCommandTexts["help-reason"]));
  return withHubOptions(reject, terminal).action((digest: string, options: HubOptions & { readonly reason: string }) =>
    decide(`${digest}/reject`, { reason: options.reason }, options, terminal),
  );
}

function activateCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const activate = new Command("activate")
    .description(say(draftCommandTexts["help-activate"]))
    .argument("<digest>")
    .option("--override <words>", say(draftCommandTexts["help-override"]));
  return withHubOptions(activate, terminal).action(
    (digest: string, options: HubOptions & { readonly override?: string }) => {
      const { override } = options;
      return decide(`${digest}/activate`, override === undefined ? {} : { override }, options, terminal);
    },
  );
}

async function decide(path: string, body: object, options: HubOptions, terminal: Terminal): Promise<void> {
  const { say, print } = terminal;
  const hub = new HubClient(options, terminal);
  print(say(lineOf(await hub.post(`/api/v1/rules/drafts/${path}`, body, { schema: ruleDraft }))));
}

function lineOf({ digest, state, ruleCount: rules, by, approvedBy, draftedAt: at, note }: Draft): BilingualText {
  const approved = approvedBy === null ? { zh: "", en: "" } : fill(draftCommandTexts.approved, { by: approvedBy });
  const name = draftCommandTexts[state === "approved" ? "state-approved" : state];
  const shownState = { zh: name.zh + approved.zh, en: name.en + approved.en };
  return fill(draftCommandTexts.line, { digest, state: shownState, rules, by, at, note });
}
