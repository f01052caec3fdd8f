import { describe, expect, test } from "vitest";
import { now, takePayload, underpassIngest } from "./support.ts";

const at = now - 5_000;
const long = { $numberLong: `${at}` };

describe("Ingest.decode() takes a moment for what it says, however it is written:", () => {
  test.each<readonly [unknown, readonly string[]]>([
    ["20260720T075955Z", ["time-format"]],
    ["20260720T155955+0800", ["time-format"]],
    ["Mon, 20 Jul 2026 07:59:55 GMT", ["time-format"]],
    [`/Date(${at})/`, ["time-format"]],
    ["2026-07-20T07:59:55,000Z", []],
    ["2026-07-20 15:59:55+08:00", []],
    [{ $date: "2026-07-20T07:59:55Z" }, ["time-format"]],
    [{ $date: at }, ["time-format"]],
    [{ $date: long }, ["time-format"]],
    [long, ["time-format"]],
    [{ seconds: at / 1000, nanos: 0 }, ["time-format"]],
    [{ _seconds: at / 1000, _nanoseconds: 0 }, ["time-format"]],
    [{ seconds: `${at / 1000}`, nanos: 0 }, ["time-format"]],
  ])("%j", (t, hints) => {
    const ingest = underpassIngest();
    const { observations, rejects } = takePayload(ingest, { t, values: { depth: 31 } });
    expect(rejects).toEqual([]);
    expect(observations).toMatchObject([{ value: 0.31, observedAt: at, flag: 1 }]);
    expect(ingest.hints("wl-1").map(({ hint }) => hint)).toEqual(hints);
  });

  test.each([
    [20260720155955, "time.no_zone"],
    ["20260720155955", "time.no_zone"],
    [202607201559, "time.no_zone"],
    ["20260720T155955", "time.no_zone"],
    ["2026-07-20 15:59:55 CST", "time.no_zone"],
    ["07/20/26 15:59", "time.unreadable"],
    ["07/20/2026 15:59:55Z", "time.unreadable"],
    [{ $date: "2026-07-20 15:59:55" }, "time.no_zone"],
    [{ $date: "soon" }, "time.unreadable"],
    [{ $date: at, x: 1 }, "time.unreadable"],
    [{ $date: { $numberLong: "soon" } }, "time.unreadable"],
  ] as const)("%j is refused: it may be two moments, or is none", (t, reason) => {
    const { observations, rejects } = takePayload(underpassIngest(), { t, values: { depth: 31 } });
    expect(observations).toEqual([]);
    expect(rejects).toMatchObject([{ reason, count: 1 }]);
  });

  test("an object of a time under another key is no reading without a time", () => {
    const { observations, rejects } = takePayload(underpassIngest(), {
      timestamp: { $date: at },
      values: { depth: 3 },
    });
    expect(observations).toEqual([]);
    expect(rejects).toMatchObject([{ reason: "time.unknown_key" }]);
  });
});
