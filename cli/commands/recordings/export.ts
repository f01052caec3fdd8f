import { createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Argument, Command } from "commander";
import { HubError } from "../../../domain/errors.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { fill } from "../../../locales/fill.ts";
import { exportTexts } from "../../../locales/terminal/export.ts";
import type { Terminal } from "../../terminal.ts";

/** Lists that the API gives out as CSV, and where. */
const paths = {
  cases: "/api/v1/cases",
  evaluation: "/api/v1/evaluation",
  alarms: "/api/v1/alarms",
  transitions: "/api/v1/alarms/transitions",
  warnings: "/api/v1/warnings",
  events: "/api/v1/events",
  deliveries: "/api/v1/deliveries",
  rejects: "/api/v1/rejects",
  observations: "/api/v1/gauges/{gauge}/observations",
} as const;

type ListName = keyof typeof paths;

interface ExportFlags {
  readonly gauge?: string;
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
  readonly bom?: true;
  readonly api: string;
  readonly apiToken?: string;
}

/** `guanlan export`: a list of a running hub as CSV, to a file or to the standard output. */
export function exportCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const names = Object.keys(paths);
  return new Command("export")
    .description(say(exportTexts.help))
    .addArgument(new Argument("<list>", say(exportTexts["help-list"])).choices(names))
    .option("--gauge <id>", say(exportTexts["help-gauge"]))
    .option("--from <time>", say(exportTexts["help-from"]))
    .option("--to <time>", say(exportTexts["help-to"]))
    .option("--out <file>", say(exportTexts["help-out"]))
    .option("--bom", say(exportTexts["help-bom"]))
    .option("--api <url>", say(exportTexts["help-api"]), "http://127.0.0.1:8080")
    .option("--api-token <token>", say(exportTexts["help-token"]))
    .action((list: ListName, flags: ExportFlags) => exportList(list, flags, terminal));
}

async function exportList(list: ListName, flags: ExportFlags, terminal: Terminal): Promise<void> {
  const { env, language, say, print } = terminal;
  const token = flags.apiToken ?? env.GUANLAN_API_TOKEN;
  if (token === undefined) throw new HubError("hub.bad_arguments", exportTexts["no-token"]);
  const url = urlOf(list, flags);
  const answer = await ask(url, { Authorization: `Bearer ${token}`, "Accept-Language": language });
  if (answer.body === null) return;
  // Left open for whatever is printed after it.
  const out: Writable = flags.out === undefined ? process.stdout : createWriteStream(flags.out);
  await pipeline(Readable.fromWeb(answer.body), out, { end: flags.out !== undefined });
  if (flags.out !== undefined) print(say(fill(exportTexts.wrote, { file: flags.out })));
}

function urlOf(list: ListName, { gauge, from, to, bom, api }: ExportFlags): URL {
  if (list === "observations" && gauge === undefined) {
    throw new HubError("hub.bad_arguments", exportTexts["name-the-gauge"]);
  }
  const url = new URL(paths[list].replace("{gauge}", encodeURIComponent(gauge ?? "")), api);
  url.searchParams.set("format", "csv");
  if (from !== undefined) url.searchParams.set("from", from);
  if (to !== undefined) url.searchParams.set("to", to);
  if (bom === true) url.searchParams.set("bom", "true");
  return url;
}

/** @throws {HubError} `hub.export_failed` */
async function ask(url: URL, headers: Readonly<Record<string, string>>): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, { headers });
  } catch (error) {
    throw failure(fill(exportTexts.unreachable, { url: url.origin, got: causeOf(error) }));
  }
  if (answer.ok) return answer;
  throw failure(fill(exportTexts.refused, { status: answer.status, got: (await answer.text()).slice(0, 500) }));
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function failure(words: BilingualText): HubError {
  return new HubError("hub.export_failed", words);
}
