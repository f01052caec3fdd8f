import { SingleBar } from "cli-progress";
import { Command, Option } from "commander";
import { HubError } from "../../domain/errors.ts";
import { fill } from "../../locales/fill.ts";
import { replayTexts } from "../../locales/terminal/replay.ts";
import { type CsvReplayOptions, replayCsv } from "../../simulators/replay-csv.ts";
import type { Terminal } from "../terminal.ts";
import { optionValues, type ValuesByName } from "./option-values.ts";

interface ReplayCommandOptions {
  readonly device: string;
  readonly token?: string;
  readonly url: string;
  readonly time: string;
  readonly column: ValuesByName;
  readonly where?: ValuesByName;
  readonly zone?: string;
  readonly speed: number | "max";
  readonly shift: "none" | "now" | number;
  readonly batch: number;
}

/** `guanlan replay`: a recording becomes a device that publishes over real MQTT. */
export function replayCommand(terminal: Terminal): Command {
  const { say, env, print } = terminal;
  const { pair, numberOr } = optionValues(terminal);
  return new Command("replay")
    .description(say(replayTexts.help))
    .argument("<file>")
    .requiredOption("-d, --device <id>", say(replayTexts["help-device"]))
    .option("--token <token>", say(replayTexts["help-token"]))
    .option("--url <url>", say(replayTexts["help-url"]), "mqtt://127.0.0.1:1883")
    .option("--time <column>", say(replayTexts["help-time"]), "time_utc")
    .requiredOption("-c, --column <channel=column>", say(replayTexts["help-column"]), pair("refused"))
    .option("--where <column=value>", say(replayTexts["help-where"]), pair("refused"))
    .option("--zone <zone>", say(replayTexts["help-zone"]))
    .addOption(new Option("--speed <factor>", say(replayTexts["help-speed"])).argParser(numberOr("max")).default("max"))
    .addOption(
      new Option("--shift <shift>", say(replayTexts["help-shift"])).argParser(numberOr("none", "now")).default("none"),
    )
    .option("--batch <readings>", say(replayTexts["help-batch"]), Number, 200)
    .action(async (file: string, options: ReplayCommandOptions) => {
      const { bar, onProgress } = progress();
      try {
        const summary = await replayCsv({ ...toReplay(file, options, env), onProgress });
        bar.stop();
        const { from: _from, to: _to, unreadable, seconds, ...counts } = summary;
        print(say(fill(replayTexts.done, { ...counts, unreadable: unreadable.rows, seconds: seconds.toFixed(1) })));
        for (const { line, why } of summary.unreadable.first) print(`  ${file}:${line} ${why}`);
      } finally {
        bar.stop();
      }
    });
}

function toReplay(file: string, options: ReplayCommandOptions, env: NodeJS.ProcessEnv): CsvReplayOptions {
  const token = options.token ?? env.GUANLAN_DEVICE_TOKEN;
  if (token === undefined) {
    throw new HubError("hub.bad_arguments", fill(replayTexts["no-token"], { device: options.device }));
  }
  return {
    file,
    url: options.url,
    deviceId: options.device,
    token,
    timeColumn: options.time,
    columns: options.column,
    shift: options.shift,
    speed: options.speed,
    batch: options.batch,
    ...(options.where === undefined ? {} : { filter: options.where }),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
  };
}

function progress(): { readonly bar: SingleBar; readonly onProgress: (done: number, total: number) => void } {
  const bar = new SingleBar({
    format: "{bar} {percentage}% | {mib} MiB | {eta_formatted}",
    hideCursor: true,
    stopOnComplete: false,
    stream: process.stderr,
  });
  let isStarted = false;
  return {
    bar,
    onProgress(done, total) {
      const mib = { mib: (done / 1_048_576).toFixed(1) };
      if (isStarted) bar.update(done, mib);
      else bar.start(total, done, mib);
      isStarted = true;
    },
  };
}
