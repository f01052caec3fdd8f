import { describe, expect, test } from "vitest";
import type { PayloadHint } from "../../domain/observations/payload-hint.ts";
import { checks, checksIn } from "../../domain/observations/quality.ts";
import { now, takePayload, underpassIngest } from "./support.ts";

const t = now - 5_000;
const at = (index: number) => `{"t":${t + index * 1_000},"values":{"depth":${index}}}`;

/** What is sent; the depths kept, in cm; how many values are refused; the hints shown. */
type Row = readonly [what: string, payload: string | Buffer, depths: readonly number[], refused: number, PayloadHint[]];

const rows: readonly Row[] = [
  [
    "a bare nan in an array of three",
    `[${at(1)},{"t":${t},"values":{"depth":nan}},${at(3)}]`,
    [1, 3],
    1,
    ["bare-word"],
  ],
  ["NaN beside a good channel", `{"t":${t},"values":{"depth":31,"temp":NaN}}`, [31], 1, ["bare-word"]],
  ["Infinity and -inf", `{"t":${t},"values":{"depth":31,"temp":-inf,"level":Infinity}}`, [31], 2, ["bare-word"]],
  ["nothing where a number belongs", `{"t":${t},"values":{"temp":,"depth":31}}`, [31], 1, ["bare-word"]],
  ["an error text bare", `{"t":${t},"values":{"temp":#ERR,"depth":31}}`, [31], 1, ["bare-word"]],
  ["a decimal comma", `{"t":${t},"values":{"depth":31,5}}`, [31.5], 0, ["decimal-comma"]],
  ["a decimal comma before a channel", `{"t":${t},"values":{"depth":31,5,"temp":7}}`, [31.5], 0, ["decimal-comma"]],
  ["three decimals that can be no thousands", `{"t":${t},"values":{"depth":0,315}}`, [0.315], 0, ["decimal-comma"]],
  ["thousands or decimals, nobody knows", `{"t":${t},"values":{"depth":1,234}}`, [], 1, ["bare-word"]],
  ["a number in quotes", `{"t":${t},"values":{"depth":"31.5"}}`, [31.5], 0, ["number-in-quotes"]],
  ["with blanks", `{"t":${t},"values":{"depth":" 31.5"}}`, [31.5], 0, ["number-in-quotes"]],
  [
    "a decimal comma in quotes",
    `{"t":${t},"values":{"depth":"31,5"}}`,
    [31.5],
    0,
    ["number-in-quotes", "decimal-comma"],
  ],
  [
    "+31, 007 and .5",
    `[{"t":${t},"values":{"depth":+31}},{"t":${t + 1},"values":{"depth":007,"temp":.5}}]`,
    [31, 7],
    0,
    ["number-format"],
  ],
  ["NUL behind", `${at(3)}\0`, [3], 0, ["trailing-bytes"]],
  [
    "a checksum behind, not UTF-8",
    Buffer.concat([Buffer.from(at(3)), Buffer.from([0xff, 0xa3])]),
    [3],
    0,
    ["trailing-bytes"],
  ],
  ["NUL before", `\0${at(3)}`, [3], 0, ["trailing-bytes"]],
  ["a start byte and an end byte", `\x02${at(3)}\x03`, [3], 0, ["trailing-bytes"]],
  ["its length before", `46:${at(3)}`, [3], 0, ["trailing-bytes"]],
  ["a modem's command before", `AT+PUB=${at(3)}`, [3], 0, ["trailing-bytes"]],
  ["a modem's command before an array", `AT+PUB="up",0,[${at(3)},${at(4)}]`, [3, 4], 0, ["trailing-bytes"]],
  ["bytes that are no UTF-8 before", Buffer.from(`\xfe\x00\x2e${at(3)}`, "latin1"), [3], 0, ["trailing-bytes"]],
  ["a key before, so that its time may be lost", `"t":1,"data":{"values":{"depth":3}}`, [], 1, []],
  ["a date before, which may be its time", `2026-07-20 15:00:00Z {"values":{"depth":3}}`, [], 1, []],
  ["text behind", `${at(3)}OK\r\n`, [3], 0, ["trailing-bytes"]],
  ["a bracket too many", `${at(3)}}`, [3], 0, ["trailing-bytes"]],
  ["a byte order mark", `\ufeff${at(3)}`, [3], 0, ["byte-order-mark"]],
  ["UTF-16 with its mark", Buffer.from(`\ufeff${at(3)}`, "utf16le"), [3], 0, ["utf-16"]],
  ["UTF-16 without", Buffer.from(at(3), "utf16le"), [3], 0, ["utf-16"]],
  ["big-endian UTF-16", Buffer.from(`\ufeff${at(3)}`, "utf16le").swap16(), [3], 0, ["utf-16"]],
  [
    "a line of values in GBK",
    Buffer.concat([
      Buffer.from(`{"t":${t},"site":"`),
      Buffer.from([0xc9, 0xee, 0xb6, 0xc8]),
      Buffer.from('","values":{"depth":3}}'),
    ]),
    [3],
    0,
    ["gb18030"],
  ],
  ["an array cut in its third reading", `[${at(1)},${at(2)},{"t":${t},"val`, [1, 2], 1, ["cut-short"]],
  ["an array cut in a number", `[${at(1)},${at(2)},{"t":${t},"values":{"depth":3`, [1, 2], 1, ["cut-short"]],
  ["an array cut behind a whole channel", `[${at(1)},{"t":${t},"values":{"depth":31,"te`, [1, 31], 1, ["cut-short"]],
  ["an array without its bracket", `[${at(1)},${at(2)}`, [1, 2], 0, ["cut-short"]],
  ["a reading without its last brace", `{"t":${t},"values":{"depth":31}`, [31], 0, ["cut-short"]],
  ["a reading cut before its time", '{"values":{"depth":31}', [], 1, ["cut-short"]],
  [
    "single quotes and None",
    `{'t': ${t}, 'values': {'depth': 31, 'temp': None}}`,
    [31],
    1,
    ["json-quotes", "bare-word"],
  ],
  ["keys without quotes", `{t:${t},values:{depth:31}}`, [31], 0, ["json-quotes"]],
  ["a comma too many", `[${at(1)},${at(2)},]`, [1, 2], 0, ["json-commas"]],
  ["a comma too few", `[${at(1)}${at(2)}]`, [1, 2], 0, ["json-commas"]],
  ["a reading a line", `${at(1)}\n${at(2)}\n`, [1, 2], 0, ["several-values"]],
  ["an array behind an array", `[${at(1)}][${at(2)}]`, [1, 2], 0, ["several-values"]],
  [
    "one broken reading among good ones",
    `[${at(1)},{"t":${t},"values":{"depth"=2}},${at(3)}]`,
    [1, 3],
    1,
    ["broken-reading"],
  ],
  ["`ts` in ms", `{"ts":${t},"values":{"depth":31}}`, [31], 0, ["time-key-ts"]],
  ["seconds", `{"t":${t / 1000},"values":{"depth":31}}`, [31], 0, ["time-in-seconds"]],
  [
    "`ts` in seconds, in quotes",
    `{"ts":"${t / 1000}","values":{"depth":31}}`,
    [31],
    0,
    ["time-in-quotes", "time-in-seconds", "time-key-ts"],
  ],
  ["microseconds", `{"t":${t * 1000},"values":{"depth":31}}`, [31], 0, ["time-finer-than-ms"]],
  ["ms in quotes", `{"t":"${t}","values":{"depth":31}}`, [31], 0, ["time-in-quotes"]],
];

const namesNothing = [
  "",
  "  ",
  "0000-00-00",
  "0000-00-00T00:00:00Z",
  "2000-00-00T00:00:00Z",
  "2165-165-165T165:165:85Z",
];

test.each([...namesNothing, "Invalid Date", "null", "N/A", "--", "NaN", { $date: "0000-00-00" }, null])(
  "a clock that is not set says %j: its reading is of now, and of an array the last alone",
  (t) => {
    const single = takePayload(underpassIngest(), { t, values: { depth: 90 } });
    expect(single.observations).toMatchObject([{ value: 0.9, observedAt: now, checks: checks.untimed, flag: 1 }]);
    expect(single.rejects).toEqual([]);
    const array = takePayload(
      underpassIngest(),
      [20, 90, 5].map((depth) => ({ ts: t, values: { depth } })),
    );
    expect(array.observations.map(({ flag }) => flag <= 3)).toEqual([false, false, true]);
  },
);

test.each(["NaN", "nan", "undefined", "None", "-", ""])("a bare %j for a time is no time", (bare) => {
  const { observations, rejects } = takePayload(underpassIngest(), `{"t":${bare},"values":{"depth":90}}`);
  expect(observations).toMatchObject([{ value: 0.9, observedAt: now, checks: checks.untimed, flag: 1 }]);
  expect(rejects).toEqual([]);
});

describe("Ingest.decode() saves what has one meaning, and says what was unusual:", () => {
  test.each(rows)("%s", (_what, payload, depths, refused, hints) => {
    const ingest = underpassIngest();
    const { observations, rejects } = takePayload(ingest, payload);
    const ofDepth = observations.filter(({ gauge }) => gauge === 1);
    expect(ofDepth.map(({ value }) => Math.round(value * 1e5) / 1e3)).toEqual(depths);
    expect(rejects.reduce((sum, { count }) => sum + count, 0)).toBe(refused);
    const shown = ingest.hints("wl-1");
    expect(shown.map(({ hint }) => hint).sort()).toEqual([...hints].sort());
    for (const one of shown) expect(one).toMatchObject({ messages: 1, lastAt: now });
    for (const { observedAt } of ofDepth) expect(now - observedAt).toBeLessThanOrEqual(5_000);
    for (const { observedAt } of ofDepth) expect(observedAt).toBeLessThan(now);
  });

  test("a bad value in 200 readings costs that value, and its place is told", () => {
    const array = Array.from({ length: 200 }, (_, index) =>
      index === 136 ? at(136).replace(":136}", ":nan}") : at(index),
    );
    const { observations, rejects } = takePayload(underpassIngest(), `[${array.join()}]`);
    expect(observations).toHaveLength(199);
    expect(rejects).toMatchObject([{ reason: "value.not_a_number", reading: 137, count: 1 }]);
  });

  test("nothing of a payload as the standard has it", () => {
    const ingest = underpassIngest();
    takePayload(ingest, [
      { t, values: { depth: 3 }, seq: 4 },
      { t: "2026-07-20T15:59:58+08:00", values: { depth: 4 } },
    ]);
    takePayload(ingest, { values: { depth: 3 }, uptime: 12, rtc: true, timezone: "Asia/Shanghai", updateInterval: 60 });
    expect(ingest.hints("wl-1")).toEqual([]);
    takePayload(ingest, { values: { depth: 3, t: 21.5 } });
    expect(ingest.counts.observations).toBe(4);
  });

  test("each hint with how many messages gave rise to it", () => {
    const ingest = underpassIngest();
    for (let n = 0; n < 3; n++) takePayload(ingest, { t, values: { depth: "3", temp: "4" } });
    expect(ingest.hints("wl-1")).toEqual([{ hint: "number-in-quotes", messages: 3, lastAt: now }]);
    expect(ingest.devicesByHint()).toEqual({ "number-in-quotes": 1 });
  });
});

test.each([
  ["digits, then a letter", Buffer.from(`{"t":${t},"values":{"depth":31,"temp":${"1".repeat(65_000)}x}}`)],
  [
    "letters of another encoding behind a quote",
    Buffer.concat([Buffer.from(`{"t":${t},"values":{"depth":31}}"`), Buffer.alloc(65_000, Buffer.from([0xc9, 0xee]))]),
  ],
])("work grows with the length of a payload and no faster: %s", (_what, payload) => {
  const before = performance.now();
  expect(takePayload(underpassIngest(), payload).observations).toHaveLength(1);
  // The square of the length took seconds.
  expect(performance.now() - before).toBeLessThan(500);
});

describe("Ingest.decode() of several readings without a time", () => {
  test("judges the last of each gauge alone; the others are kept, flagged", () => {
    const readings = Array.from({ length: 30 }, (_, index) => ({ values: { depth: index, temp: 7 } }));
    const ingest = underpassIngest();
    const { observations } = takePayload(ingest, readings);
    expect(observations).toHaveLength(60);
    const judged = observations.filter(({ flag }) => flag <= 3);
    expect(judged.map(({ gauge, value, observedAt }) => [gauge, value, observedAt])).toEqual([
      [1, 0.29, now],
      [3, 7, now],
    ]);
    expect(observations[0]).toMatchObject({ flag: 4, value: 0 });
    expect(checksIn(observations[0]!.checks)).toEqual(["untimed", "untimedSeries"]);
    expect(ingest.counts.flags).toMatchObject({ 1: 2, 4: 58 });
    expect(ingest.hints("wl-1")).toMatchObject([{ hint: "untimed-series", messages: 1 }]);
  });

  test("judges one reading of each gauge as ever, also in an array", () => {
    const { observations } = takePayload(underpassIngest(), [{ values: { depth: 3 } }, { values: { temp: 7 } }]);
    expect(observations.map(({ flag }) => flag)).toEqual([1, 1]);
  });

  test("spares those that have one", () => {
    const { observations } = takePayload(underpassIngest(), [
      { t: now - 2_000, values: { depth: 3 } },
      { t: now - 1_000, values: { depth: 4 } },
      { values: { depth: 5 } },
    ]);
    expect(observations.map(({ flag }) => flag)).toEqual([1, 1, 1]);
  });
});
