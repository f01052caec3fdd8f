import { createHash } from "node:crypto";
import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import type { Language } from "../../domain/text.ts";
import { reportTexts } from "../../locales/backtest.ts";
import { fill } from "../../locales/fill.ts";
import { zoneOffsetMs } from "../../recordings/dialect/zones.ts";
import { hydrographSvg } from "../charts/hydrograph.ts";
import { localTimeText } from "../charts/local-time-text.ts";
import { type Picture, picturesOf } from "../charts/pictures.ts";
import type { BacktestRun } from "../run-backtest.ts";
import { reportScript } from "./html-script.ts";
import { reportStyle } from "./html-style.ts";
import { alarmTitle, eventTable, skillTable, stationTable, stormTable } from "./html-tables.ts";
import type { BacktestReport, ReportedScore } from "./report-schema.ts";

/**
 * The report as one HTML file that asks nothing of any network: style, script and pictures stand in it, and its policy
 * lets no other script run whatever a station is called.
 *
 * @param language shown at first; the reader may switch
 */
export function htmlReport(run: BacktestRun, language: Language): string {
  const { report } = run;
  const zoneMs = zoneOffsetMs(run.zone) ?? 0;
  const { pictures, notDrawn } = picturesOf(run, zoneMs);
  const idOf = new Map(pictures.map(({ id, gauge, event }) => [`${gauge} ${event}`, id]));
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${hashOf(reportScript)}'`;
  const title = reportTexts.title;
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
<header><h1>${bilingualMarkup(reportTexts.title)}</h1><nav>${languageButton("zh")} ${languageButton("en")}</nav></header>
${heading(report, zoneMs, run.zone)}
<h2>${bilingualMarkup(reportTexts.skill)}</h2>
${skillTable(report)}
<h2>${bilingualMarkup(reportTexts["by-storm"])}</h2>
<p class="quiet">${bilingualMarkup(reportTexts["by-storm-note"])}</p>
${stormTable(report)}
<h2>${bilingualMarkup(reportTexts["by-station"])}</h2>
<p class="quiet hint">${bilingualMarkup(reportTexts["sort-hint"])}</p>
${stationTable(report)}
<h2>${bilingualMarkup(reportTexts.events)}</h2>
${eventTable(report, zoneMs, (gauge, event) => idOf.get(`${gauge} ${event}`) ?? null)}
<h2>${bilingualMarkup(reportTexts.hydrographs)}</h2>
<p class="quiet">${bilingualMarkup(reportTexts.legend)}</p>
<p class="filter">${["all", "miss", "false", "hit"].map((kind) => filterButton(kind as "all" | Picture["kind"])).join(" ")}</p>
<div class="graphs">
${pictures.map(figureOf).join("\n")}
</div>
${notDrawn === 0 ? "" : `<p class="quiet">${bilingualMarkup(fill(reportTexts["not-drawn"], { count: notDrawn }))}</p>`}
<h2>${bilingualMarkup(reportTexts.notes)}</h2>
<p class="quiet">${bilingualMarkup(reportTexts.definitions)}</p>
${run.notes.map((note) => `<p class="quiet">${bilingualMarkup(note)}</p>`).join("\n")}
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
  const lead = median === null ? reportTexts.none : fill(reportTexts.minutes, { count: Math.round(median) });
  const { events, hits, misses, alerts, falseAlarms } = score;
  const summary =
    events === 0
      ? fill(reportTexts["no-events"], { alerts })
      : fill(reportTexts.summary, { events, hits, misses, alerts, false: falseAlarms, lead });
  const span = { from: localTimeText(Date.parse(first), zoneMs), to: localTimeText(Date.parse(last), zoneMs) };
  const { empty, duplicates, unreadable, leftOut } = source;
  return `<p><strong>${bilingualMarkup(alarmTitle(judged.alarm, report))}</strong></p>
<p class="summary">${bilingualMarkup(summary)}</p>
<p class="quiet">${bilingualMarkup(fill(reportTexts.source, { names, stations: gauges.length, observations, ...span }))}<br>
${bilingualMarkup(fill(reportTexts.quality, { empty, duplicates, unreadable, leftOut: leftOut.length }))}<br>
${bilingualMarkup(fill(reportTexts.times, { zone: zone === "Z" ? "" : zone }))}<br>${bilingualMarkup(fill(reportTexts["made-at"], { at: localTimeText(Date.parse(report.madeAt), zoneMs), version: report.guanlan }))}</p>`;
}

function figureOf({ id, kind, graph, lead }: Picture): string {
  const minutes = fill(reportTexts.minutes, { count: lead ?? 0 });
  const outcome =
    lead === null
      ? reportTexts[kind]
      : fill(reportTexts["outcome-lead"], { outcome: reportTexts[kind], lead: minutes });
  return `<figure id="${id}" data-kind="${kind}"><h3>${bilingualMarkup(graph.title)}</h3><p class="quiet"><span class="${kind}">${bilingualMarkup(outcome)}</span></p>${hydrographSvg(graph)}</figure>`;
}

function languageButton(language: Language): string {
  return `<button type="button" lang="${language}" data-set-language="${language}" aria-pressed="false">${reportTexts.language[language]}</button>`;
}

function filterButton(kind: "all" | Picture["kind"]): string {
  return `<button type="button" data-filter="${kind}" aria-pressed="${kind === "all"}">${bilingualMarkup(reportTexts[kind])}</button>`;
}

function hashOf(script: string): string {
  return createHash("sha256").update(script).digest("base64");
}
