import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import type { City } from "../../domain/city/city.ts";
import type { StationId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { shortNumber } from "../../locales/format/amounts.ts";
import { localTimeBeside } from "../../locales/format/times.ts";
import { hazardNames, levelNames } from "../../locales/names.ts";
import { scoreColumnTexts, scoreReportTexts, scoreRowTexts } from "../../locales/score/report.ts";
import { levelBadge } from "../../record/html/level-badge.ts";
import { type Column, tableHtml } from "../../record/html/page.ts";
import type { Failure } from "../metrics/answer-kinds.ts";
import { type BlindStretch, beginningFaults } from "../metrics/blindness.ts";
import type { Delays } from "../metrics/delays.ts";
import type { JudgedAlarm } from "../metrics/false-alarms.ts";
import type { LevelScore } from "../metrics/level-scores.ts";
import type { OfficerLoad } from "../metrics/pages.ts";
import type { ReadingTotals } from "../metrics/reading-totals.ts";
import { startOf } from "../outcome/alarm-spans.ts";
import { causeWords, faultWords, minutesOf, minutesText } from "./score-words.ts";

/** Rows of one table at most: a bad night has thousands. */
const mostRows = 60;

/** Whose names and zone a table is written with. */
export interface TableContext {
  readonly city: City;
  /** Times of this day are written without their date, ms since 1970. */
  readonly startsAt: number;
}

export function levelTable(levels: readonly LevelScore[]): string {
  const number = (name: BilingualText, of: (row: LevelScore) => string | number): Column<LevelScore> => ({
    name,
    cell: (row) => escaped(of(row)),
    isTight: true,
  });
  return tableHtml(
    levels.filter(({ crossings }) => crossings > 0),
    [
      { name: scoreColumnTexts.hazard, cell: ({ hazard }) => bilingualMarkup(hazardNames[hazard]) },
      { name: scoreColumnTexts.level, cell: ({ level }) => levelBadge(level), isTight: true },
      number(scoreColumnTexts.crossings, ({ crossings }) => crossings),
      number(scoreColumnTexts.before, ({ answers }) => answers.before),
      number(scoreColumnTexts["at-once"], ({ answers }) => answers["at-once"]),
      number(scoreColumnTexts.late, ({ answers }) => answers.late),
      number(scoreColumnTexts.missed, ({ answers }) => answers.missed),
      { name: scoreColumnTexts.lead, cell: ({ lead }) => bilingualMarkup(minutesText(lead.median)), isTight: true },
      { name: scoreColumnTexts["lead-p10"], cell: ({ lead }) => bilingualMarkup(minutesText(lead.p10)), isTight: true },
      {
        name: scoreColumnTexts["call-lead"],
        cell: ({ callLead }) => bilingualMarkup(minutesText(callLead.median)),
        isTight: true,
      },
    ],
    scoreReportTexts["no-places"],
  );
}

export function failureTable(failures: readonly Failure[], context: TableContext): string {
  return limited(
    failures,
    [
      timeColumn(context, ({ crossing }) => crossing.crossedAt),
      stationColumn(context, ({ crossing }) => crossing.mark.stationId),
      { name: scoreColumnTexts.hazard, cell: ({ crossing }) => bilingualMarkup(hazardNames[crossing.mark.hazard]) },
      { name: scoreColumnTexts.level, cell: ({ crossing }) => levelBadge(crossing.mark.level), isTight: true },
      {
        name: scoreColumnTexts.answer,
        cell: ({ answer, crossing: { leadMs } }) =>
          bilingualMarkup(
            answer === "missed"
              ? scoreRowTexts["answer-missed"]
              : fill(scoreRowTexts["answer-late"], { minutes: minutesOf(leadMs === null ? null : -leadMs) }),
          ),
        isTight: true,
      },
      { name: scoreColumnTexts.why, cell: (failure) => bilingualMarkup(causeWords(failure)) },
    ],
    scoreReportTexts["no-failures"],
  );
}

export function falseAlarmTable(alarms: readonly JudgedAlarm[], context: TableContext): string {
  return limited(
    alarms.filter(({ truth }) => truth === "false" || truth === "too-grave"),
    [
      timeColumn(context, ({ span }) => startOf(span)),
      stationColumn(context, ({ span }) => span.stationId),
      { name: scoreColumnTexts.rule, cell: ({ span }) => escaped(span.ruleId) },
      {
        name: scoreColumnTexts.truth,
        cell: ({ trueLevel }) =>
          bilingualMarkup(
            trueLevel === null
              ? scoreRowTexts["truth-false"]
              : fill(scoreRowTexts["truth-too-grave"], { level: levelNames[trueLevel] }),
          ),
      },
    ],
    scoreReportTexts["no-false"],
  );
}

export function blindTable(stretches: readonly BlindStretch[], context: TableContext): string {
  return limited(
    stretches.toSorted((a, b) => b.waitIntervals - a.waitIntervals),
    [
      timeColumn(context, ({ from }) => from),
      stationColumn(context, ({ stationId }) => stationId),
      { name: scoreColumnTexts.lasted, cell: ({ from, to }) => bilingualMarkup(minutesText(to - from)), isTight: true },
      { name: scoreColumnTexts.cause, cell: (stretch) => bilingualMarkup(faultWords(beginningFaults(stretch))) },
      {
        name: scoreColumnTexts.said,
        cell: ({ raisedAt, waitIntervals }) =>
          raisedAt === null ? bilingualMarkup(scoreRowTexts.never) : escaped(shortNumber(waitIntervals, 1)),
        isTight: true,
      },
    ],
    scoreReportTexts["no-blind"],
  );
}

export function officerTable(officers: readonly OfficerLoad[], { city }: TableContext): string {
  return limited(
    officers,
    [
      {
        name: scoreColumnTexts.officer,
        cell: ({ personId }) => {
          const name = city.duty?.people.get(personId)?.name;
          return name === undefined ? escaped(personId) : bilingualMarkup(name);
        },
      },
      { name: scoreColumnTexts.pages, cell: ({ pages }) => escaped(pages), isTight: true },
      { name: scoreColumnTexts.average, cell: ({ average }) => escaped(shortNumber(average, 2)), isTight: true },
      { name: scoreColumnTexts.worst, cell: ({ worst }) => escaped(worst), isTight: true },
    ],
    scoreReportTexts["nobody-called"],
  );
}

export function delayTable(delays: Delays): string {
  const links = ["waterToAlarm", "alarmToCall", "callToAnswer", "alarmToDispatch", "waterToAnswer"] as const;
  const minutes = (name: BilingualText, of: (link: (typeof links)[number]) => number | null) => ({
    name,
    cell: (link: (typeof links)[number]) => bilingualMarkup(minutesText(of(link))),
    isTight: true,
  });
  return tableHtml(
    links,
    [
      { name: scoreColumnTexts.link, cell: (link) => bilingualMarkup(scoreRowTexts[link]) },
      { name: scoreColumnTexts.count, cell: (link) => escaped(delays[link].count), isTight: true },
      minutes(scoreColumnTexts.median, (link) => delays[link].median),
      minutes(scoreColumnTexts.p90, (link) => delays[link].p90),
      minutes(scoreColumnTexts.longest, (link) => delays[link].worst),
    ],
    scoreReportTexts["nobody-called"],
  );
}

export function readingTable(readings: ReadingTotals): string {
  const { made, lost, sent, duplicates } = readings.messages;
  const rows: readonly (readonly [BilingualText, number | string])[] = [
    [scoreRowTexts.made, made],
    [scoreRowTexts.lost, lost],
    [scoreRowTexts.sent, sent],
    [scoreRowTexts.duplicates, duplicates],
    [scoreRowTexts.acknowledged, readings.acknowledged ?? "-"],
    [scoreRowTexts.values, readings.values],
    [scoreRowTexts.kept, readings.kept],
    ...Object.entries(readings.refused).map(
      ([reason, count]) => [fill(scoreRowTexts.refused, { reason }), count] as const,
    ),
    [scoreRowTexts["sound-lost"], readings.soundLost],
  ];
  return tableHtml(
    rows,
    [
      { name: scoreColumnTexts.what, cell: ([words]) => bilingualMarkup(words) },
      { name: scoreColumnTexts.count, cell: ([, count]) => escaped(count), isTight: true },
    ],
    scoreReportTexts["no-events"],
  );
}

function timeColumn<Row>({ city, startsAt }: TableContext, of: (row: Row) => number): Column<Row> {
  return {
    name: scoreColumnTexts.when,
    cell: (row) => escaped(localTimeBeside(of(row), startsAt, city.timeZone)),
    isTight: true,
  };
}

function stationColumn<Row>({ city }: TableContext, of: (row: Row) => StationId | null): Column<Row> {
  return {
    name: scoreColumnTexts.station,
    cell: (row) => {
      const id = of(row);
      const name = id === null ? undefined : city.stations.get(id)?.name;
      return name === undefined ? escaped(id ?? "-") : bilingualMarkup(name);
    },
  };
}

/** A table of the first rows, and how many more there are. */
function limited<Row>(rows: readonly Row[], columns: readonly Column<Row>[], empty: BilingualText): string {
  const table = tableHtml(rows.slice(0, mostRows), columns, empty);
  const left = rows.length - mostRows;
  return left <= 0
    ? table
    : `${table}<p class="quiet">${bilingualMarkup(fill(scoreReportTexts.more, { count: left }))}</p>`;
}
