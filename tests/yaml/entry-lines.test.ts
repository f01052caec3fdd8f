import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { entryLinesText, readEntryLines } from "../../yaml/entry-lines.ts";
import { problemText } from "../../yaml/problem.ts";
import { parseYaml } from "../../yaml/read-yaml.ts";

const heading = "# made by a program";
const entry = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue(), { noNullPrototype: true });

describe("readEntryLines()", () => {
  it("says of what it reads what the YAML parser says of it", () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (entries) => {
        const text = entryLinesText(heading, "stations", entries);
        const read = readEntryLines(text);
        if (read !== null) expect(read).toEqual(parse(text));
        expect(parseYaml(text, "stations.yaml").source?.value).toEqual(parse(text));
      }),
    );
  });

  it("reads such a list", () => {
    const entries = [{ id: "a", name: { zh: "甲", en: "A" } }, { id: "b" }];
    expect(readEntryLines(entryLinesText(heading, "stations", entries))).toEqual({ stations: entries });
  });

  it.each([
    ["a key twice", 'stations:\n  - {"id":"a","id":"b"}\n'],
    ["an entry over two lines", 'stations:\n  - {"id":"a",\n    "kind":"river"}\n'],
    ["a second key", 'stations:\n  - {"id":"a"}\nrules:\n  - {"id":"b"}\n'],
    ["a comment behind an entry", 'stations:\n  - {"id":"a"} # here\n'],
    ["an entry of no group", 'stations:\n  - ["a"]\n'],
    ["no entry", "stations:\n"],
    ["a carriage return", 'stations:\r\n  - {"id":"a"}\r\n'],
  ])("leaves %s to the YAML parser", (_, text) => {
    expect(readEntryLines(text)).toBeNull();
  });
});

describe("parseYaml() of entry lines", () => {
  const text = entryLinesText(heading, "stations", [{ id: "a" }, { id: "b", devices: [{ id: "c" }] }]);

  it("still knows where each thing stands", () => {
    const { source } = parseYaml(text, "stations.yaml");
    expect(source?.placeOf(["stations", 1, "devices", 0, "id"])).toBe("stations.yaml:4:32");
    expect(source?.placeOf(["stations", 1, "devices"], "key")).toBe("stations.yaml:4:15");
  });

  it("still refuses a key that stands twice", () => {
    const { problems } = parseYaml(text.replace('"id":"a"', '"id":"a","id":"b"'), "stations.yaml");
    expect(problems.map((each) => problemText(each, "en"))).toHaveLength(1);
  });
});
