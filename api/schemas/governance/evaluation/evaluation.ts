import { z } from "zod";
import { areaKinds } from "../../../../domain/city/area-kind.ts";
import type { AreaCode } from "../../../../domain/ids.ts";
import { evaluatedBy } from "../../../../limits/evaluation/evaluate.ts";
import { indicators } from "../../../../limits/evaluation/indicators.ts";
import { bilingualText, idOf, instant, listPageQuery, listQuery, spannedQuery, whole } from "../../common.ts";

const indicator = z.enum(indicators);

const indicatorCount = z
  .strictObject({
    numerator: whole,
    denominator: whole,
    percent: z.number().nullable().describe("With two places after the point; null where no case counts for it"),
  })
  .meta({ id: "IndicatorCount" });

const evaluationRow = z
  .strictObject({
    key: z.string().nullable().describe("Unit, area or class that the cases are of; null for all"),
    name: bilingualText,
    indicators: z.record(indicator, indicatorCount),
  })
  .meta({ id: "EvaluationRow" });

export const evaluation = z
  .strictObject({
    by: z.enum(evaluatedBy),
    from: instant,
    to: instant,
    total: evaluationRow,
    rows: z.array(evaluationRow),
    definitions: z
      .array(
        z.strictObject({
          indicator,
          name: bilingualText,
          numerator: bilingualText.describe("What is counted above the line"),
          denominator: bilingualText.describe("What is counted below the line"),
        }),
      )
      .describe("What each indicator says"),
  })
  .meta({ id: "Evaluation", description: "What became of cases in a period; drills and voided cases are kept out" });

const grouping = {
  by: z.enum(evaluatedBy).default("unit").describe("What cases are put together by"),
  areaKind: z.enum(areaKinds).default("district").describe("Kind of area that by=area means"),
  areaCode: idOf<AreaCode>().optional().describe("Cases in this area and all below it"),
};

export const evaluationQuery = listQuery(grouping);

export const evaluatedCasesQuery = spannedQuery({
  ...grouping,
  key: z.string().min(1).max(200).optional().describe("Key of the row; all cases when absent"),
  indicator,
  counted: z.enum(["numerator", "denominator"]).default("denominator").describe("Which of the two numbers"),
  limit: listPageQuery.limit,
  before: listPageQuery.before,
});
