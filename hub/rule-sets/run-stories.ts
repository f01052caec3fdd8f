import { existsSync } from "node:fs";
import type { StoryResult } from "../../api/ports.ts";
import { pause } from "../../processor/rule-change.ts";
import { type LocatedRuleTest, readRuleTests } from "../../rule-tests/read-rule-tests.ts";
import { ruleTestFailureWords } from "../../rule-tests/rule-test-failure-words.ts";
import type { RuleTestWorld } from "../../rule-tests/run-rule-test.ts";
import { runRuleTests } from "../../rule-tests/run-rule-tests.ts";
import { problemText } from "../../yaml/problem.ts";

/** Runs every story of a folder, one at a time so that others get their turns; none where there is no such folder. */
export async function runStories(folder: string, world: RuleTestWorld): Promise<readonly StoryResult[]> {
  if (!existsSync(folder)) return [];
  const results: StoryResult[] = [];
  for (const story of readRuleTests([folder]).ruleTests) {
    results.push(runStory(story, world));
    await pause();
  }
  return results;
}

function runStory(story: LocatedRuleTest, world: RuleTestWorld): StoryResult {
  const { name, start } = story.ruleTest;
  const { results, problems } = runRuleTests([story], world);
  const unfit = problems.map((each) => ({ zh: problemText(each, "zh"), en: problemText(each, "en") }));
  const failures = results.flatMap(({ outcome }) => outcome.failures);
  return {
    name,
    place: story.place(),
    failures: [...unfit, ...failures.map((failure) => ruleTestFailureWords(failure, Date.parse(start)))],
  };
}
