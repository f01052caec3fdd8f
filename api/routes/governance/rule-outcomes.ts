import { dayMs } from "../../../domain/clock.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import { closingLineM, type RuleCase, ruleOutcomes } from "../../../limits/evaluation/rule-outcomes.ts";
import type { App, RouteContext } from "../../app.ts";
import { pagesOf } from "../../csv/send-csv.ts";
import { ruleOutcomesAnswer, ruleOutcomesQuery } from "../../schemas/governance/evaluation/rule-outcomes.ts";
import type { Scope } from "../../scope/scope.ts";
import { ruleCaseOf } from "../../views/governance/rule-cases.ts";

/** Cases that are looked at for one answer, each with its timeline and its readings. */
const mostCases = 300;

/** The longest span that is looked at, back from its end. */
const longestMs = 31 * dayMs;

export function addRuleOutcomeRoutes(app: App, { deps: { clock } }: RouteContext): void {
  app.get(
    "/api/v1/evaluation/rules",
    {
      config: { access: "read", scope: "filtered" },
      schema: {
        operationId: "listRuleOutcomes",
        tags: ["cases"],
        summary:
          "False alarms, and how long before the peak or the closing line the first call came, by rule; of 31 days at most",
        querystring: ruleOutcomesQuery,
        response: { 200: ruleOutcomesAnswer },
      },
    },
    async ({ query, scope }) => {
      const now = clock();
      const to = Math.min(query.to ?? now + 1, now + 1);
      const from = Math.min(to, Math.max(query.from ?? to - longestMs, to - longestMs));
      const { cases, isWhole } = await casesIn(scope, { from, to });
      return { from: isoInstant(from), to: isoInstant(to), closingLineM, rules: [...ruleOutcomes(cases)], isWhole };
    },
  );
}

/** The newest cases that were opened in a span, with what became of each. */
async function casesIn(scope: Scope, span: { readonly from: number; readonly to: number }) {
  const cases: RuleCase[] = [];
  let seen = 0;
  for await (const rows of pagesOf((page) => scope.state.cases(span, page), { limit: mostCases })) {
    for (const { id, isExercise } of rows) {
      seen += 1;
      const found = isExercise === true ? null : await scope.state.caseById(id);
      const ruled = found === null ? null : await ruleCaseOf(found, scope);
      if (ruled !== null) cases.push(ruled);
    }
  }
  return { cases, isWhole: seen < mostCases };
}
