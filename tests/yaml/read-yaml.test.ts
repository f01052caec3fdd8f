import { describe, expect, it } from "vitest";
import { parseYaml } from "../../yaml/read-yaml.ts";

const lines = (...text: readonly string[]): string => `${text.join("\n")}\n`;

describe("parseYaml()", () => {
  it("finds values and keys by path, and what is around them where there is none", () => {
    const { source } = parseYaml(lines("stations:", "  - id: a", "    name: { zh: 甲 }", "  - id: b"), "s.yaml");
    expect(source?.placeOf(["stations", 1, "id"])).toBe("s.yaml:4:9");
    expect(source?.placeOf(["stations", 1, "id"], "key")).toBe("s.yaml:4:5");
    expect(source?.placeOf(["stations", 0, "name", "en"])).toBe("s.yaml:3:11");
    expect(source?.placeOf(["units"])).toBe("s.yaml:1:1");
  });

  it("unfolds an alias and finds its value at the anchor", () => {
    const { source, problems } = parseYaml(lines("a: &x { k: 1 }", "b: *x"), "s.yaml");
    expect(problems).toEqual([]);
    expect(source?.value).toEqual({ a: { k: 1 }, b: { k: 1 } });
    expect(source?.placeOf(["b", "k"])).toBe("s.yaml:1:12");
  });

  it("refuses a bomb of aliases", () => {
    const rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let row = 1; row < 10; row++) rows.push(`a${row}: &a${row} [${`*a${row - 1}, `.repeat(9)}*a${row - 1}]`);
    const { source, problems } = parseYaml(lines(...rows), "s.yaml");
    expect(source).toBeNull();
    expect(problems[0]?.got).toMatchObject({ en: "too many aliases or too deep a nesting" });
  });

  it("refuses a nesting deeper than any file needs", () => {
    const { source, problems } = parseYaml("[".repeat(50_000), "s.yaml");
    expect(source).toBeNull();
    expect(problems).not.toEqual([]);
  });

  it("names both places of a key written twice, however deep", () => {
    const { problems } = parseYaml(lines("a:", "  - b: 1", "    c: 2", "    b: 3"), "s.yaml");
    expect(problems).toMatchObject([{ where: "s.yaml:4:5", got: { en: "b again (first at s.yaml:2:5)" } }]);
  });

  it("refuses tags instead of guessing", () => {
    expect(parseYaml("a: !!js/function 'x'\n", "s.yaml").source).toBeNull();
  });
});
