import { SingleBar } from "cli-progress";
import { Command, Option } from "commander";
import type { BacktestFlags } from "../../../backtest/backtest-options.ts";
import { htmlReport } from "../../../backtest/report/html-report.ts";
import { scoreTable } from "../../../backtest/report/score-table.ts";
import { type BacktestProgress, runBacktest } from "../../../backtest/run-backtest.ts";
import { levels } from "../../../domain/city/level.ts";
import { properties } from "../../../domain/city/property.ts";
import { systemClock } from "../../../domain/clock.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import { fill } from "../../../locales/fill.ts";
import { backtestTexts } from "../../../locales/terminal/backtest.ts";
import { checkTexts, programTexts } from "../../../locales/terminal/program.ts";
import { writeNamedFile } from "../../named-file.ts";
import type { Terminal } from "../../terminal.ts";
import { settingsFlag, settingsSources } from "../command.ts";
import { collectTexts, optionValues } from "../option-values.ts";
import { addRecordingOptions, refuseUnreadable } from "./recording-options.ts";

/** `guanlan backtest`: would it have warned, how early, and how often for nothing? */
export function backtestCommand(terminal: Terminal): Command {
  const { say, env, print, language } = terminal;
  const { pair, wholeNumber } = optionValues(terminal);
  const command = new Command("backtest")
    .description(say(backtestTexts.help))
    .argument("[files...]", say(backtestTexts["help-files"]));
  return addRecordingOptions(command, terminal)
    .option("--value <columns>", say(backtestTexts["help-value"]))
    .option("--station <column>", say(backtestTexts["help-station"]))
    .addOption(new Option("--property <name>", say(backtestTexts["help-property"])).choices(properties))
    .option("--mark <mark>", say(backtestTexts["help-mark"]), collectTexts, [])
    .option("--lower-mark <mark>", say(backtestTexts["help-lower-mark"]), collectTexts, [])
    .option("--rule <rule>", say(backtestTexts["help-rule"]))
    .addOption(new Option("--level <level>", say(backtestTexts["help-level"])).choices(levels))
    .option("--no-quality", say(backtestTexts["help-no-quality"]))
    .option("--threshold <name=value>", say(backtestTexts["help-threshold"]), pair("allowed"), {})
    .option("--min-rows <count>", say(backtestTexts["help-min-rows"]), wholeNumber(1), 2)
    .option("--history", say(backtestTexts["help-history"]))
    .option("--gauge <id>", say(backtestTexts["help-gauge"]), collectTexts, [])
    .option("--from <time>", say(backtestTexts["help-from"]))
    .option("--to <time>", say(backtestTexts["help-to"]))
    .option("--json <file>", say(backtestTexts["help-json"]))
    .option("--html <file>", say(backtestTexts["help-html"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .option("--city <folder>", say(programTexts["city-option"]))
    .action(async (files: readonly string[], flags: BacktestFlags) => {
      const settings = loadSettings(settingsSources(flags, env));
      const bar = progressBar(terminal);
      try {
        const onUnderstood = (words: readonly BilingualText[]): void => {
          bar.stop();
          for (const line of words) print(say(line));
        };
        const run = await runBacktest(files, flags, {
          settings,
          clock: systemClock,
          onProgress: bar.show,
          onUnderstood,
        });
        bar.stop();
        const { report, notes } = run;
        const { source, gauges } = report;
        const observations = gauges.reduce((sum, gauge) => sum + gauge.observations, 0);
        const { empty, duplicates, unreadable } = source;
        const counts = { gauges: gauges.length, observations, empty, duplicates, unreadable };
        print(say(fill(backtestTexts.read, { ...counts, leftOut: source.leftOut.length })));
        for (const words of source.firstUnreadable) print(`  ${words}`);
        for (const words of notes) print(say(fill(checkTexts.note, { words })));
        print("");
        for (const line of scoreTable(report, language)) print(line);
        if (flags.json !== undefined) write(flags.json, `${JSON.stringify(report, null, 1)}\n`);
        if (flags.html !== undefined) write(flags.html, htmlReport(run, language));
        refuseUnreadable(unreadable, flags.allowUnreadable);
      } finally {
        bar.stop();
      }
    });

  function write(file: string, text: string): void {
    writeNamedFile(file, text);
    print(say(fill(backtestTexts.wrote, { file })));
  }
}

function progressBar({ say }: Terminal): {
  readonly show: (progress: BacktestProgress) => void;
  readonly stop: () => void;
} {
  const bar = new SingleBar({
    format: "{bar} {percentage}% | {phase} | {eta_formatted}",
    hideCursor: true,
    stopOnComplete: false,
    stream: process.stderr,
  });
  let phase: BacktestProgress["phase"] | null = null;
  return {
    show({ phase: now, share }) {
      const words = { phase: say(backtestTexts[now]) };
      if (phase === now) bar.update(share * 100, words);
      else bar.start(100, share * 100, words);
      phase = now;
    },
    stop: () => bar.stop(),
  };
}
