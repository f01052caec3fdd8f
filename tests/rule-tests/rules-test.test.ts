import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type LoadedCity, loadCity } from "../../city/load-city.ts";
import { readRuleTests } from "../../rule-tests/read-rule-tests.ts";
import { runRuleTests } from "../../rule-tests/run-rule-tests.ts";
import { gaugesInScope } from "../../rules/language/rule-scope.ts";
import { rulesSettings } from "../../rules/language/settings.ts";
import { problemText } from "../../yaml/problem.ts";
import { runGuanlan } from "../support/processes/run-guanlan.ts";

const root = resolve(import.meta.dirname, "..", "..");
const cityFolder = join(root, "cities", "zhengzhou");
const folder = mkdtempSync(join(tmpdir(), "guanlan-stories-"));
afterAll(() => rmSync(folder, { recursive: true }));

function outcomesOf(city: LoadedCity, paths: readonly string[]) {
  const { ruleTests, problems } = readRuleTests(paths);
  const world = { city: city.city, rules: city.rules, settings: rulesSettings.parse({}) };
  const run = runRuleTests(ruleTests, world);
  return { ...run, problems: [...problems, ...run.problems] };
}

describe("the demonstration city's stories", () => {
  const city = loadCity(cityFolder);
  const { results, problems } = outcomesOf(city, [join(cityFolder, "stories")]);
  const ruleOf = (alarm: string): string => alarm.split("|")[0] as string;

  it("all pass", () => {
    expect(problems).toEqual([]);
    expect(results.filter(({ outcome }) => outcome.failures.length > 0)).toEqual([]);
  });

  it.each(city.rules.map((rule) => rule.id))("%s is raised in one and must not be raised in one", (id) => {
    const raised = results.filter(({ placed: { ruleTest } }) =>
      ruleTest.expect.some((told) => ruleOf(told.alarm) === id && "to" in told && told.from === "none"),
    );
    const rule = city.rules.find((each) => each.id === id)!;
    const watched = new Set<string>(gaugesInScope(rule, city.city).map((gauge) => gauge.id));
    const spared = results.filter(
      ({ placed: { ruleTest } }) =>
        ruleTest.never.some((absence) => ruleOf(typeof absence === "string" ? absence : absence.alarm) === id) &&
        Object.keys(ruleTest.readings).some((gauge) => watched.has(gauge)),
    );
    expect(raised.length, "stories that raise it").toBeGreaterThan(0);
    expect(spared.length, "stories in which it must not be raised").toBeGreaterThan(0);
  });

  it("find out every rule that is made deaf", () => {
    const deaf = (id: string) => ({ ...city, rules: city.rules.filter((rule) => rule.id !== id) });
    for (const { id } of city.rules) {
      const { problems: missing } = outcomesOf(deaf(id), [join(cityFolder, "stories")]);
      expect(missing.length, id).toBeGreaterThan(0);
    }
  });

  it("find out a limit that is moved, a delay that is another", () => {
    const changed = (id: string, change: object) => ({
      ...city,
      rules: city.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)),
    });
    const failuresWith = (id: string, change: object) =>
      outcomesOf(changed(id, change), [join(cityFolder, "stories")]).results.flatMap(({ outcome }) => outcome.failures);
    const levels = { blue: { raise: 0.1 }, red: { raise: 0.4 } };
    const kinds = new Set(failuresWith("underpass-depth", { levels }).map((failure) => failure.kind));
    expect([...kinds].sort()).toEqual(["missing", "never", "unexpected"]);
    expect(failuresWith("underpass-depth", { onDelay: 60_000 }).length).toBeGreaterThan(0);
    expect(failuresWith("road-depth", { onDelay: 0 }).length).toBeGreaterThan(0);
    expect(failuresWith("manhole-methane", { levels: { red: { raise: 5 } } }).length).toBeGreaterThan(0);
  });
});

describe("guanlan rules test", () => {
  it("explains itself, and so does its group", async () => {
    expect((await runGuanlan(["rules", "--help"])).out).toContain("test [options] [files...]");
    expect((await runGuanlan(["rules", "test", "--help"], { LC_ALL: "zh_CN" })).out).toContain("故事文件");
  });

  it("passes the city of the settings with 0", async () => {
    const { code, out } = await runGuanlan(["rules", "test"]);
    expect(code).toBe(0);
    expect(out).toContain("all passed");
  });

  it("runs the example of docs/stories.md", async () => {
    const [, yaml = ""] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(root, "docs", "stories.md"), "utf8")) ?? [];
    const { code, out, err } = await runGuanlan(["rules", "test", written("example.yaml", yaml), "--city", cityFolder]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("1 story, all passed");
  });

  const failing = `stories:
  - name: An underpass that nobody watched
    rules: [underpass-depth]
    readings:
      wl-zhongyuan-rail.depth:
        "00:00 to 00:05": 0.02
        "00:06 to 00:20": 0.45
    silentUntil: "00:10"
    expect:
      - { at: "00:09", alarm: underpass-depth, to: red }
      - { at: "00:19", alarm: underpass-depth, from: red, to: none }
    never:
      - { alarm: underpass-depth, to: orange }
`;

  it("ends with 1 and says what was wanted and what came, each with its line", async () => {
    const file = written("failing.yaml", failing);
    const { code, out, err } = await runGuanlan(["rules", "test", file, "--city", cityFolder]);
    expect(code).toBe(1);
    const key = "underpass-depth|wl-zhongyuan-rail.depth";
    expect(out).toContain(`${file}:10:9 wanted 00:09 underpass-depth none -> red, got 00:06 ${key} none -> red`);
    expect(out).toContain(`${file}:11:9 wanted 00:19 underpass-depth red -> none, got no move`);
    expect(out).toContain(`${file}:13:9 must not be raised, got 00:06 ${key} none -> red`);
    expect(out).toContain(`${file}:8:18 wanted silence until 00:10, got 00:06 ${key} none -> red`);
    expect(err).toContain("1 of 1 story failed");
  });

  it("says it in Chinese to a Chinese terminal", async () => {
    const file = written("failing.yaml", failing);
    const { out, err } = await runGuanlan(["rules", "test", file, "--city", cityFolder], { LC_ALL: "zh_CN.UTF-8" });
    expect(out).toContain("应为 00:09 underpass-depth 无 -> 红色，实为 00:06");
    expect(err).toContain("1 个故事，1 个失败");
  });

  it.each([
    ["unknown gauge", 'readings: { wl-zhongyuan.depth: { "00:00": 0 } }', "did you mean wl-zhongyuan-rail.depth?"],
    ["unknown rule", "readings: {}\n    rules: [underpass-dept]", "did you mean underpass-depth?"],
    ["unit that does not fit", 'readings: { wl-heyi.depth: { "00:00": 3 mg/m3 } }', "wanted a value in m, cm"],
    [
      "two values at one time",
      'readings: { wl-heyi.depth: { "00:00 to 00:05": 0, "00:05": 1 } }',
      "one value at 00:05",
    ],
    ["time that is none", 'readings: { wl-heyi.depth: { "0.04": 0 } }', "since the start such as 00:04"],
    ["span backwards", 'readings: { wl-heyi.depth: { "00:05 to 00:01": 0 } }', "ends after it begins"],
    [
      "received before",
      'readings: { wl-heyi.depth: { "00:05": { value: 1, received: "00:01" } } }',
      "at or after the reading",
    ],
    [
      "expected of a rule that does not judge",
      "readings: {}\n    rules: [road-depth]\n    never: [silence]",
      "a rule that judges",
    ],
    ["unknown key", "readings: {}\n    expects: []", "did you mean expect?"],
    ["threshold of nobody", "readings: {}\n    thresholds: { rv-nowhere: { a: 1 } }", "wanted the id of a gauge"],
    [
      "too many readings",
      'readings: { wl-heyi.depth: { "2026-07-20T16:00:00Z to 2036-07-20T16:00:00Z": 1 } }',
      "200000 readings",
    ],
  ])("%s: refused with file and line", (_what, body, words) => {
    const file = written("bad.yaml", `stories:\n  - name: bad\n    ${body}\n`);
    const told = outcomesOf(loadCity(cityFolder), [file]).problems.map((problem) => problemText(problem, "en"));
    expect(told.length).toBeGreaterThan(0);
    for (const line of told) expect(line).toMatch(/bad\.yaml:[345]:\d+ /);
    expect(told.join("\n")).toContain(words);
  });

  it("ends with 2 on a broken file, no file and no stories", async () => {
    const files = [
      written("broken.yaml", "stories:\n\t- x"),
      join(folder, "nowhere.yaml"),
      written("other.yaml", "rules: []"),
    ];
    const { code, err } = await runGuanlan(["rules", "test", ...files, "--city", cityFolder]);
    expect(code).toBe(2);
    expect(err).toContain("broken.yaml:2:1");
    for (const file of files) expect(err).toContain(file);
    const none = await runGuanlan(["rules", "test", written("none.yaml", "stories: []"), "--city", cityFolder]);
    expect([none.code, none.err.includes("none in")]).toEqual([2, true]);
  });
});

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
