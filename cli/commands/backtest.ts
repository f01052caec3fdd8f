import { writeFileSync } from "node:fs";
import { SingleBar } from "cli-progress";
import { Command, Option } from "commander";
import { type BacktestFlags, collectPairs, collectTexts, wholeNumber } from "../../backtest/backtest-options.ts";
import { htmlReport } from "../../backtest/report/html-report.ts";
import { scoreTable } from "../../backtest/report/score-table.ts";
import { type BacktestProgress, runBacktest } from "../../backtest/run-backtest.ts";
import { levels } from "../../domain/city/level.ts";
import { properties } from "../../domain/city/property.ts";
import { systemClock } from "../../domain/clock.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import type { TerminalSay } from "../../locales/terminal-texts.ts";
import { settingsFlag, settingsSources, type Terminal } from "./command.ts";

/** `guanlan backtest`: would it have warned, how early, and how often for nothing? */
export function backtestCommand({ say, env, print }: Terminal): Command {
  return new Command("backtest")
    .description(say("help.backtest"))
    .argument("[files...]", say("help.backtest.files"))
    .option("--time <column>", say("help.backtest.time"), "time_utc")
    .option("--value <columns>", say("help.backtest.value"))
    .option("--station <column>", say("help.backtest.station"))
    .option("--where <column=value>", say("help.backtest.where"), collectPairs, {})
    .option("--zone <zone>", say("help.replay.zone"))
    .option("--missing <number>", say("help.backtest.missing"), collectTexts, [])
    .option("--delimiter <character>", say("help.backtest.delimiter"))
    .option("--encoding <name>", say("help.backtest.encoding"), "utf-8")
    .option("--unit <unit>", say("help.backtest.unit"))
    .addOption(new Option("--property <name>", say("help.backtest.property")).choices(properties))
    .option("--mark <mark>", say("help.backtest.mark"), collectTexts, [])
    .option("--lower-mark <mark>", say("help.backtest.lowerMark"), collectTexts, [])
    .option("--rule <rule>", say("help.backtest.rule"))
    .addOption(new Option("--level <level>", say("help.backtest.level")).choices(levels))
    .option("--no-quality", say("help.backtest.noQuality"))
    .option("--threshold <name=value>", say("help.backtest.threshold"), collectPairs, {})
    .option("--min-rows <count>", say("help.backtest.minRows"), wholeNumber, 2)
    .option("--history", say("help.backtest.history"))
    .option("--gauge <id>", say("help.backtest.gauge"), collectTexts, [])
    .option("--from <time>", say("help.backtest.from"))
    .option("--to <time>", say("help.backtest.to"))
    .option("--json <file>", say("help.backtest.json"))
    .option("--html <file>", say("help.backtest.html"))
    .option(settingsFlag, say("help.settings"))
    .option("--city <folder>", say("help.city"))
    .action(async (files: readonly string[], flags: BacktestFlags) => {
      const settings = loadSettings(settingsSources(flags, env));
      const bar = progressBar(say);
      try {
        const run = await runBacktest(files, flags, { settings, clock: systemClock, onProgress: bar.show });
        bar.stop();
        const { report } = run;
        const { source, gauges, notes } = report;
        const observations = gauges.reduce((sum, gauge) => sum + gauge.observations, 0);
        const { empty, duplicates, unreadable } = source;
        const counts = { gauges: gauges.length, observations, empty, duplicates, unreadable };
        print(say("backtest.read", { ...counts, leftOut: source.leftOut.length }));
        for (const words of source.firstUnreadable) print(`  ${words}`);
        for (const words of notes) print(say("check.note", { words }));
        print("");
        for (const line of scoreTable(report, say)) print(line);
        if (flags.json !== undefined) write(flags.json, `${JSON.stringify(report, null, 1)}\n`);
        if (flags.html !== undefined) write(flags.html, htmlReport(run, say("language") as "zh" | "en"));
      } finally {
        bar.stop();
      }
    });

  function write(file: string, text: string): void {
    writeFileSync(file, text);
    print(say("backtest.wrote", { file }));
  }
}

function progressBar(say: TerminalSay): {
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
      const words = { phase: say(`backtest.${now}`) };
      if (phase === now) bar.update(share * 100, words);
      else bar.start(100, share * 100, words);
      phase = now;
    },
    stop: () => bar.stop(),
  };
}
