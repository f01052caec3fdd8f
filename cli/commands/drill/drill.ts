import { setTimeout as wait } from "node:timers/promises";
import { Command } from "commander";
import type { z } from "zod";
import { drillList, drillReportAnswer } from "../../../api/schemas/governance/drill.ts";
import { localTimeText } from "../../../backtest/charts/local-time-text.ts";
import { loadCity, timeZoneOf } from "../../../city/load-city.ts";
import { secondMs } from "../../../domain/clock.ts";
import { zonedInstants } from "../../../domain/time/zoned-instant.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import type { Settings } from "../../../hub/settings/settings.ts";
import { fill } from "../../../locales/fill.ts";
import { durationText } from "../../../locales/format/times.ts";
import { drillCommandTexts, openBeforeDrill } from "../../../locales/record/drills.ts";
import { HubClient, type HubOptions, withHubOptions } from "../../hub-client.ts";
import type { Terminal } from "../../terminal.ts";
import { settingsSources } from "../command.ts";
import { optionValues } from "../option-values.ts";
import { withStore } from "../with-store.ts";
import { readDrillScript } from "./drill-script.ts";
import { playDrill } from "./play-drill.ts";

interface StartOptions extends HubOptions {
  readonly title: string;
  readonly area: readonly string[];
  readonly for: number;
}

interface RunOptions extends HubOptions {
  readonly url?: string;
  readonly linger: number;
}

type Report = z.infer<typeof drillReportAnswer>;

/** `guanlan drill start|end|list|report|run`: drills of a running hub. */
export function drillCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const { duration } = optionValues(terminal);
  const start = new Command("start")
    .description(say(drillCommandTexts["help-start"]))
    .argument("<id>")
    .requiredOption("--title <words>", say(drillCommandTexts["help-title"]))
    .requiredOption("--area <code...>", say(drillCommandTexts["help-area"]))
    .requiredOption("--for <duration>", say(drillCommandTexts["help-for"]), duration)
    .action((id: string, options: StartOptions) => startDrill(id, options, terminal));
  const end = new Command("end")
    .description(say(drillCommandTexts["help-end"]))
    .argument("<id>")
    .action((id: string, options: HubOptions) => endDrill(id, options, terminal));
  const list = new Command("list")
    .description(say(drillCommandTexts["help-list"]))
    .action((options: HubOptions) => listDrills(options, terminal));
  const report = new Command("report")
    .description(say(drillCommandTexts["help-report"]))
    .argument("<id>")
    .action((id: string, options: HubOptions) => sayReport(id, options, terminal));
  const run = new Command("run")
    .description(say(drillCommandTexts["help-run"]))
    .argument("<file>")
    .option("--url <url>", say(drillCommandTexts["help-url"]))
    .option("--linger <duration>", say(drillCommandTexts["help-linger"]), duration, 15 * secondMs)
    .action((file: string, options: RunOptions) => runDrill(file, options, terminal));
  const command = new Command("drill").description(say(drillCommandTexts.help));
  for (const each of [start, end, list, report, run]) command.addCommand(withHubOptions(each, terminal));
  return command;
}

async function startDrill(drillId: string, options: StartOptions, terminal: Terminal): Promise<void> {
  const until = String(Date.now() + options.for);
  const body = { drillId, title: options.title, areaCodes: options.area, until };
  await new HubClient(options, terminal).post("/api/v1/drills", body, { schema: drillList });
  terminal.print(terminal.say(fill(drillCommandTexts.started, { id: drillId })));
}

async function endDrill(id: string, options: HubOptions, terminal: Terminal): Promise<void> {
  const path = `/api/v1/drills/${encodeURIComponent(id)}/end`;
  await new HubClient(options, terminal).post(path, {}, { schema: drillList });
  terminal.print(terminal.say(fill(drillCommandTexts.ended, { id })));
}

async function listDrills(options: HubOptions, terminal: Terminal): Promise<void> {
  const { rows } = await new HubClient(options, terminal).get("/api/v1/drills", drillList);
  if (rows.length === 0) terminal.print(terminal.say(drillCommandTexts.none));
  for (const { drillId, title, startedAt, endedAt } of rows) {
    const state = endedAt === null ? drillCommandTexts["under-way"] : drillCommandTexts.over;
    terminal.print(terminal.say(fill(drillCommandTexts.line, { id: drillId, title, at: startedAt, state })));
  }
}

async function sayReport(id: string, options: HubOptions, terminal: Terminal): Promise<void> {
  const path = `/api/v1/drills/${encodeURIComponent(id)}/report`;
  const report = await new HubClient(options, terminal).getExact(path, drillReportAnswer);
  const settings = loadSettings(settingsSources(options, terminal.env));
  printReport(report, zonedInstants(timeZoneOf(settings.hub.city)), terminal);
}

function printReport({ title, cases }: Report, timeOf: (ms: number) => string, { say, print }: Terminal): void {
  print(say(fill(drillCommandTexts["report-head"], { title, count: cases.length })));
  for (const { title: caseTitle, caseId, isOpenBefore, links } of cases) {
    print(say(fill(drillCommandTexts["report-case"], { title: caseTitle, id: caseId })));
    if (isOpenBefore === true) print(`  ${say(openBeforeDrill)}`);
    for (const { name, at, afterMs } of links) {
      const time = at === null ? drillCommandTexts.never : timeOf(Date.parse(at)).slice(11, 23);
      const after = afterMs === null ? "" : fill(drillCommandTexts.after, { length: spanText(afterMs) });
      print(say(fill(drillCommandTexts["report-link"], { name, time, after })));
    }
  }
}

/** Below ten seconds with tenths: links of a chain are quick. */
function spanText(ms: number) {
  return Math.abs(ms) < 10 * secondMs
    ? fill(drillCommandTexts.seconds, { n: Math.round(ms / 100) / 10 })
    : durationText(ms);
}

async function runDrill(file: string, options: RunOptions, terminal: Terminal): Promise<void> {
  const { say, print, env } = terminal;
  const settings = loadSettings(settingsSources(options, env));
  const { city } = loadCity(settings.hub.city);
  const script = readDrillScript(file, city);
  const stamp = localTimeText(Date.now(), 0).replaceAll(/[^0-9]/g, "");
  const id = `${script.id}-${stamp}`;
  const title = `${script.title.zh} ${script.title.en}`;
  const start = { ...options, title, area: script.areaCodes, for: script.lastsAtMostMs };
  await startDrill(id, start, terminal);
  await withStore(options, terminal, (store) =>
    playDrill(script, {
      store,
      url: options.url ?? listenerIn(settings),
      onReading: ({ scene, gauge, value }) =>
        print(say(fill(drillCommandTexts.reading, { scene, gauge: gauge.id, value, unit: gauge.unit }))),
    }),
  );
  await wait(options.linger);
  await endDrill(id, options, terminal);
  await sayReport(id, options, terminal);
}

/** Where the hub of these settings takes devices, as this machine reaches it. */
function listenerIn({ broker: { tcp } }: Settings): string {
  return `mqtt://127.0.0.1:${tcp.port}`;
}
