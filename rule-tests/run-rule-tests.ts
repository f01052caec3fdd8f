import { didYouMean } from "../yaml/nearest-word.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { LocatedRuleTest } from "./read-rule-tests.ts";
import { type RuleTestOutcome, type RuleTestWorld, runRuleTest } from "./run-rule-test.ts";

export interface RuleTestResult {
  readonly placed: LocatedRuleTest;
  readonly outcome: RuleTestOutcome;
}

/** Runs every test; what does not fit the city becomes a problem with its place. */
export function runRuleTests(
  ruleTests: readonly LocatedRuleTest[],
  world: RuleTestWorld,
): { readonly results: readonly RuleTestResult[]; readonly problems: readonly ConfigProblem[] } {
  const results = ruleTests.map((placed) => ({ placed, outcome: runRuleTest(placed.ruleTest, world) }));
  const problems = results.flatMap(({ placed, outcome }) =>
    outcome.problems.map(({ path, wanted, got, known }) => ({
      where: placed.place(path),
      path: placed.path(path),
      wanted,
      got,
      fix: typeof got === "string" ? didYouMean(got, known) : null,
    })),
  );
  return { results, problems };
}
