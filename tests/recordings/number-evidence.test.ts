import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvSplitter } from "../../recordings/csv-splitter.ts";
import { Evidence } from "../../recordings/dialect/evidence.ts";
import { decimalEvidence } from "../../recordings/dialect/number-text.ts";

const columns = {
  file: "levels.csv",
  names: ["time", "level"],
  time: [0],
  zone: -1,
  station: -1,
  filters: [],
  values: [1],
};

/** Numbers as loggers write them, some with a point before three digits, and blanks behind. */
const cell = fc
  .tuple(
    fc.constantFrom("", "-", "+"),
    fc.constantFrom("", "0", "7", "01", "12", "345", "4567"),
    fc.stringMatching(/^\d{1,5}$/),
    fc.constantFrom("", " ", "  "),
  )
  .map(([sign, whole, decimals, blanks]) => `${sign}${whole}.${decimals}${blanks}`);

describe("Evidence", () => {
  it("proves by numbers of digits and a point what their texts prove one by one", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 20 }), (cells) => {
        const evidence = new Evidence(columns, [], 0);
        const splitter = new CsvSplitter(";", (row) => evidence.add(row));
        splitter.push(Buffer.from(cells.map((each) => `2026-07-20T16:04:00Z;${each}\n`).join("")));
        splitter.end();
        const marks = cells.map((text) => ({ text: text.trim(), mark: decimalEvidence(text) }));
        const points = marks.filter(({ mark }) => mark === "point");
        expect(evidence.decimals.counts).toEqual({ point: points.length, comma: 0, either: 0 });
        expect(evidence.decimals.first.point?.text).toBe(points[0]?.text);
        expect(evidence.firstOfThree?.text).toBe(marks.find(({ mark }) => mark === "either")?.text);
      }),
    );
  });
});
