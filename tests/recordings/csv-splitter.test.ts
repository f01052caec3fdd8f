import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberIn } from "../../recordings/csv-cells.ts";
import { CsvSplitter } from "../../recordings/csv-splitter.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Rows of text, the file handed over in pieces that end at `cuts`. */
function split(text: string, cuts: readonly number[] = [], delimiter = ","): { rows: string[][]; lines: number[] } {
  const rows: string[][] = [];
  const lines: number[] = [];
  const splitter = new CsvSplitter(delimiter, ({ bytes, starts, ends, fields, line }) => {
    lines.push(line);
    rows.push(
      Array.from({ length: fields }, (_, field) =>
        new TextDecoder().decode(bytes.subarray(starts[field], ends[field])).replaceAll('""', '"'),
      ),
    );
  });
  const bytes = bytesOf(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let at = 1; at < places.length; at++) splitter.push(bytes.subarray(places[at - 1], places[at]));
  splitter.end();
  return { rows, lines };
}

describe("CsvSplitter", () => {
  it.each([
    [
      "plain",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "no last line end, CRLF",
      "a,b\r\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "empty fields and lines",
      "a,b\n\n,\n",
      [
        ["a", "b"],
        ["", ""],
      ],
    ],
    [
      "quotes around delimiters and line ends",
      'a,"b,\nc"\n1,"2"\n',
      [
        ["a", "b,\nc"],
        ["1", "2"],
      ],
    ],
    ["doubled quotes", '"say ""hi""",2\n', [['say "hi"', "2"]]],
    ["quoted last field without a line end", 'a,"b"', [["a", "b"]]],
    [
      "quoted with CRLF",
      '"a","b"\r\n"c","d"\r\n',
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["a quote inside a plain field", 'a"b,c\n', [['a"b', "c"]]],
    ["a carriage return inside quotes", '"a\r"\r\n', [["a\r"]]],
    ["blanks behind a closing quote", '"a" ,b\n', [["a", "b"]]],
  ])("%s", (_name, text, wanted) => {
    expect(split(text).rows).toEqual(wanted);
  });

  it("counts lines, those inside quotes too", () => {
    expect(split('a\n"b\nc"\n\nd\n').lines).toEqual([1, 2, 5]);
  });

  it("cuts any table into the fields it was written from, wherever the file is cut into pieces", () => {
    const field = fc.oneof(
      fc.string({ maxLength: 6 }).filter((text) => !/["\r\n,\uFFFD]/.test(text)),
      fc.constantFrom('"q"', "a,b", "line\nend", '""', "汉字", "1.25", ""),
    );
    const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.array(fc.nat(), { maxLength: 8 }), (rows, cuts) => {
        const text = rows.map((row) => row.map(quoted).join(",")).join("\n");
        expect(split(text, cuts).rows).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  it("says where a quote opens that never closes", () => {
    expect(() => split('a,b\n1,2\n3,"4\n5,6\n')).toThrow(/from line 3 on/);
    expect(() => split(`a\n"${"x".repeat(1_100_000)}`, [500_000])).toThrow(/from line 2 on/);
  });
});

describe("numberIn()", () => {
  const numberOf = (text: string): number => numberIn(bytesOf(text), 0, bytesOf(text).length);

  it("reads every number as JavaScript does, to the last bit", () => {
    const written = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.tuple(fc.integer(), fc.nat({ max: 999_999 })).map(([whole, part]) => `${whole}.${part}`),
      fc.integer().map(String),
    );
    fc.assert(
      fc.property(written, (text) => {
        expect(numberOf(text)).toBe(Number(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [" 1.5 ", 1.5],
    ["+2", 2],
    [".5", 0.5],
    ["5.", 5],
    ["1,25", Number.NaN],
    ["1e-3", 0.001],
    ["", Number.NaN],
    ["-", Number.NaN],
    ["1.2.3", Number.NaN],
    ["0x10", Number.NaN],
    ["Infinity", Number.NaN],
    ["12 34", Number.NaN],
    ["n/a", Number.NaN],
  ])("%o is %d", (text, wanted) => {
    expect(numberOf(text)).toBe(wanted);
  });
});
