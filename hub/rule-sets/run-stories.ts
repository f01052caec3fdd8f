import { existsSync } from "node:fs";
import type { RuleTestResult } from "../../api/ports.ts";
import { pause } from "../../processor/rule-change.ts";
import { type LocatedRuleTest, readRuleTests } from "../../rule-tests/read-rule-tests.ts";
import { ruleTestFailureWords } from "../../rule-tests/rule-test-failure-words.ts";
import type { RuleTestWorld } from "../../rule-tests/run-rule-test.ts";
import { runRuleTests } from "../../rule-tests/run-rule-tests.ts";
import { problemText } from "../../yaml/problem.ts";

/** Runs every rule test of a folder, one at a time so that others get their turns; none where there is no such folder. */
export async function runStories(folder: string, world: RuleTestWorld): Promise<readonly RuleTestResult[]> {
  if (!existsSync(folder)) return [];
  const results: RuleTestResult[] = [];
  for (const ruleTest of readRuleTests([folder]).ruleTests) {
    results.push(runOneRuleTest(ruleTest, world));
    await pause();
  }
  return results;
}

function runOneRuleTest(ruleTest: LocatedRuleTest, world: RuleTestWorld): RuleTestResult {
  const { name, start } = ruleTest.ruleTest;
  const { results, problems } = runRuleTests([ruleTest], world);
  const unfit = problems.map((each) => ({ zh: problemText(each, "zh"), en: problemText(each, "en") }));
  const failures = results.flatMap(({ outcome }) => outcome.failures);
  return {
    name,
    place: ruleTest.place(),
    failures: [...unfit, ...failures.map((failure) => ruleTestFailureWords(failure, Date.parse(start)))],
  };
}
