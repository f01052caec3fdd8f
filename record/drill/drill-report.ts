import { isWithinArea } from "../../domain/city/city.ts";
import type { Drill } from "../../domain/governance/drill.ts";
import type { BilingualText } from "../../domain/text.ts";
import { drillLinkNames } from "../../locales/record/drills.ts";
import { allOf, type PackSource } from "../pack/pack-source.ts";
import type { CaseTrace, DrillCaseReport, DrillReport } from "../ports.ts";
import { traceOfCase } from "../trace/trace-of-case.ts";

/** @param since earlier ones are of no concern */
type Found = (trace: CaseTrace, since: number) => number | undefined;

const first =
  (kind: CaseTrace["links"][number]["kind"], ...what: readonly string[]): Found =>
  ({ links }, since) =>
    links.find((link) => link.kind === kind && link.at >= since && (what.length === 0 || what.includes(link.what)))?.at;

/** The links of a case's chain, in the order in which they should come. */
const chain: readonly { readonly name: BilingualText; readonly found: Found }[] = [
  { name: drillLinkNames.reading, found: first("reading", "reading") },
  { name: drillLinkNames.received, found: first("reading", "received") },
  { name: drillLinkNames.alarm, found: first("alarm") },
  { name: drillLinkNames.case, found: first("case", "opened") },
  { name: drillLinkNames.receipt, found: first("receipt") },
  { name: drillLinkNames.call, found: first("case", "called") },
  { name: drillLinkNames.answer, found: first("case", "call-answered", "acknowledged") },
  { name: drillLinkNames.dispatch, found: first("case", "dispatched") },
  { name: drillLinkNames.accept, found: first("case", "accepted") },
  { name: drillLinkNames.feedback, found: first("case", "feedback") },
  { name: drillLinkNames.verified, found: first("case", "verified") },
  { name: drillLinkNames.closed, found: first("case", "closed", "concluded") },
];

/**
 * What became of the cases of a drill, and when each link of their chains was there. One that was open before and that
 * alarms joined in the drill has the links since its start.
 */
export async function drillReport(source: PackSource, drill: Drill): Promise<DrillReport> {
  const { store, city } = source;
  const { startedAt, endedAt } = drill;
  const to = endedAt ?? Number.MAX_SAFE_INTEGER;
  const open = await allOf((page) => store.queries.cases({ openAt: startedAt, to }, page));
  const ofDrill = open.filter(
    ({ isExercise, areaCode }) =>
      isExercise === true && drill.areaCodes.some((code) => isWithinArea(city, areaCode, code)),
  );
  const cases: DrillCaseReport[] = [];
  for (const { id, openedAt } of ofDrill) {
    const found = await store.queries.caseById(id);
    if (found === null) continue;
    const isOpenBefore = openedAt < startedAt;
    if (isOpenBefore && !found.timeline.some((line) => "alarmKey" in line && line.at >= startedAt && line.at < to))
      continue;
    const { title, hazard, stationId, peakLevel, state } = found;
    const links = linksOf(await traceOfCase(source, found), isOpenBefore ? startedAt : 0);
    const mark = isOpenBefore ? ({ isOpenBefore } as const) : {};
    cases.push({ caseId: id, title, hazard, stationId, peakLevel, state, ...mark, links });
  }
  return { ...drill, cases };
}

/** @returns each link with the time since the nearest link before it that was there */
function linksOf(trace: CaseTrace, since: number): DrillCaseReport["links"] {
  let before: number | null = null;
  return chain.map(({ name, found }) => {
    const at = found(trace, since) ?? null;
    const afterMs = at === null || before === null ? null : at - before;
    before = at ?? before;
    return { name, at, afterMs };
  });
}
