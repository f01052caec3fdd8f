import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { csvReadings } from "../../recordings/csv-readings.ts";
import { RecordingError } from "../../recordings/recording-error.ts";
import {
  emptyTally,
  type RecordingSource,
  type RecordingTally,
  recordingSource,
} from "../../recordings/recording-source.ts";
import { understandRecordings } from "../../recordings/understand-recording.ts";
import type { Understanding } from "../../recordings/understanding.ts";

const folder = mkdtempSync(join(tmpdir(), "guanlan-dialects-"));
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;

interface Read {
  /** `2026-07-20T16:04:00Z 1.25`, one a reading. */
  readonly rows: readonly string[];
  readonly tally: RecordingTally;
  readonly understood: Understanding;
}

async function read(content: string | Uint8Array, value: string, said: Partial<RecordingSource> = {}): Promise<Read> {
  const path = join(folder, `${++written}.csv`);
  writeFileSync(path, content);
  const source = recordingSource({ files: [path], values: [value], ...said });
  const understood = await understandRecordings(source);
  const tally = emptyTally();
  const rows: string[] = [];
  for await (const { t, values } of csvReadings({ source, understood, channels: ["x"], tally })) {
    rows.push(`${new Date(t).toISOString().replace(".000Z", "Z")} ${values.x}`);
  }
  return { rows, tally, understood: understood[0] as Understanding };
}

/** Lines and what is wrong with them. */
function faults({ firstUnreadable }: RecordingTally): readonly string[] {
  return firstUnreadable.map(({ line, why }) => `${line}: ${why.en}`);
}

async function faultOf(content: string | Uint8Array, said: Partial<RecordingSource> = {}) {
  const failure = await read(content, "level_m", { zone: "Z", ...said }).catch((error: unknown) => error);
  return failure instanceof RecordingError ? failure.fault : failure;
}

describe("files of agencies are read as they are", () => {
  it("USGS RDB: comments, the row of formats, the zone of each row, ice, qualifiers, units by parameter code", async () => {
    const text = [
      "# ---------------------------------- WARNING ----------------------------------------",
      '# Some of the data, "obtained" from the U.S. Geological Survey,\tmay be provisional',
      "#",
      "agency_cd\tsite_no\tdatetime\ttz_cd\t69928_00065\t69928_00065_cd",
      "5s\t15s\t20d\t6s\t14n\t10s",
      "USGS\t01589330\t2026-03-08 01:55\tEST\t0.93\tA",
      "USGS\t01589330\t2026-03-08 03:00\tEDT\t0.94e\tA:e",
      "USGS\t01589330\t2026-03-08 03:05\tEDT\tIce\tP:Ice",
      "USGS\t01589330\t2026-03-08 03:10\tEDT\t\tP",
      "",
    ].join("\n");
    const { rows, tally, understood } = await read(text, "69928_00065");
    expect(rows).toEqual(["2026-03-08T06:55:00Z 0.93", "2026-03-08T07:00:00Z 0.94"]);
    expect(tally).toMatchObject({ rows: 4, values: 2, empty: 2, unreadable: 0 });
    expect([[...tally.missing], [...tally.qualified]]).toEqual([[["Ice", 1]], [["e", 1]]]);
    expect(understood).toMatchObject({ delimiter: "\t", headingLine: 4, rowBelow: "formats", units: ["ft"] });
  });

  it("USGS files put one behind the other: headings and formats that come again are no rows; CST is theirs", async () => {
    const one = (time: string): string =>
      `# USGS\nagency_cd\tsite_no\tdatetime\ttz_cd\t1_00065\n5s\t15s\t20d\t6s\t14n\nUSGS\t1\t${time}\tCST\t1.5\n`;
    const { rows, tally } = await read(one("2026-01-01 00:00") + one("2026-01-01 00:15"), "1_00065");
    expect(rows).toEqual(["2026-01-01T06:00:00Z 1.5", "2026-01-01T06:15:00Z 1.5"]);
    expect(tally).toMatchObject({ rows: 2, unreadable: 0 });
  });

  it("Hub'Eau: semicolons, a station and what is measured chosen", async () => {
    const text = `code_station;grandeur_hydro;date_obs;resultat_obs
K055001010;H;2026-01-22T10:00:00Z;1250.0
K055001010;Q;2026-01-22T10:00:00Z;88000.0
K055001011;H;2026-01-22T10:00:00Z;9.0
K055001010;H;2026-01-22T10:10:00Z;1275.0
`;
    const where = { code_station: "K055001010", grandeur_hydro: "H" };
    expect((await read(text, "resultat_obs", { where })).rows).toEqual([
      "2026-01-22T10:00:00Z 1250",
      "2026-01-22T10:10:00Z 1275",
    ]);
    for (const [chosen, column] of [
      [{ grandeur_hydro: "H" }, "code_station"],
      [{ code_station: "K055001010" }, "grandeur_hydro"],
    ] as const) {
      const failure = await read(text, "resultat_obs", { where: chosen }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ fault: { kind: "mixed_series", column } });
    }
  });

  it("Environment Agency: lines above the heading, UK dates that a day above 12 shows, London's summer", async () => {
    const text = `"Station: Mytholmroyd, River Calder"
"Parameter","Level (m)"

Date,Time,"Level (m)"
05/08/2026,23:45,"1.381"
13/08/2026,00:00,"1,024.5"
13/12/2026,00:00,1.1
`;
    const { rows, understood } = await read(text, "Level (m)", { zone: "Europe/London" });
    expect(rows).toEqual(["2026-08-05T22:45:00Z 1.381", "2026-08-12T23:00:00Z 1024.5", "2026-12-13T00:00:00Z 1.1"]);
    expect(understood).toMatchObject({ headingLine: 4, dateFormat: "dmy", dateProof: { line: 6 }, decimal: "point" });
    expect(understood.units).toEqual(["m"]);
  });

  it("German: decimal commas, thousands with points, days with dots, XXX,XXX for nothing", async () => {
    const text =
      "Datum;Uhrzeit;Wasserstand [cm]\r\n01.02.2026;24:00;1.012,5\r\n02.02.2026;00:15;99,0\r\n02.02.2026;00:30;XXX,XXX\r\n";
    const { rows, tally, understood } = await read(text, "Wasserstand [cm]", { zone: "MEZ" });
    expect(rows).toEqual(["2026-02-01T23:00:00Z 1012.5", "2026-02-01T23:15:00Z 99"]);
    expect(tally).toMatchObject({ empty: 1, unreadable: 0 });
    expect([understood.decimal, understood.units]).toEqual(["comma", ["cm"]]);
  });

  it("SMHI: a block of notes, words of windows-1252, the zone in the heading of the time", async () => {
    const text = `Stationsnamn;Tidsserie;\nVattenst\u00e5nd sj\u00f6;cm;\n\nDatum;Tid (UTC);Vattenst\u00e5nd (cm);Kvalitet;;Tidsutsnitt:\n2026-01-01;00:15;443;G;;Kvalitetskontrollerade\n`;
    const { rows, understood } = await read(Buffer.from(text, "latin1"), "Vattenst\u00e5nd (cm)");
    expect(rows).toEqual(["2026-01-01T00:15:00Z 443"]);
    expect(understood.encoding).toMatchObject({ encoding: "windows-1252", grounds: "shown" });
    expect(understood).toMatchObject({ zoneGrounds: "shown", units: ["cm"] });
  });

  it("Chinese: GB 18030, dates in words, tabs", async () => {
    // 测站编码 时间 水位(m), each row 东, 2026年7月20日 8时04分, 85.12
    const text = "站码\t时间\t水位(m)\n41001\t2026年7月20日 8时04分\t85.12\n41001\t2026年7月20日 24:00\t缺测\n";
    const { rows, tally } = await read(gb18030(text), "水位(m)", { zone: "Asia/Shanghai" });
    expect(rows).toEqual(["2026-07-20T00:04:00Z 85.12"]);
    expect([...tally.missing]).toEqual([["缺测", 1]]);
  });

  it("Excel: UTF-16 with its mark and tabs; day numbers where they are said to be", async () => {
    const text = "\ufefftime\tdepth (in)\r\n46223.669444\t4\r\n46223.673611\t5\r\n";
    const { rows, understood } = await read(Buffer.from(text, "utf16le"), "depth (in)", {
      zone: "-05:00",
      dateFormat: "excel",
    });
    expect(rows).toEqual(["2026-07-20T21:04:00Z 4", "2026-07-20T21:10:00Z 5"]);
    expect([understood.encoding.encoding, understood.units]).toEqual(["utf-16le", ["in"]]);
  });

  it("US: month first that a day above 12 shows, hours of twelve, pipes", async () => {
    const text = "Date|Stage, ft\n7/4/2026 11:59 PM|3.1\n7/13/2026 12:00 AM|3.2\n";
    expect((await read(text, "Stage, ft", { zone: "America/New_York" })).rows).toEqual([
      "2026-07-05T03:59:00Z 3.1",
      "2026-07-13T04:00:00Z 3.2",
    ]);
  });

  it("MLIT and others: year, month, day and hour each in a column; 24 o'clock", async () => {
    const text = "year,month,day,hour,level_m\n2026,7,20,23,1.5\n2026,7,20,24,1.6\n2026,7,21,1,-9999.99\n";
    const time = ["year", "month", "day", "hour"];
    const { rows, tally } = await read(text, "level_m", { time, zone: "JST" });
    expect(rows).toEqual(["2026-07-20T14:00:00Z 1.5", "2026-07-20T15:00:00Z 1.6"]);
    expect(tally.empty).toBe(1);
  });

  it.each([
    ["hours", "hour", ["1", "5", "24"], ["01:00", "05:00", "24:00"], "hours"],
    ["HHMM of loggers", "time", ["5", "130", "2400"], ["00:05", "01:30", "24:00"], "hhmm"],
    ["HHMM of two digits", "time", ["5", "25"], ["00:05", "00:25"], "hhmm"],
    ["HHMM by its name", "HHMM", ["0", "5", "10"], ["00:00", "00:05", "00:10"], "hhmm"],
    ["HHMMSS", "time", ["500", "13000"], ["00:05", "01:30"], "hhmmss"],
  ])("numbers for clock times mean one thing in one column: %s", async (_name, name, cells, clocks, clock) => {
    const times = clocks.map(
      (text) => `${new Date(Date.UTC(2026, 6, 20) + minutesOf(text)).toISOString().slice(0, 19)}Z 1`,
    );
    const parts = `Year,Month,Day,${name},level_m\n${cells.map((cell) => `2026,7,20,${cell},1\n`).join("")}`;
    const one = await read(parts, "level_m", { zone: "Z", time: ["Year", "Month", "Day", name] });
    expect([one.rows, one.understood.clock]).toEqual([times, clock]);
    const days = `date,${name},level_m\n${cells.map((cell) => `2026-07-20,${cell},1\n`).join("")}`;
    expect((await read(days, "level_m", { zone: "Z", time: ["date", name] })).rows).toEqual(times);
  });

  it("no heading at all: columns by their number", async () => {
    const said = { hasHeading: false, time: ["#1"], zone: "Z" };
    expect((await read("202607201604;1,5\n202607201605;1,6\n", "#2", said)).rows).toEqual([
      "2026-07-20T16:04:00Z 1.5",
      "2026-07-20T16:05:00Z 1.6",
    ]);
  });

  it.each([
    ["in quotes, a comment below it", '#"Timestamp","Value","Quality Code"\n#StationNo,,410730\n', null],
    ["behind others", "# Water Data Online\n#Timestamp,Value,Quality Code\n", null],
    ["named as it stands there", "# Water Data Online\n#Timestamp,Value,Quality Code\n", ["#Timestamp"]],
  ])("BOM: the heading is a comment itself, %s", async (_name, heading, time) => {
    const text = `${heading}2026-07-20T16:00:00.000+10:00,0.512,10\n2026-07-20T16:15:00.000+10:00,,255\n`;
    const { rows, tally } = await read(text, "Value", { time });
    expect([rows, tally.rows, tally.unreadable]).toEqual([["2026-07-20T06:00:00Z 0.512"], 2, 0]);
  });

  it("names the columns of a heading that is a comment where another is asked for", async () => {
    const text = "# Notes, of two fields\n#Timestamp,Value,Quality Code\n# more\n2026-07-20T16:00:00Z,0.512,10\n";
    expect(await faultOf(text)).toMatchObject({ kind: "no_column", names: ["Timestamp", "Value", "Quality Code"] });
  });

  it("a row of units below the heading is no row", async () => {
    const { rows, understood } = await read("time,level\nUTC,ft\n2026-07-20 16:04,1.5\n", "level", { zone: "Z" });
    expect([rows, understood.units]).toEqual([["2026-07-20T16:04:00Z 1.5"], ["ft"]]);
  });
});

describe("clocks that change", () => {
  const autumn = (step: number): string[] => {
    const local = (ms: number) => new Date(ms).toLocaleString("sv-SE", { timeZone: "Europe/London" });
    return Array.from({ length: 12 }, (_, row) => local(Date.UTC(2026, 9, 24, 23, 30) + row * step * 60_000));
  };

  it.each([15, 30, 60])("the doubled hour is told apart by order, at %d minutes", async (step) => {
    const text = `time,level_m\n${autumn(step)
      .map((time, row) => `${time},${row}`)
      .join("\n")}\n`;
    const { rows, tally } = await read(text, "level_m", { zone: "Europe/London" });
    const times = rows.map((row) => Date.parse(row.split(" ")[0] as string));
    expect(times.map((at, row) => at - Date.UTC(2026, 9, 24, 23, 30) - row * step * 60_000)).toEqual(
      times.map(() => 0),
    );
    expect(tally.doubledTimes).toBe(120 / step);
  });

  it("so it is in a file whose newest row comes first, and for each station of a long one", async () => {
    const rows = autumn(30).map((time, row) => `${time},${row}`);
    const falling = await read(`time,level_m\n${rows.toReversed().join("\n")}\n`, "level_m", { zone: "Europe/London" });
    const times = falling.rows.map((row) => Date.parse(row.split(" ")[0] as string));
    expect(times.every((at, row) => row === 0 || (times[row - 1] as number) - at === 30 * 60_000)).toBe(true);
    const two = rows.flatMap((row) => [`${row},a`, `${row},b`]);
    const long = await read(`time,level_m,station\n${two.join("\n")}\n`, "level_m", {
      zone: "Europe/London",
      station: "station",
    });
    expect(long.rows.filter((_, row) => row % 2 === 0)).toEqual(long.rows.filter((_, row) => row % 2 === 1));
    expect(new Set(long.rows).size).toBe(12);
  });

  it("so it is where only one row stands before that hour, newest first", async () => {
    const local = ["02:00", "01:30", "01:00", "01:30", "01:00", "00:30"];
    const text = `time,level_m\n${local.map((time, row) => `2026-10-25 ${time},${row}`).join("\n")}\n`;
    const { rows } = await read(text, "level_m", { zone: "Europe/London" });
    const times = rows.map((row) => Date.parse(row.split(" ")[0] as string));
    expect(times).toEqual([0, 1, 2, 3, 4, 5].map((row) => Date.UTC(2026, 9, 25, 2) - row * 30 * 60_000));
  });

  it("the hour that clocks leave out is refused by its line", async () => {
    const text = "time,level_m\n2026-03-29 00:45,1\n2026-03-29 01:15,2\n2026-03-29 02:00,3\n";
    const { rows, tally } = await read(text, "level_m", { zone: "Europe/London" });
    expect(rows).toEqual(["2026-03-29T00:45:00Z 1", "2026-03-29T01:00:00Z 3"]);
    expect(faults(tally)).toEqual([
      '3: time "2026-03-29 01:15": clocks in Europe/London left it out when they went forward',
    ]);
  });
});

describe("nothing is guessed", () => {
  it.each([
    ["date_order", "time,level_m\n05/08/2026 10:00,1\n06/08/2026 10:00,2\n", {}],
    ["mixed_dates", "time,level_m\n13/08/2026 10:00,1\n08/14/2026 10:00,2\n", {}],
    ["short_year", "time,level_m\n13/08/26 10:00,1\n", {}],
    ["serial", "time,level_m\n46223.5,1\n", {}],
    ["decimal_mark", "time;level_m\n2026-08-13 10:00;1,234\n2026-08-13 10:01;2,345\n", {}],
    ["decimal_mark", "time;level_m\n2026-08-13 10:00;998\n2026-08-13 10:01;1.012\n2026-08-13 10:02;1.100\n", {}],
    ["decimal_mark", "time,level_m\n2026-08-13 10:00,998\n2026-08-13 10:01,1.012\n", {}],
    ["mixed_decimals", "time;level_m\n2026-08-13 10:00;1,23\n2026-08-13 10:01;1.24\n", {}],
    ["no_zone", "time,level_m\n2026-08-13 10:00,1\n", { zone: null }],
    ["unknown_zone", "time,level_m\n2026-08-13 10:00 CST,1\n", { zone: null }],
    ["bad_zone", "time,level_m\n2026-08-13 10:00,1\n", { zone: "Europe/Atlantis" }],
    ["no_time_column", "when,level_m\n2026-08-13 10:00,1\n", {}],
    ["no_column", "time,level\n2026-08-13 10:00,1\n", {}],
    ["mixed_series", "time,station,level_m\n2026-08-13 10:00,a,1\n2026-08-13 10:00,b,1\n", {}],
  ] as const)("%s is an error before anything is read", async (kind, text, said) => {
    expect(await faultOf(text, said)).toMatchObject({ kind });
  });

  it("an encoding that may be either is asked for", async () => {
    const bytes = Buffer.concat([
      Buffer.from("time,level_m,note\n2026-08-13 10:00,1,"),
      Buffer.from([0xe9, 0x20, 0xe9, 0xe8]),
    ]);
    expect(await faultOf(bytes)).toMatchObject({ kind: "unknown_encoding" });
    expect((await read(bytes, "level_m", { zone: "Z", encoding: "windows-1252" })).rows.length).toBe(1);
  });

  it.each([
    ["1.012.345 proves thousands", ";", ["998", "1.012.345", "1.100"], null, [998, 1_012_345, 1100]],
    ["0.512 proves decimals", ";", ["2", "0.512", "1.100"], null, [2, 0.512, 1.1]],
    ["decimals between commas", ",", ["9.980", "1.012", "1.100"], null, [9.98, 1.012, 1.1]],
    ["thousands as said", ";", ["998", "1.012", "1.100"], "comma", [998, 1012, 1100]],
    ["decimals as said", ";", ["9.980", "1.012", "1.100"], "point", [9.98, 1.012, 1.1]],
  ] as const)("points before three digits: %s", async (_name, delimiter, cells, decimal, values) => {
    const lines = cells.map((cell, row) => `2026-08-13 10:0${row}${delimiter}${cell}`);
    const { rows } = await read(`time${delimiter}level_m\n${lines.join("\n")}\n`, "level_m", { zone: "Z", decimal });
    expect(rows.map((row) => Number(row.split(" ")[1]))).toEqual(values);
  });

  it("what is said counts, and rows of the other kind are unreadable", async () => {
    const dates = "time,level_m\n13/08/2026 10:00,1\n08/14/2026 10:00,2\n";
    const { rows, tally } = await read(dates, "level_m", { zone: "Z", dateFormat: "mdy" });
    expect([rows, faults(tally)]).toEqual([["2026-08-14T10:00:00Z 2"], ['2: time "13/08/2026 10:00"']]);
    const marks = "time;level_m\n2026-08-13 10:00;1,234\n2026-08-13 10:01;1.5\n";
    expect((await read(marks, "level_m", { zone: "Z", decimal: "comma" })).rows).toEqual([
      "2026-08-13T10:00:00Z 1.234",
    ]);
    expect((await read(marks, "level_m", { zone: "Z" })).rows).toEqual([
      "2026-08-13T10:00:00Z 1234",
      "2026-08-13T10:01:00Z 1.5",
    ]);
  });

  it("-999 is nothing where all others are far above it, and a value among its like", async () => {
    const rows = (values: readonly number[]) =>
      `time,level_m\n${values.map((value, row) => `2026-08-13 10:0${row},${value}`).join("\n")}\n`;
    const gap = await read(rows([1, -999, 2, -9999]), "level_m", { zone: "Z" });
    expect([gap.rows.length, [...gap.tally.missing]]).toEqual([
      2,
      [
        ["-999", 1],
        ["-9999", 1],
      ],
    ]);
    const deep = await read(rows([-1001, -999, -997]), "level_m", { zone: "Z" });
    expect([deep.rows.length, deep.understood.keptNumbers]).toMatchObject([3, [{ number: -999, count: 1 }]]);
    expect((await read(rows([-1001, -999, -997]), "level_m", { zone: "Z", missing: ["-999"] })).rows.length).toBe(2);
  });

  const marked = (mark: string | number, others: readonly number[]) =>
    `time,rain_mm\n${[...others, mark, ...others].map((value, row) => `2026-08-13 10:${row + 10},${value}`).join("\n")}\n`;

  it.each([-6999, -7999, -9991, -9996, -9997, -32768, "-9999.000", "-999.99", "-9.999e3", "\u22129999"])(
    "%s stands for no value far from all others",
    async (mark) => {
      const { tally } = await read(marked(mark, [0, 0.5, 3.5]), "rain_mm", { zone: "Z" });
      expect([tally.values, tally.empty, tally.unreadable]).toEqual([6, 1, 0]);
    },
  );

  it.each([-9998, -99, -99.9, -88.88, 99.99, 999.9, 9999, 9999.9, 32767, 65535, 6999, "9.96921e36"])(
    "%s far from all others must be said to be a value or none",
    async (mark) => {
      const text = marked(mark, [0, 0.5, 3.5]);
      const { rows, tally, understood } = await read(text, "rain_mm", { zone: "Z" });
      expect([rows.length, tally.unreadable]).toEqual([6, 1]);
      expect(faults(tally)[0]).toMatch(/5: .* looks like a mark for no value; say --missing=/);
      expect(understood.doubtfulNumbers[0]?.size).toBe(1);
      const said = await read(text, "rain_mm", { zone: "Z", missing: [String(Number(mark))] });
      expect([said.rows.length, said.tally.empty, said.tally.unreadable]).toEqual([6, 1, 0]);
      const kept = await read(text, "rain_mm", { zone: "Z", keep: [String(Number(mark))] });
      expect([kept.rows.length, kept.tally.unreadable]).toEqual([7, 0]);
    },
  );

  it.each([
    [999, [980, 1004, 1100]],
    [99, [80, 97, 98.5]],
    [-99, [-80, -120, -97]],
    [9999, [8000, 9500, 10_400]],
  ])("%d among its like is a value", async (mark, others) => {
    const { rows, tally } = await read(marked(mark, others), "rain_mm", { zone: "Z" });
    expect([rows.length, tally.unreadable]).toEqual([7, 0]);
  });

  it("below 0 is no value where nothing can be", async () => {
    const text = marked(-0.2, [0, 0.5]);
    const { rows, tally } = await read(text, "rain_mm", { zone: "Z", nonNegative: true });
    expect([rows.length, faults(tally)]).toEqual([4, ['4: x "-0.2": cannot be below 0']]);
    expect((await read(text, "rain_mm", { zone: "Z" })).rows.length).toBe(5);
  });

  it("keeps the first twenty rows that it could not read, each with line and reason", async () => {
    const lines = Array.from({ length: 30 }, (_, row) => `2026-08-13 10:${row + 10},high ${row}`);
    const { tally } = await read(`time,level_m\n${lines.join("\n")}\n`, "level_m", { zone: "Z" });
    expect([tally.unreadable, tally.firstUnreadable.length]).toEqual([30, 20]);
    expect(faults(tally)[0]).toBe('2: x "high 0"');
  });
});

/** `01:30` in ms. */
function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}

/** Text of ASCII and the characters of this file's Chinese lines in GB 18030. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030", { fatal: true });
  const pairs = new Map<string, readonly [number, number]>();
  for (let lead = 0xb0; lead <= 0xf7; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      pairs.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
    }
  }
  return Uint8Array.from([...text].flatMap((letter) => pairs.get(letter) ?? [letter.charCodeAt(0)]));
}
