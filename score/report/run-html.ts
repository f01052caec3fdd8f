import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import type { AreaCode, StationId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { shortNumber } from "../../locales/format/amounts.ts";
import { localTime, localTimeBeside } from "../../locales/format/times.ts";
import { hazardNames } from "../../locales/names.ts";
import { scoreReportTexts, scoreRowTexts } from "../../locales/score/report.ts";
import { levelBadge } from "../../record/html/level-badge.ts";
import { headingHtml } from "../../record/html/page.ts";
import { cityChart } from "./city-chart.ts";
import { criteriaRows } from "./criteria-rows.ts";
import { placeChart } from "./place-chart.ts";
import { type PlaceView, placeViews } from "./place-views.ts";
import type { ReportedRun, ScoreReport } from "./reported-run.ts";
import {
  blindTable,
  delayTable,
  failureTable,
  falseAlarmTable,
  levelTable,
  officerTable,
  readingTable,
} from "./run-tables.ts";
import { eventWords, faultWords, minutesOf, minutesText } from "./score-words.ts";

export interface RunHtmlOptions {
  /** Ms east of UTC. */
  readonly zoneMs: number;
  /** Places of one hazard drawn at most. */
  readonly mostPlaces: number;
}

/** One run, from what happened to what became of the readings. Markup. */
export function runHtml(report: ScoreReport, run: ReportedRun, options: RunHtmlOptions): string {
  const { totals, scenario } = run.score;
  const context = { city: report.city, startsAt: scenario.startsAt };
  const note = (text: BilingualText): string => `<p class="quiet">${bilingualMarkup(text)}</p>`;
  return [
    headingHtml(fill(scoreReportTexts["run-title"], { scenario: run.title, seed: scenario.seed })),
    note(spanText(report, run)),
    headingHtml(scoreReportTexts.criteria, 3),
    criteriaList(run),
    headingHtml(scoreReportTexts.happened, 3),
    happened(report, run, options),
    headingHtml(scoreReportTexts.levels, 3),
    note(scoreReportTexts["levels-note"]),
    levelTable(totals.levels),
    headingHtml(scoreReportTexts.places, 3),
    places(report, run, options),
    headingHtml(scoreReportTexts.failures, 3),
    failureTable(run.score.failures, context),
    headingHtml(scoreReportTexts.false, 3),
    note(scoreReportTexts["false-note"]),
    falseAlarmTable(run.score.alarms, context),
    headingHtml(scoreReportTexts.blind, 3),
    note(blindText(run)),
    blindTable(run.score.blind, context),
    headingHtml(scoreReportTexts.people, 3),
    note(scoreReportTexts["people-note"]),
    officerTable(totals.pages.officers, context),
    note(noticesText(run)),
    headingHtml(scoreReportTexts.delays, 3),
    delayTable(totals.delays),
    headingHtml(scoreReportTexts.cases, 3),
    `<p>${bilingualMarkup(casesText(run))}</p>`,
    headingHtml(scoreReportTexts.readings, 3),
    readingTable(totals.readings),
  ].join("\n");
}

function spanText({ city }: ScoreReport, { score }: ReportedRun): BilingualText {
  const { startsAt, endsAt } = score.scenario;
  const span = { from: localTime(startsAt, city.timeZone), to: localTimeBeside(endsAt, startsAt, city.timeZone) };
  return fill(scoreReportTexts.span, { ...span, stations: score.stations, gauges: score.gauges });
}

function criteriaList({ score }: ReportedRun): string {
  const items = criteriaRows(score.totals.criteria).map(({ words, part, isMet }) => {
    if (isMet === null)
      return `<li class="quiet">${bilingualMarkup(words)}: ${bilingualMarkup(scoreReportTexts["nothing-to-meet"])}</li>`;
    const done = bilingualMarkup(fill(scoreReportTexts.done, { ...part }));
    const word = isMet
      ? bilingualMarkup(scoreReportTexts.met)
      : `<span class="bad">${bilingualMarkup(scoreReportTexts["not-met"])}</span>`;
    return `<li>${bilingualMarkup(words)}: <strong>${word}</strong> (${done})</li>`;
  });
  return `<ul>${items.join("\n")}</ul>`;
}

function happened({ city }: ScoreReport, { title, score, truth }: ReportedRun, { zoneMs }: RunHtmlOptions): string {
  const chart = cityChart({ city, truth, crossings: score.crossings, zoneMs, title: title.zh });
  const at = (moment: number): string => localTimeBeside(moment, truth.scenario.startsAt, city.timeZone);
  const events = truth.events.map(
    ({ event, about, from, to }) =>
      `<li>${escaped(at(from))}${to === null ? "" : ` – ${escaped(at(to))}`}: ${bilingualMarkup(eventWords(event))}, ${placeName(about, city)}</li>`,
  );
  const faults = [...Map.groupBy(truth.faults, ({ fault }) => fault)].map(
    ([fault, own]) => `${bilingualMarkup(faultWords([fault]))} ${own.length}`,
  );
  return [
    `<figure><figcaption class="quiet">${bilingualMarkup(scoreReportTexts["rain-legend"])}</figcaption>${chart}</figure>`,
    `<p>${bilingualMarkup(scoreReportTexts.events)}: ${events.length === 0 ? bilingualMarkup(scoreReportTexts["no-events"]) : `</p><ul>${events.join("\n")}</ul><p>`}</p>`,
    `<p>${bilingualMarkup(scoreReportTexts.faults)}: ${faults.length === 0 ? bilingualMarkup(scoreReportTexts["no-faults"]) : faults.join("; ")}</p>`,
  ].join("\n");
}

/** A station or area by its name, where the city has it. */
function placeName(id: string, { stations, areas }: ScoreReport["city"]): string {
  const found = stations.get(id as StationId) ?? areas.get(id as AreaCode);
  return found === undefined ? escaped(id) : bilingualMarkup(found.name);
}

function places(report: ScoreReport, run: ReportedRun, { zoneMs, mostPlaces }: RunHtmlOptions): string {
  const views = placeViews(report, run);
  if (views.length === 0) return `<p class="quiet">${bilingualMarkup(scoreReportTexts["no-places"])}</p>`;
  const drawn = [...Map.groupBy(views, ({ hazard }) => hazard).values()].flatMap((own) => own.slice(0, mostPlaces));
  const left = views.length - drawn.length;
  return [
    `<p class="quiet">${bilingualMarkup(scoreReportTexts["places-legend"])}</p>`,
    ...drawn.map((view) => placeFigure(view, run, zoneMs)),
    ...(left <= 0
      ? []
      : [`<p class="quiet">${bilingualMarkup(fill(scoreReportTexts["places-left"], { count: left }))}</p>`]),
  ].join("\n");
}

function placeFigure(view: PlaceView, { score }: ReportedRun, zoneMs: number): string {
  const { startsAt: from, endsAt: to } = score.scenario;
  const { station, hazard, level } = view;
  const chart = placeChart({
    view,
    span: { from, to },
    zoneMs,
    title: `${station.name.zh} ${hazardNames[hazard].zh} ${level}`,
  });
  return `<figure><figcaption><strong>${bilingualMarkup(station.name)}</strong> ${bilingualMarkup(hazardNames[hazard])} · ${leadMarkup(view)}</figcaption>${chart}</figure>`;
}

/** Lead at each level, and of the first red call over the orange line. */
function leadMarkup({ crossings }: PlaceView): string {
  const leads = crossings.map(({ mark, leadMs }) => {
    const missed = `<span class="bad">${bilingualMarkup(scoreRowTexts["answer-missed"])}</span>`;
    return `${levelBadge(mark.level)} ${leadMs === null ? missed : bilingualMarkup(minutesText(leadMs))}`;
  });
  const closing = crossings.find(({ mark }) => mark.level === "orange");
  if (closing === undefined || closing.redCalledAt === null) return leads.join(" ");
  const minutes = minutesOf(closing.crossedAt - closing.redCalledAt);
  return [...leads, `· ${bilingualMarkup(fill(scoreReportTexts["red-call-lead"], { minutes }))}`].join(" ");
}

function blindText({ score }: ReportedRun): BilingualText {
  const { important, silent, heard } = score.totals.blind;
  return fill(scoreReportTexts["blind-sum"], {
    stretches: important.stretches,
    minutes: Math.round(important.minutes),
    wait: Math.round(important.waitMinutes),
    late: important.raisedLate,
    silent: silent.stretches,
    heard: heard.stretches,
  });
}

function noticesText({ score }: ReportedRun): BilingualText {
  const { pages, average, worst } = score.totals.pages.notices;
  return fill(scoreReportTexts["people-notices"], { pages, average: shortNumber(average, 2), worst });
}

function casesText({ score }: ReportedRun): BilingualText {
  const { cases, warnings } = score.totals;
  return fill(scoreReportTexts["cases-sum"], {
    opened: cases.opened,
    doubled: cases.doubledAtOnce + cases.doubledInEpisode,
    atOnce: cases.doubledAtOnce,
    inEpisode: cases.doubledInEpisode,
    ...warnings,
  });
}
