import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namesNoMoment } from "../../domain/time/no-moment.ts";
import { readMoment } from "../../domain/time/read-moment.ts";

describe("namesNoMoment()", () => {
  test.each([
    ...[
      "",
      "  ",
      "--",
      "----/--/--",
      "?",
      "null",
      "NULL",
      "None",
      "NaN",
      "N/A",
      "n/a",
      "undefined",
      "Invalid Date",
      "no fix",
    ],
    ...[
      "0",
      "00000000",
      "0000-00-00",
      "0000-00-00T00:00:00Z",
      "2000-00-00T00:00:00Z",
      "00/00/0000 00:00:00",
      "00-00-00",
    ],
    ...["2165-165-165T165:165:85Z", "2026-00-20 16:00", "2026-07-20T16:75:00Z", "31.31.2026"],
  ])("%j is none", (text) => {
    expect(namesNoMoment(text)).toBe(true);
    expect(typeof readMoment(text)).toBe("string");
  });

  test.each([
    ...[
      "2026-07-20T16:00:00+08:00",
      "2026-07-20",
      "2024-02-29T00:00:00Z",
      "2026-07-20T24:00:00Z",
      "2016-12-31T23:59:60Z",
    ],
    ...[
      "07/20/2026 15:59",
      "20/07/2026 15:59",
      "2026-20-07 15:59",
      "2026-02-30T00:00:00Z",
      "20.7.2026",
      "26-07-20 15:59:55",
      "07/20/26 15:59",
    ],
    ...[
      "soon",
      "yesterday",
      "09:04:17",
      "Mon, 20 Jul 2026 07:59:55 GMT",
      "20260720T155955",
      "\u4e8c\u3007\u4e8c\u516d\u5e74",
    ],
  ])("%j may be one, and is left to whoever reads it", (text) => {
    expect(namesNoMoment(text)).toBe(false);
  });

  test("says so of no text that can be read as a moment", () => {
    const part = fc.constantFrom(...[..."0123456789-/.: TZ+"], "2026", "-07", "-20", "T16:", "00", "60", "24");
    fc.assert(
      fc.property(fc.array<string>(part, { maxLength: 14 }), (parts) => {
        const text = parts.join("");
        if (typeof readMoment(text) === "number") expect(namesNoMoment(text)).toBe(false);
      }),
      { numRuns: 20_000, examples: [[["2026", "-070", " -20", "Z"]]] },
    );
  });
});
