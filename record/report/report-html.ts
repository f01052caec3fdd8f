import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import type { City } from "../../domain/city/city.ts";
import { propertyUnits } from "../../domain/city/property.ts";
import { caseStates } from "../../domain/governance/case-state.ts";
import { sameInBoth } from "../../domain/text.ts";
import { caseStateNames } from "../../locales/case-moves.ts";
import { fill } from "../../locales/fill.ts";
import { hazardNames } from "../../locales/names.ts";
import { columnTexts, packTexts } from "../../locales/record/pack.ts";
import { reportTexts } from "../../locales/record/report.ts";
import { levelBadge } from "../html/level-badge.ts";
import { headingHtml, pageHtml, tableHtml } from "../html/page.ts";
import { packTimes } from "../pack/pack-times.ts";
import { warningState } from "../pack/warnings-html.ts";
import type { DailyReport, GaugeDay } from "../ports.ts";

/** Gauges in a table of the report at most: the most rain, the highest water. */
const mostGauges = 30;

/** The daily flood report for people, in both languages. */
export function reportHtml(report: DailyReport, city: City): string {
  const times = packTimes(city.timeZone);
  const blanks = { city: report.city, from: times.shown(report.from), to: times.shown(report.to) };
  return pageHtml({
    title: fill(reportTexts.title, blanks),
    intro: `<p class="quiet">${bilingualMarkup(fill(reportTexts.made, { hub: report.hub, version: report.version, zone: city.timeZone }))}</p>${summary(report)}`,
    body: [
      headingHtml(reportTexts.rain),
      gaugeTable(
        report.rain.toSorted((a, b) => (b.sum ?? 0) - (a.sum ?? 0)),
        city,
      ),
      headingHtml(reportTexts.waters),
      gaugeTable(
        report.waters.toSorted((a, b) => (b.max ?? 0) - (a.max ?? 0)),
        city,
      ),
      headingHtml(packTexts.cases),
      caseTables(report, city),
      headingHtml(packTexts.warnings),
      warningTable(report, city),
      headingHtml(reportTexts.responses),
      tableHtml(
        report.responses,
        [
          { name: columnTexts.at, cell: ({ at }) => times.shown(at), isTight: true },
          { name: columnTexts.place, cell: ({ areaCode }) => areaName(areaCode, city) },
          {
            name: columnTexts.what,
            cell: ({ action }) => escaped("level" in action ? `${action.do} ${action.level}` : action.do),
          },
          { name: columnTexts.who, cell: ({ by }) => escaped(by) },
        ],
        packTexts.none,
      ),
      headingHtml(reportTexts.blind),
      report.blind.length === 0
        ? `<p class="quiet">${bilingualMarkup(packTexts.none)}</p>`
        : `<p>${report.blind.map((id) => `<code>${escaped(id)}</code>`).join(" ")}</p>`,
    ].join("\n"),
  });
}

function summary({ cases, deliveries, calls, warnings, blind }: DailyReport): string {
  const facts = [
    [reportTexts["cases-opened"], cases.opened],
    [reportTexts["cases-closed"], cases.closed],
    [reportTexts["cases-open"], cases.open],
    [reportTexts["cases-overdue"], cases.overdue],
    [packTexts.warnings, warnings.length],
    [reportTexts["deliveries-delivered"], deliveries.delivered],
    [reportTexts["deliveries-pending"], deliveries.pending],
    [reportTexts["deliveries-dead"], deliveries.dead],
    [reportTexts.called, calls.called],
    [reportTexts["call-answered"], calls["call-answered"]],
    [reportTexts["call-missed"], calls["call-missed"]],
    [reportTexts.blind, blind.length],
  ] as const;
  return `<dl class="facts">${facts.map(([name, count]) => `<dt>${bilingualMarkup(name)}</dt><dd>${count}</dd>`).join("")}</dl>`;
}

function gaugeTable(days: readonly GaugeDay[], city: City): string {
  return tableHtml(
    days.filter(({ count }) => count > 0).slice(0, mostGauges),
    [
      {
        name: columnTexts.place,
        cell: ({ stationId }) => bilingualMarkup(city.stations.get(stationId)?.name ?? sameInBoth(stationId)),
      },
      { name: columnTexts.gauge, cell: ({ gaugeId }) => `<code>${escaped(gaugeId)}</code>` },
      { name: reportTexts.day, cell: (day) => amount(day.property === "rain" ? day.sum : day.max, day), isTight: true },
      {
        name: reportTexts["worst-hour"],
        cell: (day) => (day.property === "rain" ? amount(day.worstHour, day) : "–"),
        isTight: true,
      },
    ],
    packTexts.none,
  );
}

function amount(value: number | null, { property }: GaugeDay): string {
  return value === null ? "–" : escaped(`${Math.round(value * 100) / 100} ${propertyUnits[property]}`);
}

function caseTables({ cases, caseList }: DailyReport, city: City): string {
  const times = packTimes(city.timeZone);
  const counts = caseStates.map(
    (state) => `<dt>${bilingualMarkup(caseStateNames[state])}</dt><dd>${cases.byState[state]}</dd>`,
  );
  const list = tableHtml(
    caseList,
    [
      { name: columnTexts.title, cell: ({ title, id }) => `${bilingualMarkup(title)}<br><code>${escaped(id)}</code>` },
      { name: columnTexts.hazard, cell: ({ hazard }) => bilingualMarkup(hazardNames[hazard]), isTight: true },
      { name: columnTexts.level, cell: ({ peakLevel }) => levelBadge(peakLevel), isTight: true },
      { name: columnTexts.state, cell: ({ state }) => bilingualMarkup(caseStateNames[state]), isTight: true },
      { name: columnTexts.opened, cell: ({ openedAt }) => times.shown(openedAt), isTight: true },
      { name: columnTexts.closed, cell: ({ closedAt }) => times.shown(closedAt), isTight: true },
    ],
    packTexts["no-cases"],
  );
  return `<dl class="facts">${counts.join("")}</dl>${list}`;
}

function warningTable({ warnings }: DailyReport, city: City): string {
  return tableHtml(
    warnings,
    [
      { name: columnTexts.title, cell: ({ title }) => bilingualMarkup(title) },
      { name: columnTexts.place, cell: ({ areaCode }) => areaName(areaCode, city) },
      { name: columnTexts.level, cell: ({ peakLevel, level }) => levelBadge(peakLevel ?? level), isTight: true },
      { name: columnTexts.state, cell: warningState, isTight: true },
    ],
    packTexts.none,
  );
}

function areaName(code: DailyReport["warnings"][number]["areaCode"], city: City): string {
  return bilingualMarkup(city.areas.get(code)?.name ?? sameInBoth(code));
}
