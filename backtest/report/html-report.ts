import { createHash } from "node:crypto";
import { zoneOffsetMs } from "../../recordings/csv-cells.ts";
import { momentText } from "../charts/axis-ticks.ts";
import { hydrographSvg } from "../charts/hydrograph.ts";
import { type Picture, picturesOf } from "../charts/pictures.ts";
import type { BacktestRun } from "../run-backtest.ts";
import { reportScript } from "./html-script.ts";
import { reportStyle } from "./html-style.ts";
import { alarmTitle, eventTable, skillTable, stationTable, stormTable } from "./html-tables.ts";
import { both, escaped, say, words } from "./html-text.ts";
import type { BacktestReport, ReportedScore } from "./report-schema.ts";

/**
 * The report as one HTML file that asks nothing of any network: style, script and pictures stand in it, and its policy
 * lets no other script run whatever a station is called.
 *
 * @param language shown at first; the reader may switch
 */
export function htmlReport(run: BacktestRun, language: "zh" | "en"): string {
  const { report } = run;
  const zoneMs = zoneOffsetMs(run.zone) ?? 0;
  const { pictures, notDrawn } = picturesOf(run, zoneMs);
  const idOf = new Map(pictures.map(({ id, gauge, event }) => [`${gauge} ${event}`, id]));
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${hashOf(reportScript)}'`;
  const title = words("title");
  return `<!doctype html>
<html lang="${language}" data-language="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(`${title.zh} ${title.en}`)}</title>
<style>${reportStyle}</style>
</head>
<body>
<header><h1>${say("title")}</h1><nav>${languageButton("zh", "中文")} ${languageButton("en", "English")}</nav></header>
${heading(report, zoneMs, run.zone)}
<h2>${say("skill")}</h2>
${skillTable(report)}
<h2>${say("byStorm")}</h2>
<p class="quiet">${say("byStormNote")}</p>
${stormTable(report)}
<h2>${say("byStation")}</h2>
<p class="quiet hint">${say("sortHint")}</p>
${stationTable(report)}
<h2>${say("events")}</h2>
${eventTable(report, zoneMs, (gauge, event) => idOf.get(`${gauge} ${event}`) ?? null)}
<h2>${say("hydrographs")}</h2>
<p class="quiet">${say("legend")}</p>
<p class="filter">${["all", "miss", "false", "hit"].map((kind) => filterButton(kind as "all" | Picture["kind"])).join(" ")}</p>
<div class="graphs">
${pictures.map(figureOf).join("\n")}
</div>
${notDrawn === 0 ? "" : `<p class="quiet">${say("notDrawn", { count: notDrawn })}</p>`}
<h2>${say("notes")}</h2>
<p class="quiet">${say("definitions")}</p>
${report.notes.map((note) => `<p class="quiet">${escaped(note)}</p>`).join("\n")}
<script>${reportScript}</script>
</body>
</html>
`;
}

function heading(report: BacktestReport, zoneMs: number, zone: string): string {
  const { source, gauges, judged } = report;
  const score = report.scores[judged.alarm] as ReportedScore;
  const first = gauges.map(({ from }) => from).sort()[0] ?? report.madeAt;
  const last =
    gauges
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? report.madeAt;
  const observations = gauges.reduce((sum, gauge) => sum + gauge.observations, 0);
  const names = source.names.map((name) => name.split("/").at(-1) ?? name).join(", ");
  const median = score.leadMinutes.p50;
  const lead = median === null ? words("none") : words("minutes", { count: Math.round(median) });
  const { events, hits, misses, alerts, falseAlarms } = score;
  const verdict =
    events === 0
      ? words("noEvents", { alerts })
      : words("verdict", { events, hits, misses, alerts, false: falseAlarms, lead });
  const span = { from: momentText(Date.parse(first), zoneMs), to: momentText(Date.parse(last), zoneMs) };
  const { empty, duplicates, unreadable, leftOut } = source;
  return `<p><strong>${both(alarmTitle(judged.alarm, report))}</strong></p>
<p class="verdict">${both(verdict)}</p>
<p class="quiet">${say("source", { names, stations: gauges.length, observations, ...span })}<br>
${say("quality", { empty, duplicates, unreadable, leftOut: leftOut.length })}<br>
${say("times", { zone: zone === "Z" ? "" : zone })}<br>${say("madeAt", { at: momentText(Date.parse(report.madeAt), zoneMs), version: report.guanlan })}</p>`;
}

function figureOf({ id, kind, graph, lead }: Picture): string {
  const minutes = words("minutes", { count: lead ?? 0 });
  const outcome = lead === null ? words(kind) : words("outcomeLead", { outcome: words(kind), lead: minutes });
  return `<figure id="${id}" data-kind="${kind}"><h3>${both(graph.title)}</h3><p class="quiet"><span class="${kind}">${both(outcome)}</span></p>${hydrographSvg(graph)}</figure>`;
}

function languageButton(language: "zh" | "en", name: string): string {
  return `<button type="button" lang="${language}" data-set-language="${language}" aria-pressed="false">${name}</button>`;
}

function filterButton(kind: "all" | Picture["kind"]): string {
  return `<button type="button" data-filter="${kind}" aria-pressed="${kind === "all"}">${say(kind)}</button>`;
}

function hashOf(script: string): string {
  return createHash("sha256").update(script).digest("base64");
}
