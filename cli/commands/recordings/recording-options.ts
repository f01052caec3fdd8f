import { type Command, Option } from "commander";
import { HubError } from "../../../domain/errors.ts";
import { dateFormats } from "../../../domain/time/written/date-formats.ts";
import { fill } from "../../../locales/fill.ts";
import { unreadableErrorTexts } from "../../../locales/recordings/faults.ts";
import { readingTexts } from "../../../locales/terminal/reading.ts";
import type { Terminal } from "../../terminal.ts";
import { collectTexts, optionValues } from "../option-values.ts";

/** Adds the options that say how recordings are written, the same for every command that reads some. */
export function addRecordingOptions(command: Command, terminal: Terminal): Command {
  const { say } = terminal;
  const { pair, wholeNumber } = optionValues(terminal);
  return command
    .option("--time <columns>", say(readingTexts["help-time"]))
    .option("--where <column=value>", say(readingTexts["help-where"]), pair("allowed"), {})
    .option("--zone <zone>", say(readingTexts["help-zone"]))
    .addOption(new Option("--date-format <order>", say(readingTexts["help-date-format"])).choices(dateFormats))
    .addOption(new Option("--decimal <mark>", say(readingTexts["help-decimal"])).choices(["point", "comma"]))
    .option("--unit <unit>", say(readingTexts["help-unit"]))
    .option("--missing <mark>", say(readingTexts["help-missing"]), collectTexts, [])
    .option("--keep <number>", say(readingTexts["help-keep"]), collectTexts, [])
    .option("--delimiter <character>", say(readingTexts["help-delimiter"]))
    .option("--encoding <name>", say(readingTexts["help-encoding"]))
    .option("--no-heading", say(readingTexts["help-no-heading"]))
    .option("--allow-unreadable <rows>", say(readingTexts["help-allow-unreadable"]), wholeNumber(0), 0);
}

/** @throws {HubError} `hub.unreadable_rows` */
export function refuseUnreadable(unreadable: number, allowed: number): void {
  if (unreadable <= allowed) return;
  throw new HubError("hub.unreadable_rows", fill(unreadableErrorTexts["too-many"], { unreadable, allowed }));
}
