import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { dayMs, hourMs, minuteMs } from "../../domain/clock.ts";
import { type DateFormat, type DigitFormat, digitFormats, orderOf } from "../../domain/time/written/date-formats.ts";
import { csvReadings } from "../../recordings/csv-readings.ts";
import { RecordingError } from "../../recordings/recording-error.ts";
import { emptyTally, recordingSource } from "../../recordings/recording-source.ts";
import { understandRecordings } from "../../recordings/understand-recording.ts";

const folder = mkdtempSync(join(tmpdir(), "guanlan-digits-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The times read, or the fault. */
async function read(digits: readonly string[], dateFormat: DateFormat | null = null) {
  const path = join(folder, "digits.csv");
  writeFileSync(path, `time,level_m\n${digits.map((text) => `${text},0.5`).join("\n")}\n`);
  const source = recordingSource({ files: [path], values: ["level_m"], zone: "Z", dateFormat });
  try {
    const understood = await understandRecordings(source);
    const tally = emptyTally();
    const times: number[] = [];
    for await (const { t } of csvReadings({ source, understood, channels: ["x"], tally })) times.push(t);
    return { times, unreadable: tally.unreadable, format: understood[0]?.dateFormat };
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    return error.fault;
  }
}

function written(at: number, format: DigitFormat): string {
  if (format === "unix") return String(at / 1000);
  const [year, month, day, hour, minute, second] = new Date(at).toISOString().match(/\d+/g) as string[];
  const parts: readonly (readonly [RegExp, string | undefined])[] = [
    [/yyyy/, year],
    [/yy/, year?.slice(2)],
    [/mm/, month],
    [/dd/, day],
    [/hh/, hour],
    [/mm/, minute],
    [/ss/, second],
  ];
  return parts.reduce<string>((text, [part, digits]) => text.replace(part, digits ?? ""), format);
}

/** What a clock of that format shows of a series; hours alone and days alone need steps of their own. */
function series(format: DigitFormat, from: number, rows: number): { digits: string[]; times: number[] } {
  const step = format === "unix" || format.endsWith("hhmm") ? 10 * minuteMs : undefined;
  const ms = step ?? (format.endsWith("hh") ? hourMs : format.endsWith("ss") ? 5 * minuteMs : dayMs);
  const times = Array.from({ length: rows }, (_, row) => Math.floor(from / ms) * ms + row * ms);
  return { digits: times.map((at) => written(at, format)), times };
}

const starts = [2001, 2007, 2010, 2012, 2017, 2020, 2024, 2026].map((year, index) =>
  Date.UTC(year, (index * 5) % 10, 2 + ((year * 7) % 9), 3),
);

describe.each(digitFormats)("times in digits alone, %s", (format) => {
  it("are what they are, or asked for by name: never another time", async () => {
    for (const rows of [1, 2, 5, 60]) {
      for (const from of starts) {
        const { digits, times } = series(format, from, rows);
        const found = await read(digits);
        if ("kind" in found) expect(found).toMatchObject({ kind: "digits", formats: expect.arrayContaining([format]) });
        else expect([digits[0], found.times]).toEqual([digits[0], times]);
        expect(await read(digits, format)).toMatchObject({ times, unreadable: 0 });
      }
    }
  });

  it("are plain in a month of rows", async () => {
    for (const from of starts.slice(2, 5)) {
      const { digits, times } = series(format, from, format.length === 8 ? 1_500 : 4_500);
      expect(await read(digits)).toMatchObject({ times, format });
      expect(await read(digits, orderOf(format))).toMatchObject({ times });
    }
  });
});

describe("times in digits alone", () => {
  it.each([
    ["DWD and CWA, hours", ["2024072001", "2024072002"], null, ["2024-07-20T01:00", "2024-07-20T02:00"]],
    ["CWA, 24 o'clock", ["2024072023", "2024072024"], null, ["2024-07-20T23:00", "2024-07-21T00:00"]],
    ["order said", ["2607200110", "2607200120"], "ymd", ["2026-07-20T01:10", "2026-07-20T01:20"]],
    ["order said, day first", ["2007261604", "2007261614"], "dmy", ["2026-07-20T16:04", "2026-07-20T16:14"]],
    ["a zero lost", ["907261604", "1007261604"], "dmy", ["2026-07-09T16:04", "2026-07-10T16:04"]],
    ["Unix time", ["1784563440", "1784563500"], null, ["2026-07-20T16:04", "2026-07-20T16:05"]],
  ] as const)("%s", async (_name, digits, said, times) => {
    const found = await read(digits, said);
    expect(found).toMatchObject({ times: times.map((time) => Date.parse(`${time}Z`)), unreadable: 0 });
  });

  it("a few rows of another kind are unreadable and turn nothing over", async () => {
    const { digits, times } = series("yyyymmddhh", Date.UTC(2024, 6, 20), 100);
    expect(await read([...digits, "9999999999"])).toMatchObject({ times, unreadable: 1, format: "yyyymmddhh" });
  });
});
