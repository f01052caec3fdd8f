import { isWithinArea } from "../../domain/city/city.ts";
import { hourMs } from "../../domain/clock.ts";
import { HubError } from "../../domain/errors.ts";
import type { CaseWithTimeline } from "../../domain/governance/case.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill, joined } from "../../locales/fill.ts";
import { localTime } from "../../locales/format/times.ts";
import { saidAs } from "../../locales/messages/exercise.ts";
import { packTexts } from "../../locales/record/pack.ts";
import { marks } from "../../locales/shared.ts";
import type { RuleVersion } from "../../store/ports.ts";
import type { PackSubject } from "../ports.ts";
import { cityEvents, placesOf } from "./city-events.ts";
import { collectGaps } from "./collect-gaps.ts";
import { collectGauges } from "./collect-gauges.ts";
import type { PackContents, PackedRules, PackSpan } from "./pack-contents.ts";
import { allOf, type PackSource } from "./pack-source.ts";

/** How long before a matter began, and after it ended, a pack looks. */
const leadMs = 3 * hourMs;
const tailMs = hourMs;

/** What a pack is about, read from the store. */
interface Matter {
  readonly title: BilingualText;
  readonly span: PackSpan;
  readonly cases: readonly CaseWithTimeline[];
  readonly warnings: readonly Warning[];
}

/**
 * Gathers all that is kept about a case, a warning or a span of time.
 *
 * @throws {HubError} `record.nothing_to_pack` for a case or warning that is not kept
 */
export async function collectPack(source: PackSource, subject: PackSubject): Promise<PackContents> {
  const { store, clock, hub, version } = source;
  const matter = await matterOf(source, subject);
  const { span, cases, warnings } = matter;
  const subjects = [...cases, ...warnings].map(({ id }) => id);
  const { queries } = store;
  const hidesPersons = source.fields?.isWithheld("person", null) === true;
  const gauges = await collectGauges(source, cases, span);
  const stationIds = new Set(cases.map(({ stationId }) => stationId));
  const transitions = await Promise.all(
    [...stationIds].map((stationId) => allOf((page) => queries.transitions({ stationId, ...span }, page))),
  );
  return {
    subject,
    ...matter,
    madeAt: clock(),
    hub,
    version,
    events: await eventsOf(source, subject, matter),
    deliveries: (await eachOf(subjects, (id) => allOf((page) => queries.deliveries({ subject: id }, page)))).toSorted(
      (a, b) => a.queuedAt - b.queuedAt,
    ),
    transitions: transitions.flat(),
    gauges,
    rules: await rulesIn(source, span),
    gaps: await collectGaps(source, gauges, span),
    audit: (await eachOf(subjects, (id) => allOf((page) => queries.audit({ subject: id }, page)))).toSorted(
      (a, b) => a.auditSeq - b.auditSeq,
    ),
    accounts: hidesPersons ? [] : (await store.people.list()).map(({ accountId, name }) => ({ accountId, name })),
  };
}

/** Of the cases and warnings, from first to last, and how the city was run in the span; of a period all that happened in it. */
async function eventsOf(
  { store: { queries }, city }: PackSource,
  subject: PackSubject,
  { span, cases, warnings }: Matter,
): Promise<readonly StoredEvent[]> {
  const subjects = [...cases, ...warnings].map(({ id }) => id);
  const events = await eachOf(subjects, (id) => allOf((page) => queries.events({ subject: id }, page)));
  const { from, to } = span;
  events.push(
    ...(subject.kind === "period"
      ? await allOf((page) => queries.events({ from, to }, page))
      : await cityEvents(queries, span, placesOf(city, cases, warnings))),
  );
  const each = new Map(events.map((event) => [event.id, event]));
  return [...each.values()].toSorted((a, b) => a.eventSeq - b.eventSeq);
}

async function eachOf<Row>(ids: readonly string[], read: (id: string) => Promise<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const id of ids) rows.push(...(await read(id)));
  return rows;
}

function matterOf(source: PackSource, subject: PackSubject): Promise<Matter> {
  switch (subject.kind) {
    case "case":
      return matterOfCase(source, subject.id);
    case "warning":
      return matterOfWarning(source, subject.id);
    case "period":
      return matterOfPeriod(source, subject);
  }
}

async function matterOfCase({ store: { queries }, city, clock }: PackSource, id: string): Promise<Matter> {
  const found = await queries.caseById(id);
  if (found === null) throw nothingToPack(id);
  const { openedAt, updatedAt, closedAt, areaCode, hazard, isExercise } = found;
  const span = spanOf(openedAt, closedAt ?? updatedAt, { isOver: closedAt !== null, now: clock() });
  const warnings = await warningsIn({ queries }, span);
  return {
    title: saidAs(found.title, found),
    span,
    cases: [found],
    warnings: warnings.filter(
      (each) => each.hazard === hazard && isWithinArea(city, areaCode, each.areaCode) && each.isExercise === isExercise,
    ),
  };
}

async function matterOfWarning({ store: { queries }, city, clock }: PackSource, id: string): Promise<Matter> {
  const found = await queries.warningById(id);
  if (found === null) throw nothingToPack(id);
  const { draftedAt, updatedAt, liftedAt, hazard, areaCode, isExercise } = found;
  const span = spanOf(draftedAt, liftedAt ?? updatedAt, { isOver: liftedAt !== null, now: clock() });
  const near = await casesIn({ queries }, span);
  const cases = near.filter(
    (each) => each.hazard === hazard && isWithinArea(city, each.areaCode, areaCode) && each.isExercise === isExercise,
  );
  return { title: saidAs(found.title, found), span, cases, warnings: [found] };
}

async function matterOfPeriod(
  { store: { queries }, city, clock, isPart = false }: PackSource,
  { from, to: asked }: PackSpan,
): Promise<Matter> {
  const { timeZone } = city;
  // Nothing is known of what lies ahead.
  const to = Math.max(from, Math.min(asked, clock()));
  const blanks = {
    city: isPart ? partName(city) : city.name,
    from: localTime(from, timeZone),
    to: localTime(to, timeZone),
  };
  const span = { from, to };
  return {
    title: fill(packTexts["title-period"], blanks),
    span,
    cases: await casesIn({ queries }, span),
    warnings: await warningsIn({ queries }, span),
  };
}

/** The areas of a part of the city that lie in no other of them. */
function partName({ areas }: PackSource["city"]): BilingualText {
  const outer = [...areas.values()].filter(({ parent }) => parent === null || !areas.has(parent));
  return joined(
    outer.map(({ name }) => name),
    marks.list,
  );
}

function spanOf(
  from: number,
  to: number,
  { isOver, now }: { readonly isOver: boolean; readonly now: number },
): PackSpan {
  return { from: from - leadMs, to: isOver ? Math.min(to + tailMs, Math.max(now, to + 1)) : Math.max(now, to) + 1 };
}

type Lists = Pick<PackSource["store"], "queries">;

/** Cases that were open in the span, with their timelines. */
async function casesIn({ queries }: Lists, { from, to }: PackSpan): Promise<readonly CaseWithTimeline[]> {
  const opened = await allOf((page) => queries.cases({ to }, page));
  const open = opened.filter(({ closedAt }) => closedAt === null || closedAt >= from);
  const found: CaseWithTimeline[] = [];
  for (const { id } of open) {
    const whole = await queries.caseById(id);
    if (whole !== null) found.push(whole);
  }
  return found;
}

async function warningsIn({ queries }: Lists, { from, to }: PackSpan): Promise<readonly Warning[]> {
  const drafted = await allOf((page) => queries.warnings({ to }, page));
  return drafted.filter(({ liftedAt }) => liftedAt === null || liftedAt >= from);
}

/** The sets of rules that judged in a span, oldest first. */
async function rulesIn(
  { store: { queries, ruleSets } }: PackSource,
  { from, to }: PackSpan,
): Promise<readonly PackedRules[]> {
  const all = await allOf((page) => queries.ruleVersions(page));
  const judged: RuleVersion[] = all.filter(({ activatedAt }, index) => {
    const next = all[index + 1];
    return activatedAt < to && (next === undefined || next.activatedAt > from);
  });
  const packed: PackedRules[] = [];
  for (const version of judged) packed.push({ version, files: (await ruleSets.filesOf(version.digest)) ?? [] });
  return packed;
}

function nothingToPack(id: string): HubError {
  return new HubError("record.nothing_to_pack", fill(packTexts["nothing-to-pack"], { id }));
}
