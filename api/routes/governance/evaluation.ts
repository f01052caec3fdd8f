import type { Case } from "../../../domain/governance/case.ts";
import type { AreaCode } from "../../../domain/ids.ts";
import { toWire } from "../../../domain/time/instants.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import {
  type Evaluation,
  EvaluationCount,
  type EvaluationRow,
  type Grouping,
  groupKeyOf,
} from "../../../limits/evaluation/evaluate.ts";
import { indicators, isEvaluated, type Period, shareOf } from "../../../limits/evaluation/indicators.ts";
import { percentOf } from "../../../limits/evaluation/percent.ts";
import { indicatorWords } from "../../../locales/limits/evaluation.ts";
import type { CaseFilter, Page } from "../../../store/ports.ts";
import type { App, RouteContext, RouteDeps } from "../../app.ts";
import { onePage, pagesOf, sendCsv, wantsCsv } from "../../csv/send-csv.ts";
import { evaluationTable } from "../../csv/tables/evaluation-table.ts";
import { omitUndefined } from "../../http/omit-undefined.ts";
import { casePage } from "../../schemas/case.ts";
import { usualLimit } from "../../schemas/common.ts";
import { csvOrJson } from "../../schemas/csv.ts";
import { evaluatedCasesQuery, evaluation, evaluationQuery } from "../../schemas/governance/evaluation/evaluation.ts";
import type { Scope } from "../../scope/scope.ts";
import { areasUnder } from "../../views/areas-under.ts";

export function addEvaluationRoutes(app: App, { deps }: RouteContext): void {
  addEvaluation(app, deps);
  addEvaluatedCases(app, deps);
}

function addEvaluation(app: App, deps: RouteDeps): void {
  app.get(
    "/api/v1/evaluation",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "evaluate",
        tags: ["cases"],
        summary: "Indicators of how cases were handled in a period, by unit, area or class, each with both its counts",
        querystring: evaluationQuery,
        response: csvOrJson("Indicators; as CSV a line for each row and one for all", evaluation),
      },
    },
    async (request, reply) => {
      const { by, areaKind, areaCode, format, bom, ...span } = request.query;
      const { scope } = request;
      const { city } = scope;
      const period = periodOf(span, deps.clock());
      const { total, rows } = await evaluated(scope, { period, grouping: { by, areaKind }, areaCode });
      if (wantsCsv(request, format)) {
        return sendCsv(request, reply, { table: evaluationTable, pages: onePage([...rows, total]), city, bom });
      }
      return {
        by,
        from: isoInstant(period.from),
        to: isoInstant(period.to),
        total: rowView(total),
        rows: rows.map(rowView),
        definitions: indicators.map((indicator) => ({ indicator, ...indicatorWords[indicator] })),
      };
    },
  );
}

function addEvaluatedCases(app: App, deps: RouteDeps): void {
  app.get(
    "/api/v1/evaluation/cases",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listEvaluatedCases",
        tags: ["cases"],
        summary: "The cases that one number of an evaluation counts, newest first",
        querystring: evaluatedCasesQuery,
        response: { 200: casePage },
      },
    },
    async (request) => {
      const {
        by,
        areaKind,
        areaCode,
        key,
        indicator,
        counted,
        limit = usualLimit,
        before = null,
        ...span
      } = request.query;
      const period = periodOf(span, deps.clock());
      const isAsked = (each: Case): boolean => {
        const { isOf, isIn } = shareOf(each, indicator, period);
        const isOfRow = key === undefined || groupKeyOf(request.scope.city, each, { by, areaKind }) === key;
        return isEvaluated(each) && isOfRow && (counted === "numerator" ? isIn : isOf);
      };
      const { scope } = request;
      return casesThat(isAsked, scope, { filter: filterOf(scope, period, areaCode), limit, before });
    },
  );
}

interface Asked {
  readonly period: Period;
  readonly grouping: Grouping;
  readonly areaCode: AreaCode | undefined;
}

async function evaluated(scope: Scope, { period, grouping, areaCode }: Asked): Promise<Evaluation> {
  const count = new EvaluationCount(scope.city, period, grouping);
  const filter = filterOf(scope, period, areaCode);
  for await (const rows of pagesOf((page) => scope.state.cases(filter, page), {})) {
    for (const each of rows) count.add(each);
  }
  return count.result();
}

/** A page of the cases that fit; none of its reads is longer than what the page still lacks, so that `next` goes on behind it. */
async function casesThat(
  isAsked: (each: Case) => boolean,
  { state }: Scope,
  { filter, limit, before }: { readonly filter: CaseFilter; readonly limit: number; readonly before: string | null },
) {
  const found: Case[] = [];
  let next = before;
  do {
    const page: Page<Case> = await state.cases(filter, { limit: limit - found.length, before: next });
    found.push(...page.rows.filter(isAsked));
    next = page.next;
  } while (next !== null && found.length < limit);
  return { rows: toWire(found), next };
}

/** Cases that can count in a period: opened before its end, and not over before it began. */
function filterOf({ city }: Scope, { from, to }: Period, areaCode: AreaCode | undefined): CaseFilter {
  const areaCodes = areaCode === undefined ? undefined : areasUnder(city, areaCode);
  return omitUndefined({ to, openAt: from, areaCodes });
}

/** The span asked for, up to now: what falls due later is nobody's fault yet. */
function periodOf(
  { from = 0, to }: { readonly from?: number | undefined; readonly to?: number | undefined },
  now: number,
): Period {
  return { from, to: Math.min(to ?? Number.POSITIVE_INFINITY, now + 1) };
}

function rowView({ key, name, indicators: counts }: EvaluationRow) {
  const views = indicators.map((indicator) => [
    indicator,
    { ...counts[indicator], percent: percentOf(counts[indicator]) },
  ]);
  return { key, name, indicators: Object.fromEntries(views) };
}
