import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import type { City } from "../../domain/city/city.ts";
import type { CaseEntry, CaseWithTimeline } from "../../domain/governance/case.ts";
import { shownTimelineEntries } from "../../domain/governance/case.ts";
import { type BilingualText, sameInBoth } from "../../domain/text.ts";
import { caseStateNames } from "../../locales/case-moves.ts";
import { caseEntryNames } from "../../locales/dashboards/values.ts";
import { fill } from "../../locales/fill.ts";
import { namedBy } from "../../locales/format/entered-by.ts";
import { durationText } from "../../locales/format/times.ts";
import { stageNames } from "../../locales/limits/due.ts";
import { saidAs } from "../../locales/messages/exercise.ts";
import { hazardNames, propertyNames } from "../../locales/names.ts";
import { columnTexts, gapNames, packTexts } from "../../locales/record/pack.ts";
import type { DeliveryView } from "../../store/ports.ts";
import { levelBadge } from "../html/level-badge.ts";
import { headingHtml, pageHtml, tableHtml } from "../html/page.ts";
import { cityTable } from "./city-html.ts";
import { complianceOf, type StageCompliance } from "./compliance.ts";
import type { PackContents, PackedGauge, PackedRules, PackGap } from "./pack-contents.ts";
import type { PackTimes } from "./pack-times.ts";
import { titleAndId, warningSteps, warningTable } from "./warnings-html.ts";
import { whoActed } from "./who-acted.ts";

/** What the page is written with. */
export interface PackPage {
  readonly contents: PackContents;
  readonly city: City;
  readonly times: PackTimes;
  /** Pictures by gauge. */
  readonly charts: ReadonlyMap<string, string>;
}

/** Kinds of timeline lines about calls. */
const callKinds: ReadonlySet<string> = new Set([
  "called",
  "call-answered",
  "call-missed",
  "call-skipped",
  "acknowledged",
  "accepted",
]);

/** The pack for people: one page in both languages that opens without a network. */
export function packHtml(page: PackPage): string {
  const { contents } = page;
  const { title, cases } = contents;
  const body = [
    headingHtml(packTexts.cases),
    caseTable(page),
    ...cases.flatMap((found) => timelineOf(found, page)),
    headingHtml(packTexts.readings),
    `<p class="quiet">${bilingualMarkup(packTexts["readings-note"])}</p>`,
    ...contents.gauges.filter(({ gauge }) => page.charts.has(gauge.id)).map((packed) => figureOf(packed, page)),
    mutesOf(page),
    headingHtml(packTexts.calls),
    callTable(page),
    headingHtml(packTexts.limits),
    limitTable(page),
    headingHtml(packTexts.warnings),
    warningTable(page),
    warningSteps(page),
    headingHtml(packTexts.city),
    cityTable(page),
    headingHtml(packTexts.deliveries),
    deliveryTable(page),
    headingHtml(packTexts.gaps),
    gapTable(page),
    headingHtml(packTexts.rules),
    `<p class="quiet">${bilingualMarkup(packTexts["rules-note"])}</p>`,
    ruleTable(page),
  ];
  return pageHtml({
    title: fill(sameInBoth("{pack} · {title}"), { pack: packTexts.pack, title }),
    intro: introOf(page),
    body: body.join("\n"),
  });
}

function introOf({ contents, city, times }: PackPage): string {
  const { span, madeAt, hub, version, cases } = contents;
  const isExercise = cases.length > 0 && cases.every((found) => found.isExercise === true);
  const made = fill(packTexts.made, { hub, at: times.shown(madeAt), version, zone: city.timeZone });
  const from = fill(packTexts.span, { from: times.shown(span.from), to: times.shown(span.to) });
  return [
    isExercise ? `<p class="exercise">${bilingualMarkup(packTexts.exercise)}</p>` : "",
    `<p>${bilingualMarkup(from)}</p>`,
    `<p class="quiet">${bilingualMarkup(made)}<br>${bilingualMarkup(packTexts.sealed)}</p>`,
  ].join("\n");
}

function caseTable({ contents, city, times }: PackPage): string {
  const name = columnTexts;
  return tableHtml<CaseWithTimeline>(
    contents.cases,
    [
      { name: name.case, cell: titleAndId },
      { name: name.place, cell: ({ stationId }) => placeName(stationId, city) },
      { name: name.hazard, cell: ({ hazard }) => bilingualMarkup(hazardNames[hazard]), isTight: true },
      { name: name.level, cell: ({ peakLevel }) => levelBadge(peakLevel), isTight: true },
      { name: name.state, cell: stateOf },
      { name: name.unit, cell: ({ unitId }) => bilingualMarkup(city.units.get(unitId)?.name ?? sameInBoth(unitId)) },
      { name: name.opened, cell: ({ openedAt }) => times.shown(openedAt), isTight: true },
      { name: name.closed, cell: ({ closedAt }) => times.shown(closedAt), isTight: true },
    ],
    packTexts["no-cases"],
  );
}

function stateOf({ state, closedDespite }: CaseWithTimeline): string {
  const name = bilingualMarkup(caseStateNames[state]);
  if (closedDespite === undefined) return name;
  return `${name}<br><span class="bad">${bilingualMarkup(packTexts["closed-despite"])}</span>`;
}

function timelineOf(found: CaseWithTimeline, page: PackPage): readonly string[] {
  const { timeline } = found;
  const title = saidAs(found.title, found);
  const cut = fill(packTexts["timeline-cut"], { count: shownTimelineEntries - 1 });
  return [
    headingHtml(fill(sameInBoth("{what}: {title}"), { what: packTexts.timeline, title }), 3),
    timeline.length < shownTimelineEntries ? "" : `<p class="quiet">${bilingualMarkup(cut)}</p>`,
    linesTable(timeline, page),
  ];
}

function linesTable(lines: readonly CaseEntry[], { contents, times }: PackPage): string {
  return tableHtml(
    lines,
    [
      { name: columnTexts.at, cell: ({ at }) => times.shown(at), isTight: true },
      { name: columnTexts.what, cell: ({ kind }) => bilingualMarkup(caseEntryNames[kind]), isTight: true },
      { name: columnTexts.who, cell: (line) => whoOf(line, contents) },
      { name: columnTexts.words, cell: (line) => `${levelOf(line)}${bilingualMarkup(line.words)}${photosOf(line)}` },
    ],
    packTexts.none,
  );
}

/** Of a call that was answered, who answered as the caller says, and who entered it; of other lines who acted, or the alarm. */
function whoOf(line: CaseEntry, { accounts }: PackContents): string {
  if (!("by" in line)) return `<code>${escaped(line.alarmKey)}</code>`;
  if (line.kind !== "call-answered") return whoActed(line, accounts);
  const { by, caller } = line;
  const id = caller?.kind === "account" ? ` <code>${escaped(caller.id)}</code>` : "";
  return `${bilingualMarkup(namedBy(by, caller))}${id}`;
}

function levelOf(line: CaseEntry): string {
  return "level" in line && line.level !== null ? `${levelBadge(line.level)} ` : "";
}

/** Names alone: an address may lead anywhere, and the page asks nothing of any network. */
function photosOf(line: CaseEntry): string {
  const photos = "photos" in line ? (line.photos ?? []) : [];
  return photos.map((photo) => `<br><code>${escaped(photo)}</code>`).join("");
}

function figureOf({ gauge, station, isNeighbour }: PackedGauge, { charts }: PackPage): string {
  const chart = charts.get(gauge.id) ?? "";
  const near = isNeighbour ? ` (${bilingualMarkup(packTexts.neighbour)})` : "";
  const caption = `${bilingualMarkup(station.name)} ${bilingualMarkup(propertyNames[gauge.property])} <code>${escaped(gauge.id)}</code>${near}`;
  return `<figure><figcaption>${caption}</figcaption>${chart}</figure>`;
}

/** Gauges without a reading, in one sentence. */
function mutesOf({ contents, charts }: PackPage): string {
  const mutes = contents.gauges.filter(({ gauge }) => !charts.has(gauge.id));
  if (mutes.length === 0) return "";
  const names = mutes.map(({ gauge }) => `<code>${escaped(gauge.id)}</code>`).join(" ");
  return `<p class="quiet">${bilingualMarkup(packTexts["no-readings"])} ${names}</p>`;
}

/** Of all cases in the order of time, each with the place that it is about. */
function callTable({ contents, city, times }: PackPage): string {
  const lines = contents.cases
    .flatMap(({ stationId, timeline }) => timeline.map((line) => ({ stationId, line })))
    .filter(({ line }) => callKinds.has(line.kind))
    .toSorted((a, b) => a.line.at - b.line.at);
  return tableHtml(
    lines,
    [
      { name: columnTexts.at, cell: ({ line }) => times.shown(line.at), isTight: true },
      { name: columnTexts.place, cell: ({ stationId }) => placeName(stationId, city) },
      { name: columnTexts.what, cell: ({ line }) => bilingualMarkup(caseEntryNames[line.kind]), isTight: true },
      { name: columnTexts.who, cell: ({ line }) => whoOf(line, contents) },
      { name: columnTexts.words, cell: ({ line }) => bilingualMarkup(line.words) },
    ],
    packTexts["no-calls"],
  );
}

function limitTable({ contents, times }: PackPage): string {
  const titles = new Map<string, BilingualText>(contents.cases.map((found) => [found.id, saidAs(found.title, found)]));
  const stages = contents.cases.flatMap(complianceOf);
  return tableHtml<StageCompliance>(
    stages,
    [
      { name: columnTexts.case, cell: ({ caseId }) => bilingualMarkup(titles.get(caseId) ?? sameInBoth(caseId)) },
      { name: columnTexts.stage, cell: ({ stage }) => bilingualMarkup(stageNames[stage]), isTight: true },
      { name: columnTexts.from, cell: ({ startedAt }) => times.shown(startedAt), isTight: true },
      { name: columnTexts.due, cell: ({ dueAt }) => times.shown(dueAt), isTight: true },
      { name: columnTexts.reached, cell: ({ endedAt }) => times.shown(endedAt), isTight: true },
      { name: columnTexts.outcome, cell: outcomeOf, isTight: true },
    ],
    packTexts["no-limits"],
  );
}

function outcomeOf({ outcome, overMs }: StageCompliance): string {
  const words = bilingualMarkup(packTexts[outcome]);
  if (outcome !== "overdue") return words;
  const by = overMs === 0 ? "" : ` ${bilingualMarkup(durationText(overMs))}`;
  return `<span class="bad">${words}${by}</span>`;
}

function deliveryTable({ contents, times }: PackPage): string {
  return tableHtml<DeliveryView>(
    contents.deliveries,
    [
      { name: columnTexts.endpoint, cell: ({ endpointId }) => escaped(endpointId), isTight: true },
      {
        name: columnTexts.event,
        cell: ({ eventType, eventId }) => `<code>${escaped(eventType)}</code><br><code>${escaped(eventId)}</code>`,
      },
      { name: columnTexts.queued, cell: ({ queuedAt }) => times.shown(queuedAt), isTight: true },
      { name: columnTexts.delivered, cell: ({ deliveredAt }) => times.shown(deliveredAt), isTight: true },
      { name: columnTexts.attempts, cell: ({ attempts }) => escaped(attempts), isTight: true },
      { name: columnTexts.outcome, cell: deliveryOutcome },
    ],
    packTexts["no-deliveries"],
  );
}

function deliveryOutcome({ state, lastReason, lastStatus, lastDetail }: DeliveryView): string {
  const facts = escaped([state, lastReason, lastStatus].filter((part) => part !== null).join(" · "));
  const text = lastDetail === null ? facts : `${facts} · ${bilingualMarkup(lastDetail)}`;
  return state === "dead" ? `<span class="bad">${text}</span>` : text;
}

function gapTable({ contents, times }: PackPage): string {
  return tableHtml<PackGap>(
    contents.gaps,
    [
      { name: columnTexts.from, cell: ({ from }) => times.shown(from), isTight: true },
      { name: columnTexts.to, cell: ({ to }) => times.shown(to), isTight: true },
      { name: columnTexts.what, cell: ({ kind }) => bilingualMarkup(gapNames[kind]), isTight: true },
      {
        name: columnTexts.gauge,
        cell: ({ gaugeId, deviceId }) => `<code>${escaped(gaugeId ?? deviceId ?? "")}</code>`,
      },
      { name: columnTexts.words, cell: ({ words }) => bilingualMarkup(words) },
    ],
    packTexts["no-gaps"],
  );
}

function ruleTable({ contents, times }: PackPage): string {
  return tableHtml<PackedRules>(
    contents.rules,
    [
      {
        name: columnTexts.digest,
        cell: ({ version }) => `<code>${escaped(version.digest)}</code>`,
        isTight: true,
      },
      { name: columnTexts.activated, cell: ({ version }) => times.shown(version.activatedAt), isTight: true },
      { name: columnTexts.by, cell: ({ version }) => escaped(version.by ?? "–") },
      {
        name: columnTexts.file,
        cell: ({ files }) =>
          files.length === 0
            ? bilingualMarkup(packTexts["rules-gone"])
            : files.map(({ name }) => `<code>${escaped(name)}</code>`).join("<br>"),
      },
    ],
    packTexts.none,
  );
}

function placeName(stationId: CaseWithTimeline["stationId"], city: City): string {
  return bilingualMarkup(city.stations.get(stationId)?.name ?? sameInBoth(stationId));
}
