import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import { rankOf } from "../../domain/city/level.ts";
import type { BilingualText } from "../../domain/text.ts";
import { reportTexts } from "../../locales/backtest.ts";
import { fill } from "../../locales/fill.ts";
import { levelNames } from "../../locales/names.ts";
import { localTimeText } from "../charts/local-time-text.ts";
import type { AlarmName } from "../gauge-outcome.ts";
import type { BacktestReport, ReportedScore } from "./report-schema.ts";
import { figure, leadText } from "./score-table.ts";

interface TableCell {
  /** Markup. */
  readonly html: string;
  /** What it is sorted by; empty for nothing, which comes last. */
  readonly key: string | number;
  readonly className?: string;
}

/** What an alarm is called in the report. */
export function alarmTitle(name: AlarmName, { judged }: BacktestReport): BilingualText {
  if (name !== "rule") return reportTexts[name];
  const level = judged.atLevel === null || rankOf(judged.atLevel) === 0 ? "" : levelNames[judged.atLevel];
  return fill(reportTexts.rule, { id: judged.ruleId ?? "", level });
}

/** Every alarm over all gauges, the one under test first. */
export function skillTable(report: BacktestReport): string {
  const rows = (Object.entries(report.scores) as [AlarmName, ReportedScore][]).map(([name, score]) => ({
    isJudged: name === report.judged.alarm,
    cells: [
      textCell(bilingualMarkup(alarmTitle(name, report)), name),
      ...[score.events, score.hits, score.misses, score.falseAlarms].map(countCell),
      ...[score.pod, score.far, score.csi].map((ratio) => numberCell(ratio, 2)),
      { html: leadText(score), key: score.leadMinutes.p50 ?? "", className: "word" },
      numberCell(score.alertsPerGaugeMonth, 2),
      numberCell(score.pagesPerMonth, 1),
      countCell(score.mostPagesInADay),
    ],
  }));
  const heading = [
    reportTexts.alarm,
    reportTexts.events,
    reportTexts.hits,
    reportTexts.misses,
    reportTexts["false-alarms"],
    reportTexts.pod,
    reportTexts.far,
    reportTexts.csi,
    reportTexts.leads,
    reportTexts["alerts-per-month"],
    reportTexts["pages-per-month"],
    reportTexts.busiest,
  ];
  return table(heading, rows, false);
}

export function stormTable(report: BacktestReport): string {
  const rows = (Object.entries(report.byStorm) as [AlarmName, NonNullable<BacktestReport["byStorm"][AlarmName]>][]).map(
    ([name, storm]) => ({
      isJudged: name === report.judged.alarm,
      cells: [
        textCell(bilingualMarkup(alarmTitle(name, report)), name),
        ...[storm.storms, storm.warned, storm.falseStorms].map(countCell),
        numberCell(storm.pod, 2),
        numberCell(storm.far, 2),
      ],
    }),
  );
  return table(
    [
      reportTexts.alarm,
      reportTexts.storms,
      reportTexts.warned,
      reportTexts["false-storms"],
      reportTexts.pod,
      reportTexts.far,
    ],
    rows,
    false,
  );
}

/** The alarm under test, a gauge a line. */
export function stationTable(report: BacktestReport): string {
  const rows = report.gauges.map((gauge) => {
    const score = gauge.scores[report.judged.alarm] as ReportedScore;
    return {
      isJudged: false,
      cells: [
        textCell(escaped(gauge.station), gauge.station),
        { html: `${escaped(rounded(gauge.mark))} ${escaped(gauge.unit)}`, key: gauge.mark, className: "word" },
        ...[score.events, score.hits, score.misses, score.falseAlarms].map(countCell),
        numberCell(score.pod, 2),
        numberCell(score.far, 2),
        numberCell(score.leadMinutes.p50, 0),
        numberCell(score.alertsPerGaugeMonth, 2),
      ],
    };
  });
  return table(
    [
      reportTexts.station,
      reportTexts.mark,
      reportTexts.events,
      reportTexts.hits,
      reportTexts.misses,
      reportTexts["false-alarms"],
      reportTexts.pod,
      reportTexts.far,
      reportTexts["lead-median"],
      reportTexts["alerts-per-month"],
    ],
    rows,
    true,
  );
}

/**
 * Every event of the alarm under test.
 *
 * @param pictureOf id of the event's picture; null where none is drawn
 */
export function eventTable(
  report: BacktestReport,
  zoneMs: number,
  pictureOf: (gauge: number, event: number) => string | null,
): string {
  const moment = (iso: string | null): TableCell =>
    iso === null
      ? { html: "-", key: "", className: "time" }
      : { html: localTimeText(Date.parse(iso), zoneMs), key: iso, className: "time" };
  const rows = report.gauges.flatMap((gauge, gaugeIndex) =>
    gauge.events.map((event, eventIndex) => {
      const outcome = event.alarms[report.judged.alarm];
      const kind = outcome?.isHit === true ? "hit" : "miss";
      const picture = pictureOf(gaugeIndex, eventIndex);
      const name = escaped(gauge.station);
      return {
        isJudged: false,
        cells: [
          textCell(picture === null ? name : `<a href="#${picture}">${name}</a>`, gauge.station),
          moment(event.crossedAt),
          moment(outcome?.alertAt ?? null),
          numberCell(outcome?.leadMinutes ?? null, 0),
          { html: `<span class="${kind}">${bilingualMarkup(reportTexts[kind])}</span>`, key: kind, className: "word" },
          { html: `${escaped(rounded(event.peak))} ${escaped(gauge.unit)}`, key: event.peak, className: "word" },
        ],
      };
    }),
  );
  return table(
    [
      reportTexts.station,
      reportTexts["crossed-at"],
      reportTexts["alert-at"],
      reportTexts.lead,
      reportTexts.outcome,
      reportTexts.peak,
    ],
    rows,
    true,
  );
}

/** A value as people read it: four figures. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function table(
  heading: readonly BilingualText[],
  rows: readonly { readonly isJudged: boolean; readonly cells: readonly TableCell[] }[],
  isSortable: boolean,
): string {
  const head = heading.map((text) => `<th scope="col">${bilingualMarkup(text)}</th>`).join("");
  const body = rows.map(({ isJudged, cells }) => {
    const inner = cells.map(({ html, key, className }) => {
      const named = className === undefined ? "" : ` class="${className}"`;
      return `<td${named}${isSortable ? ` data-key="${escaped(key)}"` : ""}>${html}</td>`;
    });
    return `<tr${isJudged ? ' class="judged"' : ""}>${inner.join("")}</tr>`;
  });
  return `<div class="scroll"><table${isSortable ? ' class="sortable"' : ""}><thead><tr>${head}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`;
}

function textCell(html: string, key: string): TableCell {
  return { html, key };
}

function countCell(count: number): TableCell {
  return { html: String(count), key: count };
}

function numberCell(number: number | null, decimals: number): TableCell {
  return { html: figure(number, decimals), key: number ?? "" };
}
