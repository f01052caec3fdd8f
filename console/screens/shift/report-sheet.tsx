import type { BilingualText } from "../../../domain/text.ts";
import { caseStateNames } from "../../../locales/case-moves.ts";
import { reportTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import { propertyNames } from "../../../locales/names.ts";
import { useSay } from "../../app/language.ts";
import { dayTime } from "../../parts/city-time.ts";
import { valueText } from "../../parts/gauges/plot-units.ts";
import { Mark } from "../../parts/mark.tsx";
import { AreaName, GaugePlace, StationName } from "../../parts/names.tsx";
import { fixedNumber, wholeNumber } from "../../parts/numbers.ts";
import { PrintHead } from "../../parts/print-head.tsx";
import { type DailyReportBody, highest, mostRain } from "./report-body.ts";

/** A daily report: counts, rain, waters, cases, warnings; what could not be seen comes last and is never left out. */
export function ReportSheet({ report }: { readonly report: DailyReportBody }) {
  const say = useSay();
  const { city, fromAt, toAt } = report;
  return (
    <article class="sheet">
      <PrintHead />
      <header>
        <h1>
          {say(city)} · {say(reportTexts.title)}
        </h1>
        <p class="muted">{say(fill(reportTexts.span, { from: dayTime(fromAt), to: dayTime(toAt) }))}</p>
      </header>
      <Counts report={report} />
      <Rain report={report} />
      <Waters report={report} property="depth" />
      <Waters report={report} property="stage" />
      <Cases report={report} />
      <Blind report={report} />
    </article>
  );
}

function Counts({ report: { cases, calls, deliveries, warnings } }: { readonly report: DailyReportBody }) {
  const say = useSay();
  const { called, "call-answered": answered, "call-missed": missed } = calls;
  const figures: readonly (readonly [BilingualText, number])[] = [
    [reportTexts.opened, cases.opened],
    [reportTexts.closed, cases.closed],
    [reportTexts.open, cases.open],
    [reportTexts.overdue, cases.overdue],
    [reportTexts.warnings, warnings.length],
  ];
  return (
    <section class="part">
      <ul class="report-figures">
        {figures.map(([name, count]) => (
          <li key={name.en}>
            <span class="muted">{say(name)}</span>
            <strong>{wholeNumber(count)}</strong>
          </li>
        ))}
      </ul>
      <p class="muted">
        {say(fill(reportTexts.calls, { called, answered, missed }))}
        <br />
        {say(fill(reportTexts.deliveries, deliveries))}
      </p>
    </section>
  );
}

function Rain({ report }: { readonly report: DailyReportBody }) {
  const say = useSay();
  const rows = mostRain(report);
  return (
    <section class="part">
      <h2>{say(reportTexts.rain)}</h2>
      {rows.length === 0 ? (
        <p class="muted">{say(reportTexts["no-rain"])}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{say(reportTexts.station)}</th>
              <th class="number">{say(reportTexts["rain-sum"])}</th>
              <th class="number">{say(reportTexts["rain-hour"])}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ gaugeId, stationId, sum, worstHour }) => (
              <tr key={gaugeId}>
                <td>
                  <StationName id={stationId} />
                </td>
                <td class="number">{sum === null ? "—" : fixedNumber(sum, 1)}</td>
                <td class="number">{worstHour === null ? "—" : fixedNumber(worstHour, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Waters({ report, property }: { readonly report: DailyReportBody; readonly property: "depth" | "stage" }) {
  const say = useSay();
  const rows = highest(report, property);
  if (rows.length === 0) return null;
  return (
    <section class="part">
      <h2>{say(propertyNames[property])}</h2>
      <table>
        <thead>
          <tr>
            <th>{say(reportTexts.station)}</th>
            <th class="number">{say(reportTexts[property === "depth" ? "deepest" : "highest"])}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ gaugeId, stationId, max }) => (
            <tr key={gaugeId}>
              <td>
                <StationName id={stationId} />
              </td>
              <td class="number">{max === null ? "—" : say(valueText(max, property))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cases({ report: { caseList } }: { readonly report: DailyReportBody }) {
  const say = useSay();
  return (
    <section class="part">
      <h2>
        {say(reportTexts.cases)} <span class="count">{wholeNumber(caseList.length)}</span>
      </h2>
      <ul class="sheet-cases">
        {caseList.map(({ id, title, peakLevel, state, openedAt, areaCode }) => (
          <li key={id} class="keep-together">
            <Mark look={lookOfLevel(peakLevel)} size={20} />
            <a href={`/cases/${encodeURIComponent(id)}`}>{say(title)}</a>
            <span class="chip">{say(caseStateNames[state])}</span>
            <span class="small muted">
              <AreaName code={areaCode} /> · {dayTime(openedAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Blind({ report: { blind } }: { readonly report: DailyReportBody }) {
  const say = useSay();
  return (
    <section class="part">
      <h2>
        {say(reportTexts.blind)} <span class="count">{wholeNumber(blind.length)}</span>
      </h2>
      <ul class="columns small">
        {blind.map((gaugeId) => (
          <li key={gaugeId}>
            <GaugePlace id={gaugeId} /> <span class="muted">{gaugeId}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
