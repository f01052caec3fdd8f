import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import { fill } from "../../locales/fill.ts";
import { scoreReportTexts } from "../../locales/score/report.ts";
import { type Column, headingHtml, pageHtml, tableHtml } from "../../record/html/page.ts";
import { packTimes } from "../../record/pack/pack-times.ts";
import type { ReportedRun, ScoreReport } from "./reported-run.ts";
import { runHtml } from "./run-html.ts";
import { runCells, runLine } from "./run-row.ts";

/** Places drawn of a hazard in a run: of several runs fewer, so that the page stays one that can be sent. */
const mostPlaces = { ofOne: 12, ofSeveral: 3 } as const;

/** The report as one HTML page without a script, in both languages: all runs in a table, then the first of each scenario. */
export function scoreHtml(report: ScoreReport): string {
  const firsts = [...Map.groupBy(report.runs, ({ score }) => score.scenario.name).values()].flatMap((runs) =>
    runs.slice(0, 1),
  );
  const zoneMs = packTimes(report.city.timeZone).zoneMs(report.runs[0]?.score.scenario.startsAt ?? 0);
  const options = { zoneMs, mostPlaces: firsts.length > 1 ? mostPlaces.ofSeveral : mostPlaces.ofOne };
  const overview =
    report.runs.length === 1 ? [] : [headingHtml(scoreReportTexts.runs), note("runs-note"), runsTable(report.runs)];
  return pageHtml({
    title: scoreReportTexts.title,
    intro: [
      `<p class="exercise">${bilingualMarkup(scoreReportTexts.simulated)}</p>`,
      `<p class="quiet">${bilingualMarkup(fill(scoreReportTexts["made-by"], { version: report.version, city: report.city.name }))}</p>`,
    ].join("\n"),
    body: [...overview, ...firsts.map((run) => runHtml(report, run, options)), note("definitions")].join("\n"),
  });
}

function note(key: "runs-note" | "definitions"): string {
  return `<p class="quiet">${bilingualMarkup(scoreReportTexts[key])}</p>`;
}

function runsTable(runs: readonly ReportedRun[]): string {
  const rows = runs.map((run) => runCells(runLine(run)));
  const columns = (rows[0] ?? []).map(
    ({ name }, place): Column<(typeof rows)[number]> => ({
      name,
      cell: (row) => {
        const text = row[place]?.text ?? "";
        return typeof text === "string" ? escaped(text) : bilingualMarkup(text);
      },
    }),
  );
  return tableHtml(rows, columns, scoreReportTexts["no-events"]);
}
