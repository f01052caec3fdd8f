import { SingleBar } from "cli-progress";
import { Command, InvalidArgumentError, Option } from "commander";
import { HubError } from "../../domain/errors.ts";
import { type CsvReplayOptions, replayCsv } from "../../simulators/replay-csv.ts";
import type { Terminal } from "./command.ts";

interface ReplayCommandOptions {
  readonly device: string;
  readonly token?: string;
  readonly url: string;
  readonly time: string;
  readonly column: Readonly<Record<string, string>>;
  readonly where?: Readonly<Record<string, string>>;
  readonly zone?: string;
  readonly speed: number | "max";
  readonly shift: "none" | "now" | number;
  readonly batch: number;
}

/** `guanlan replay`: a recording becomes a device that publishes over real MQTT. */
export function replayCommand({ say, env, print }: Terminal): Command {
  return new Command("replay")
    .description(say("help.replay"))
    .argument("<file>")
    .requiredOption("-d, --device <id>", say("help.replay.device"))
    .option("--token <token>", say("help.replay.token"))
    .option("--url <url>", say("help.replay.url"), "mqtt://127.0.0.1:1883")
    .option("--time <column>", say("help.replay.time"), "time_utc")
    .requiredOption("-c, --column <channel=column>", say("help.replay.column"), pair)
    .option("--where <column=value>", say("help.replay.where"), pair)
    .option("--zone <zone>", say("help.replay.zone"))
    .addOption(new Option("--speed <factor>", say("help.replay.speed")).argParser(numberOr("max")).default("max"))
    .addOption(
      new Option("--shift <shift>", say("help.replay.shift")).argParser(numberOr("none", "now")).default("none"),
    )
    .option("--batch <readings>", say("help.replay.batch"), Number, 200)
    .action(async (file: string, options: ReplayCommandOptions) => {
      const { bar, onProgress } = progress();
      try {
        const summary = await replayCsv({ ...toReplay(file, options, env), onProgress });
        bar.stop();
        const { from: _from, to: _to, unreadable, seconds, ...counts } = summary;
        print(say("replay.done", { ...counts, unreadable: unreadable.rows, seconds: seconds.toFixed(1) }));
        for (const { line, why } of summary.unreadable.first) print(`  ${file}:${line} ${why}`);
      } finally {
        bar.stop();
      }
    });
}

function toReplay(file: string, options: ReplayCommandOptions, env: NodeJS.ProcessEnv): CsvReplayOptions {
  const token = options.token ?? env.GUANLAN_DEVICE_TOKEN;
  if (token === undefined) {
    throw new HubError(
      "hub.bad_arguments",
      `Cannot replay as the device's token must be given: got neither --token nor GUANLAN_DEVICE_TOKEN. Make one with: guanlan device add ${options.device}`,
    );
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

function pair(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf("=");
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError("wanted name=value");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function numberOr<Word extends string>(...words: readonly Word[]): (text: string) => number | Word {
  return (text) => {
    if ((words as readonly string[]).includes(text)) return text as Word;
    const number = Number(text);
    if (text === "" || !Number.isFinite(number))
      throw new InvalidArgumentError(`wanted a number or ${words.join(", ")}`);
    return number;
  };
}
