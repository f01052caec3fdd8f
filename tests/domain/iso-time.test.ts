import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIsoTime } from "../../domain/time/iso-time.ts";

describe("parseIsoTime()", () => {
  test.each([
    ["2026-07-20T16:00:00+08:00", "2026-07-20T08:00:00.000Z"],
    ["2026-07-20T08:00:00Z", "2026-07-20T08:00:00.000Z"],
    ["2026-07-20t08:00:00z", "2026-07-20T08:00:00.000Z"],
    ["2026-07-20 08:00Z", "2026-07-20T08:00:00.000Z"],
    ["2026-07-20T08:00:00.1Z", "2026-07-20T08:00:00.100Z"],
    ["2026-07-20T08:00:00,123456789Z", "2026-07-20T08:00:00.123Z"],
    ["2026-07-20T16:00:00+0800", "2026-07-20T08:00:00.000Z"],
    ["2026-07-20T16:00:00+08", "2026-07-20T08:00:00.000Z"],
    ["2026-07-20T04:30:00-03:30", "2026-07-20T08:00:00.000Z"],
    ["2026-01-01T00:00:00+08:00", "2025-12-31T16:00:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
    ["2017-01-01T07:59:60+08:00", "2017-01-01T00:00:00.000Z"],
  ])("reads %s", (text, iso) => {
    expect(new Date(parseIsoTime(text) as number).toISOString()).toBe(iso);
  });

  test.each(["2026-07-20", "2026-07-20T08:00", "2026-07-20 08:00:00", "2026-07-20T08:00:00.5"])(
    "finds no zone in %s",
    (text) => {
      expect(parseIsoTime(text)).toBe("no_zone");
    },
  );

  test.each([
    "",
    "now",
    "20260720T080000Z",
    "2026-7-20T08:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-02-29T00:00:00Z",
    "2026-06-31T00:00:00Z",
    "2026-07-00T00:00:00Z",
    "2026-07-20T24:00:00Z",
    "2026-07-20T08:60:00Z",
    "2026-07-20T08:00:61Z",
    "2026-07-20T08:30:60Z",
    "2026-07-20T08:00:00.Z",
    "2026-07-20T08:00:00 Z",
    "2026-07-20T08:00:00+15:00",
    "2026-07-20T08:00:00+08:60",
    "2026-07-20T08:00:00+8",
    "2026-07-20T08:00:00Zulu",
    "2026-07-20T08:00:00+08:00[Asia/Shanghai]",
    "２０２６-07-20T08:00:00Z",
    "2026/07/20 08:00:00Z",
  ])("cannot read %j", (text) => {
    expect(parseIsoTime(text)).toBe("unreadable");
  });

  test("gives back every moment that Date writes", () => {
    const moments = fc.date({ min: new Date("1000-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59.999Z") });
    fc.assert(
      fc.property(
        moments.filter((moment) => !Number.isNaN(moment.getTime())),
        (moment) => parseIsoTime(moment.toISOString()) === moment.getTime(),
      ),
    );
  });

  test("takes no text for a time that Date would not, and never throws", () => {
    const nearly = fc.stringMatching(/^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-5][0-9]Z$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearly), (text) => {
        const time = parseIsoTime(text);
        return typeof time === "string" || new Date(time).toISOString().slice(0, 19) === text.slice(0, 19);
      }),
      { numRuns: 2000 },
    );
  });
});
