import { Argument, Command } from "commander";
import type { z } from "zod";
import { modeHistoryPage, modePreview, mode as modeSchema } from "../../api/schemas/governance/mode.ts";
import { modes } from "../../domain/city/mode.ts";
import type { BilingualText } from "../../domain/text.ts";
import { enumerated, fill } from "../../locales/fill.ts";
import { movedDecisionWords, movedLimitWords, movedWarningWords } from "../../locales/format/mode-preview.ts";
import { durationText } from "../../locales/format/times.ts";
import { modeNames } from "../../locales/modes.ts";
import { levelNames } from "../../locales/names.ts";
import { modeCommandTexts } from "../../locales/terminal/governance/modes.ts";
import { HubClient, type HubOptions, withHubOptions } from "../hub-client.ts";
import type { Terminal } from "../terminal.ts";
import { optionValues } from "./option-values.ts";

type ModeAnswer = z.infer<typeof modeSchema>;
type Preview = z.infer<typeof modePreview>;

interface SetOptions extends HubOptions {
  readonly reason?: string;
  readonly for?: number;
}

/** Lines of one kind that are shown; the API has all. */
const shown = 20;

/** `guanlan mode show|preview|set|approve|withdraw|history`, on a running hub. */
export function modeCommand(terminal: Terminal): Command {
  const command = new Command("mode").description(terminal.say(modeCommandTexts.help));
  const makers = [showCommand, previewCommand, setCommand, historyCommand];
  for (const make of makers) command.addCommand(make(terminal));
  command.addCommand(secondPersonCommand("approve", terminal));
  return command.addCommand(secondPersonCommand("withdraw", terminal));
}

function showCommand(terminal: Terminal): Command {
  const show = new Command("show").description(terminal.say(modeCommandTexts["help-show"]));
  return withHubOptions(show, terminal).action(async (options: HubOptions) => {
    printMode(await new HubClient(options, terminal).get("/api/v1/mode", modeSchema), terminal);
  });
}

function previewCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const preview = new Command("preview")
    .description(say(modeCommandTexts["help-preview"]))
    .addArgument(modeArgument(terminal));
  return withHubOptions(preview, terminal).action(async (mode: string, options: HubOptions) => {
    const hub = new HubClient(options, terminal);
    const found = await hub.post("/api/v1/mode/preview", { mode }, { schema: modePreview });
    for (const line of previewLines(found)) print(say(line));
  });
}

function setCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const set = new Command("set")
    .description(say(modeCommandTexts["help-set"]))
    .addArgument(modeArgument(terminal))
    .option("--reason <words>", say(modeCommandTexts["help-reason"]))
    .option("--for <duration>", say(modeCommandTexts["help-for"]), optionValues(terminal).duration);
  return withHubOptions(set, terminal).action(async (mode: string, options: SetOptions) => {
    const { reason, for: lasting } = options;
    const body = {
      mode,
      ...(reason === undefined ? {} : { reason }),
      ...(lasting === undefined ? {} : { until: String(Date.now() + lasting) }),
    };
    const answer = await new HubClient(options, terminal).post("/api/v1/mode", body, { schema: modeSchema });
    printMode(answer, terminal);
  });
}

function secondPersonCommand(act: "approve" | "withdraw", terminal: Terminal): Command {
  const { say } = terminal;
  const command = new Command(act)
    .description(say(modeCommandTexts[`help-${act}`]))
    .option("--request <number>", say(modeCommandTexts["help-request"]), optionValues(terminal).wholeNumber(1));
  return withHubOptions(command, terminal).action(async (options: HubOptions & { readonly request?: number }) => {
    const { request: requestId } = options;
    const body = requestId === undefined ? {} : { requestId };
    const hub = new HubClient(options, terminal);
    printMode(await hub.post(`/api/v1/mode/${act}`, body, { schema: modeSchema }), terminal);
  });
}

function historyCommand(terminal: Terminal): Command {
  const { say, print } = terminal;
  const history = new Command("history")
    .description(say(modeCommandTexts["help-history"]))
    .option("--limit <count>", say(modeCommandTexts["help-limit"]), optionValues(terminal).wholeNumber(1), 100);
  return withHubOptions(history, terminal).action(async (options: HubOptions & { readonly limit: number }) => {
    const hub = new HubClient(options, terminal);
    const { rows } = await hub.get(`/api/v1/mode/history?limit=${options.limit}`, modeHistoryPage);
    for (const { at, before, mode, reason, ...who } of rows) {
      const names = { before: modeNames[before], mode: modeNames[mode] };
      print(
        say(
          fill(modeCommandTexts.change, { at, ...names, by: whoWords(who.by, who.approvedBy), reason: reason ?? "" }),
        ),
      );
    }
  });
}

function modeArgument({ say }: Terminal): Argument {
  return new Argument("<mode>", say(modeCommandTexts["help-mode"])).choices(modes);
}

function printMode(
  { mode, setAt, setBy, approvedBy, untilAt, request, devices }: ModeAnswer,
  { say, print }: Terminal,
) {
  const name = modeNames[mode];
  const by = whoWords(setBy, approvedBy ?? null);
  print(
    say(
      setAt === null
        ? fill(modeCommandTexts["never-set"], { mode: name })
        : fill(modeCommandTexts.now, { mode: name, since: setAt, by }),
    ),
  );
  if (untilAt !== undefined) print(say(fill(modeCommandTexts.until, { at: untilAt })));
  if (request !== undefined) {
    const { requestId: id, by: asker, reason, expiresAt: expires } = request;
    print(say(fill(modeCommandTexts.waits, { id, by: asker, mode: modeNames[request.mode], reason, expires })));
  }
  if (devices !== undefined) print(say(fill(modeCommandTexts.devices, devices)));
}

function whoWords(by: string | null, approvedBy: string | null): BilingualText {
  if (by === null) return modeCommandTexts["by-nobody"];
  return approvedBy === null
    ? fill(modeCommandTexts["by-one"], { by })
    : fill(modeCommandTexts["by-two"], { by, approvedBy });
}

function previewLines(preview: Preview): readonly BilingualText[] {
  const { before, mode, at, untilAt, fires, quietens, pages, warnings, decisions } = preview;
  const { limits, rules, silencesEnding, devices } = preview;
  return [
    fill(modeCommandTexts.heading, { before: modeNames[before], mode: modeNames[mode], until: untilAt }),
    fill(modeCommandTexts.fires, { count: fires.length, pages }),
    ...listed(fires, alarmLine),
    fill(modeCommandTexts.quietens, { count: quietens.length }),
    ...listed(quietens, alarmLine),
    fill(modeCommandTexts.warnings, { count: warnings.length }),
    ...listed(warnings, (moved) => fill(modeCommandTexts.moved, movedWarningWords(moved))),
    fill(modeCommandTexts.decisions, { count: decisions.length }),
    ...listed(decisions, (moved) => fill(modeCommandTexts.moved, movedDecisionWords(moved, at))),
    fill(modeCommandTexts.limits, { count: limits.length }),
    ...listed(limits, (moved) => fill(modeCommandTexts.moved, movedLimitWords(moved, at))),
    fill(modeCommandTexts.rules, { count: rules.length }),
    ...listed(rules, ruleLine),
    fill(modeCommandTexts.silences, { count: silencesEnding.length }),
    ...listed(silencesEnding, ({ id, owner, reason }) => fill(modeCommandTexts.silence, { id, owner, reason })),
    fill(modeCommandTexts.asked, { count: devices.length }),
  ];
}

function listed<Row>(rows: readonly Row[], lineOf: (row: Row) => BilingualText): readonly BilingualText[] {
  const lines = rows.slice(0, shown).map(lineOf);
  return rows.length <= shown ? lines : [...lines, fill(modeCommandTexts.more, { count: rows.length - shown })];
}

function alarmLine({ title, without, with: level }: Preview["fires"][number]): BilingualText {
  const name = (at: typeof level): BilingualText => (at === null ? modeCommandTexts.none : levelNames[at]);
  return fill(modeCommandTexts.alarm, { title, without: name(without), with: name(level) });
}

function ruleLine({ ruleId, onDelayMs, offDelayMs, levels }: Preview["rules"][number]): BilingualText {
  const delay = ({ before, after }: typeof onDelayMs): BilingualText =>
    before === after
      ? durationText(after)
      : fill(modeCommandTexts.delay, { before: durationText(before), after: durationText(after) });
  return fill(modeCommandTexts.rule, {
    rule: ruleId,
    on: delay(onDelayMs),
    off: delay(offDelayMs),
    levels: levels.length === 0 ? modeCommandTexts.none : enumerated(levels),
  });
}
