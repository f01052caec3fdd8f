import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fill } from "../locales/fill.ts";
import { ruleTestTexts } from "../locales/rule-tests.ts";
import { sharedTexts } from "../locales/shared.ts";
import { checkShape } from "../yaml/check-shape.ts";
import { type ConfigProblem, gotText, pathText } from "../yaml/problem.ts";
import { readYaml } from "../yaml/read-yaml.ts";
import { type RuleTest, ruleTestSchema } from "./rule-test-schema.ts";

/** A test that still knows its lines. */
export interface LocatedRuleTest {
  readonly ruleTest: RuleTest;
  /** `file:line:column` of a part of it, or of itself. */
  place(path?: readonly PropertyKey[]): string;
  /** Path of a part of it as problems show it. */
  path(path: readonly PropertyKey[]): string;
}

export interface ParsedRuleTests {
  readonly ruleTests: readonly LocatedRuleTest[];
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads files of tests, each a list under the key `stories`.
 *
 * @param paths files, or folders of files that end in `.yaml`
 */
export function readRuleTests(paths: readonly string[]): ParsedRuleTests {
  const read = paths.flatMap(filesAt).map(readFile);
  return { ruleTests: read.flatMap((each) => each.ruleTests), problems: read.flatMap((each) => each.problems) };
}

function filesAt(path: string): readonly string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => join(path, name));
}

function readFile(path: string): ParsedRuleTests {
  const { source, problems } = readYaml(path, path);
  if (source === null) return { ruleTests: [], problems };
  const { stories: items = undefined, ...others } = isGroup(source.value) ? source.value : {};
  const stray = Object.keys(others).map((key) => ({
    where: source.placeOf([key], "key"),
    path: key,
    wanted: fill(sharedTexts["key-alone"], { key: "stories" }),
    got: fill(sharedTexts["got.unknown-key"], { key }),
    fix: null,
  }));
  if (!Array.isArray(items)) {
    const missing: ConfigProblem = {
      where: source.placeOf([]),
      path: "stories",
      wanted: fill(sharedTexts["list-under-key"], { key: "stories" }),
      got: gotText(items),
      fix: ruleTestTexts["fix.list"],
    };
    return { ruleTests: [], problems: [...problems, ...stray, missing] };
  }
  const ruleTests: LocatedRuleTest[] = [];
  const found: ConfigProblem[] = [...problems, ...stray];
  for (const [index, item] of items.entries()) {
    const base = ["stories", index];
    const checked = checkShape(ruleTestSchema, item, source.placeOf, base);
    if (!checked.ok) found.push(...checked.problems);
    else {
      ruleTests.push({
        ruleTest: checked.value,
        place: (path = []) => source.placeOf([...base, ...path]),
        path: (path) => pathText([...base, ...path]),
      });
    }
  }
  return { ruleTests: ruleTests, problems: found };
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
