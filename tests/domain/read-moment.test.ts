import { describe, expect, test } from "vitest";
import { readInstant } from "../../domain/time/read-instant.ts";
import { isDateInDigits, readMoment } from "../../domain/time/read-moment.ts";

describe("readMoment()", () => {
  test.each([
    "2026-11-29T10:00:00Z",
    "2026-11-29t10:00:00z",
    "2026-11-29 18:00:00+08:00",
    "2026-11-29 18:00:00 +08:00",
    "2026-11-29T10:00:00,000Z",
    "2026-11-29 10:00:00 UTC",
    "2026-11-29 18:00:00 GMT+8",
    "2026-11-29 18:00:00 UTC+08:00",
    "2026-11-29 18:00:00 北京时间",
    "2026年11月29日18时00分00秒+08:00",
    "２０２６-11-29T10:00:00Z",
    "2026-11-29T18:00:00+8",
    "2026-11-29T18:00:00+08:00[Asia/Shanghai]",
    "2026/11/29 10:00:00Z",
    "20261129T100000Z",
    "20261129t100000z",
    "20261129T1000Z",
    "20261129T100000+0000",
    "20261129T180000+0800",
    "20261129T180000+08",
    "20261129T100000.000Z",
    "20261129T100000,0Z",
    "20261129 180000+0800",
    "20261129100000Z",
    "20261129180000+0800",
    "2026-W48-7T10:00:00Z",
    "2026W487T100000Z",
    "2026-333T10:00:00Z",
    "2026333T180000+0800",
    "Sun, 29 Nov 2026 10:00:00 GMT",
    "Sun, 29 Nov 2026 10:00:00 +0000",
    "Sun, 29 Nov 2026 18:00:00 +0800 (CST)",
    "29 Nov 2026 10:00 UT",
    "Sun Nov 29 10:00:00 UTC 2026",
    "Sun Nov 29 18:00:00 +0800 2026",
    "Sun Nov 29 2026 18:00:00 GMT+0800 (China Standard Time)",
    "/Date(1795946400000)/",
    "/Date(1795946400000+0800)/",
  ])("reads %s", (text) => {
    expect(readMoment(text)).toBe(Date.UTC(2026, 10, 29, 10));
    expect(readInstant(text)).toBe(Date.UTC(2026, 10, 29, 10));
  });

  test.each([
    ["2026-W01-1T00:00Z", "2025-12-29T00:00:00.000Z"],
    ["2026-W53-7T00:00Z", "2027-01-03T00:00:00.000Z"],
    ["2024-366T00:00Z", "2024-12-31T00:00:00.000Z"],
    ["2026-11-29T24:00:00Z", "2026-11-30T00:00:00.000Z"],
    ["Tue, 01 Dec 2026 00:30:00 +0800", "2026-11-30T16:30:00.000Z"],
    ["20261129T100000.25Z", "2026-11-29T10:00:00.250Z"],
  ])("reads %s as %s", (text, iso) => {
    expect(new Date(readMoment(text) as number).toISOString()).toBe(iso);
  });

  test.each([
    "2026-11-29T10:00:00",
    "20261129T100000",
    "2026-W48-7T10:00:00",
    "2026-333T10:00:00",
    "Sun, 29 Nov 2026 10:00:00",
    "Sun Nov 29 10:00:00 2026",
    "2026年11月29日 18:00",
  ])("finds no zone in %s", (text) => {
    expect(readMoment(text)).toBe("no_zone");
  });

  test.each([
    "2026-11-29 18:00:00 CST",
    "Sun Nov 29 18:00:00 CST 2026",
    "2026-11-29 10:00:00 EST",
    "2026-11-29 10:00:00 BST",
    "2026-11-29 10:00:00 est",
  ])("finds a zone of several places in %s", (text) => {
    expect(readMoment(text)).toBe("unknown_zone");
  });

  test.each([
    "",
    "now",
    "10:00:00Z",
    "11/29/26 10:00Z",
    "11/29/2026 10:00:00Z",
    "29.11.2026 10:00:00Z",
    "29-11-2026T10:00:00Z",
    "29-Nov-26 10:00:00 GMT",
    "2026-W54-1T10:00Z",
    "2025-W53-1T10:00Z",
    "2026-W48-8T10:00Z",
    "2026-366T10:00Z",
    "2026-000T10:00Z",
    "2026-02-30T10:00:00.Z",
    "2026-11-29 -08Z",
    "2026-333 -08Z",
    "2026-11-29T-08Z",
    "20260230T100000Z",
    "20261129T250000Z",
    "20261129T100000Zulu",
    "/Date(1795)/",
    "Date(x)",
    `2026-11-29T10:00:00${" ".repeat(100)}Z`,
  ])("cannot read %j", (text) => {
    expect(readMoment(text)).toBeTypeOf("string");
  });
});

test("isDateInDigits() tells dates from epochs", () => {
  expect([20261129100000, 202611291000].map(isDateInDigits)).toEqual([true, true]);
  const epochs = [1795946400000, 1795946400, 0, 20261329100000, 20261129250000, 202611299900, 20261129, Number.NaN];
  expect(epochs.map(isDateInDigits)).toEqual(epochs.map(() => false));
});
