import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Argument, Command, Option } from "commander";
import { askPatiently } from "../../../api/ask-patiently.ts";
import { HubError } from "../../../domain/errors.ts";
import { plainLine } from "../../../domain/plain-line.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { fill } from "../../../locales/fill.ts";
import { exportTexts } from "../../../locales/terminal/export.ts";
import { jsonIn, problemWords } from "../../hub-client.ts";
import { openNamedFile } from "../../named-file.ts";
import type { Terminal } from "../../terminal.ts";
import { isPackKind, type PackFlags, type PackKind, packKinds, packUrl, sayVerified } from "./export-pack.ts";

/** Lists that the API gives out as CSV, and where. */
const paths = {
  cases: "/api/v1/cases",
  evaluation: "/api/v1/evaluation",
  alarms: "/api/v1/alarms",
  transitions: "/api/v1/alarms/transitions",
  warnings: "/api/v1/warnings",
  events: "/api/v1/events",
  audit: "/api/v1/audit",
  deliveries: "/api/v1/deliveries",
  rejects: "/api/v1/rejects",
  observations: "/api/v1/gauges/{gauge}/observations",
} as const;

type ListName = keyof typeof paths;

interface ExportFlags extends PackFlags {
  readonly gauge?: string;
  readonly out?: string;
  readonly bom?: true;
  readonly apiToken?: string;
}

/**
 * `guanlan export`: a list of a running hub as CSV, or an inquiry pack, to a file or to the standard output; and whether a
 * pack is what was sealed.
 */
export function exportCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const names = Object.keys(paths);
  return new Command("export")
    .description(say(exportTexts.help))
    .addArgument(new Argument("<list>", say(exportTexts["help-list"])).choices([...names, ...packKinds, "verify"]))
    .argument("[id]", say(exportTexts["help-id"]))
    .addOption(
      new Option("--data-class <class>", say(exportTexts["help-data-class"])).choices(["internal", "restricted"]),
    )
    .option("--key <file>", say(exportTexts["help-key"]))
    .option("--gauge <id>", say(exportTexts["help-gauge"]))
    .option("--from <time>", say(exportTexts["help-from"]))
    .option("--to <time>", say(exportTexts["help-to"]))
    .option("--out <file>", say(exportTexts["help-out"]))
    .option("--bom", say(exportTexts["help-bom"]))
    .option("--api <url>", say(exportTexts["help-api"]), "http://127.0.0.1:8080")
    .option("--api-token <token>", say(exportTexts["help-token"]))
    .action(async (what: ListName | PackKind | "verify", id: string | undefined, flags: ExportFlags) => {
      if (what === "verify") sayVerified(id, flags, terminal);
      else if (isPackKind(what)) await exportFrom(packUrl(what, id, flags), flags, terminal);
      else await exportFrom(urlOf(what, flags), flags, terminal);
    });
}

async function exportFrom(url: URL, flags: ExportFlags, terminal: Terminal): Promise<void> {
  const { env, language, say, print } = terminal;
  const token = flags.apiToken ?? env.GUANLAN_API_TOKEN;
  if (token === undefined) throw new HubError("hub.bad_arguments", exportTexts["no-token"]);
  const answer = await ask(url, { Authorization: `Bearer ${token}`, "Accept-Language": language });
  if (answer.body === null) return;
  // Left open for whatever is printed after it.
  const out: Writable = flags.out === undefined ? process.stdout : openNamedFile(flags.out);
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
    answer = await askPatiently(() => fetch(url, { headers }));
  } catch (error) {
    throw failure(fill(exportTexts.unreachable, { url: url.origin, got: causeOf(error) }));
  }
  if (answer.ok) return answer;
  const text = await answer.text();
  const got = problemWords(jsonIn(text)) ?? plainLine(text, 500);
  throw failure(fill(exportTexts.refused, { status: answer.status, got }));
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function failure(words: BilingualText): HubError {
  return new HubError("hub.export_failed", words);
}
