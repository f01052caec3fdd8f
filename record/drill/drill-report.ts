import { isWithinArea } from "../../domain/city/city.ts";
import type { Drill } from "../../domain/governance/drill.ts";
import type { BilingualText } from "../../domain/text.ts";
import { drillLinkNames } from "../../locales/record/drills.ts";
import { allOf, type PackSource } from "../pack/pack-source.ts";
import type { CaseTrace, DrillCaseReport, DrillReport } from "../ports.ts";
import { traceOfCase } from "../trace/trace-of-case.ts";

type Found = (trace: CaseTrace) => number | undefined;

const first =
  (kind: CaseTrace["links"][number]["kind"], ...what: readonly string[]): Found =>
  ({ links }) =>
    links.find((link) => link.kind === kind && (what.length === 0 || what.includes(link.what)))?.at;

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

/** What became of the cases of a drill, and when each link of their chains was there. */
export async function drillReport(source: PackSource, drill: Drill): Promise<DrillReport> {
  const { store, city } = source;
  const opened = await allOf((page) =>
    store.queries.cases({ from: drill.startedAt, to: drill.endedAt ?? Number.MAX_SAFE_INTEGER }, page),
  );
  const ofDrill = opened.filter(
    ({ isExercise, areaCode }) =>
      isExercise === true && drill.areaCodes.some((code) => isWithinArea(city, areaCode, code)),
  );
  const cases: DrillCaseReport[] = [];
  for (const { id } of ofDrill) {
    const found = await store.queries.caseById(id);
    if (found === null) continue;
    const { title, hazard, stationId, peakLevel, state } = found;
    cases.push({
      caseId: id,
      title,
      hazard,
      stationId,
      peakLevel,
      state,
      links: linksOf(await traceOfCase(source, found)),
    });
  }
  return { ...drill, cases };
}

/** @returns each link with the time since the nearest link before it that was there */
function linksOf(trace: CaseTrace): DrillCaseReport["links"] {
  let before: number | null = null;
  return chain.map(({ name, found }) => {
    const at = found(trace) ?? null;
    const afterMs = at === null || before === null ? null : at - before;
    before = at ?? before;
    return { name, at, afterMs };
  });
}
