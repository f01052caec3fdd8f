import { createHash } from "node:crypto";
import { zoneOffsetMs } from "../../recordings/csv-cells.ts";
import { hydrographSvg } from "../charts/hydrograph.ts";
import { localTimeText } from "../charts/local-time-text.ts";
import { type Picture, picturesOf } from "../charts/pictures.ts";
import type { BacktestRun } from "../run-backtest.ts";
import { reportScript } from "./html-script.ts";
import { reportStyle } from "./html-style.ts";
import { alarmTitle, eventTable, skillTable, stationTable, stormTable } from "./html-tables.ts";
import { bilingualMarkup, escaped, reportMarkup, reportText } from "./html-text.ts";
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
  const title = reportText("title");
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
<header><h1>${reportMarkup("title")}</h1><nav>${languageButton("zh", "中文")} ${languageButton("en", "English")}</nav></header>
${heading(report, zoneMs, run.zone)}
<h2>${reportMarkup("skill")}</h2>
${skillTable(report)}
<h2>${reportMarkup("byStorm")}</h2>
<p class="quiet">${reportMarkup("byStormNote")}</p>
${stormTable(report)}
<h2>${reportMarkup("byStation")}</h2>
<p class="quiet hint">${reportMarkup("sortHint")}</p>
${stationTable(report)}
<h2>${reportMarkup("events")}</h2>
${eventTable(report, zoneMs, (gauge, event) => idOf.get(`${gauge} ${event}`) ?? null)}
<h2>${reportMarkup("hydrographs")}</h2>
<p class="quiet">${reportMarkup("legend")}</p>
<p class="filter">${["all", "miss", "false", "hit"].map((kind) => filterButton(kind as "all" | Picture["kind"])).join(" ")}</p>
<div class="graphs">
${pictures.map(figureOf).join("\n")}
</div>
${notDrawn === 0 ? "" : `<p class="quiet">${reportMarkup("notDrawn", { count: notDrawn })}</p>`}
<h2>${reportMarkup("notes")}</h2>
<p class="quiet">${reportMarkup("definitions")}</p>
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
  const lead = median === null ? reportText("none") : reportText("minutes", { count: Math.round(median) });
  const { events, hits, misses, alerts, falseAlarms } = score;
  const verdict =
    events === 0
      ? reportText("noEvents", { alerts })
      : reportText("verdict", { events, hits, misses, alerts, false: falseAlarms, lead });
  const span = { from: localTimeText(Date.parse(first), zoneMs), to: localTimeText(Date.parse(last), zoneMs) };
  const { empty, duplicates, unreadable, leftOut } = source;
  return `<p><strong>${bilingualMarkup(alarmTitle(judged.alarm, report))}</strong></p>
<p class="verdict">${bilingualMarkup(verdict)}</p>
<p class="quiet">${reportMarkup("source", { names, stations: gauges.length, observations, ...span })}<br>
${reportMarkup("quality", { empty, duplicates, unreadable, leftOut: leftOut.length })}<br>
${reportMarkup("times", { zone: zone === "Z" ? "" : zone })}<br>${reportMarkup("madeAt", { at: localTimeText(Date.parse(report.madeAt), zoneMs), version: report.guanlan })}</p>`;
}

function figureOf({ id, kind, graph, lead }: Picture): string {
  const minutes = reportText("minutes", { count: lead ?? 0 });
  const outcome =
    lead === null ? reportText(kind) : reportText("outcomeLead", { outcome: reportText(kind), lead: minutes });
  return `<figure id="${id}" data-kind="${kind}"><h3>${bilingualMarkup(graph.title)}</h3><p class="quiet"><span class="${kind}">${bilingualMarkup(outcome)}</span></p>${hydrographSvg(graph)}</figure>`;
}

function languageButton(language: "zh" | "en", name: string): string {
  return `<button type="button" lang="${language}" data-set-language="${language}" aria-pressed="false">${name}</button>`;
}

function filterButton(kind: "all" | Picture["kind"]): string {
  return `<button type="button" data-filter="${kind}" aria-pressed="${kind === "all"}">${reportMarkup(kind)}</button>`;
}

function hashOf(script: string): string {
  return createHash("sha256").update(script).digest("base64");
}
