import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { readCsvFiles } from "../../recordings/read-csv.ts";
import { type RecordingSource, recordingSource, unreadableText } from "../../recordings/recording-source.ts";

const folder = mkdtempSync(join(tmpdir(), "guanlan-csv-"));
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;

function file(content: string | Uint8Array, name = `${++written}.csv`): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function source(changes: Partial<RecordingSource>): RecordingSource {
  return recordingSource({ files: [], time: ["time"], values: ["value"], ...changes });
}

/** Series as plain rows, times as minutes after 2026-01-01. */
async function read(changes: Partial<RecordingSource>) {
  const { series, tally } = await readCsvFiles(source(changes));
  const rows = series.map(({ station, times, values }) => [
    station,
    [...times].map((at) => (at - Date.UTC(2026, 0, 1)) / 60_000),
    [...values],
  ]);
  return { rows, tally };
}

const t = (minute: number): string => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString().slice(0, 19);

describe("readCsvFiles()", () => {
  it("a row with more cells than columns is refused: a decimal comma between commas would cut its value", async () => {
    const text = `time,value\n${t(0)}Z,5,5\n${t(1)}Z,6,,\n${t(2)}Z,7,note\n`;
    const { rows, tally } = await read({ files: [file(text, "surplus.csv")] });
    expect(rows).toEqual([["surplus", [1], [6]]]);
    expect(tally.firstUnreadable.map(({ line, why }) => [line, why.en.split(":")[0]])).toEqual(
      [2, 4].map((line) => [line, "more cells than the heading has columns"]),
    );
  });

  it("more than a double holds is no value", async () => {
    const text = `time,value\n${t(0)}Z,1e400\n${t(1)}Z,${"9".repeat(400)}\n${t(2)}Z,7\n${t(3)}Z,"-1.5e999 "\n`;
    const { rows, tally } = await read({ files: [file(text, "huge.csv")] });
    expect([rows, tally.unreadable]).toEqual([[["huge", [2], [7]]], 3]);
  });

  it("a column that the heading names twice is no choice", async () => {
    const text = `time,value,value\n${t(0)}Z,1,2\n`;
    await expect(read({ files: [file(text)] })).rejects.toThrow('one column "value" (--value): got several');
  });

  it("long: a station column, a filter, what is empty, missing, twice and unreadable counted", async () => {
    const text = `time,station,kind,value
${t(0)}Z,a,level,1
${t(0)}Z,b,level,5
${t(0)}Z,a,rain,99
${t(2)}Z,a,level,3
${t(1)}Z,a,level,2
${t(1)}Z,a,level,7
${t(3)}Z,a,level,
${t(4)}Z,a,level,-999
${t(5)}Z,a,level,high
soon,b,level,6
`;
    const long = { station: "station", where: { kind: "level" }, missing: [] };
    const { rows, tally } = await read({ files: [file(text, "long.csv")], ...long });
    expect(rows).toEqual([
      ["a", [0, 1, 2], [1, 2, 3]],
      ["b", [0], [5]],
    ]);
    expect(tally).toMatchObject({ rows: 9, values: 5, empty: 2, duplicates: 1, unreadable: 2 });
    expect(tally.firstUnreadable.map((row) => unreadableText(row).en)).toEqual([
      `${join(folder, "long.csv")}:10 value "high"`,
      `${join(folder, "long.csv")}:11 time "soon"`,
    ]);
  });

  it("wide: named columns, or all but the others, are stations", async () => {
    const path = file(`time,x,y,note\n${t(0)}Z,1,2,ok\n${t(1)}Z,,3,ok\n`);
    expect((await read({ files: [path], values: ["x", "y"] })).rows).toEqual([
      ["x", [0], [1]],
      ["y", [0, 1], [2, 3]],
    ]);
    expect((await read({ files: [path], values: ["*"], where: { note: "ok" } })).rows.map(([name]) => name)).toEqual([
      "x",
      "y",
    ]);
  });

  it("several files: each its own station, or one table of many", async () => {
    const files = [file(`time,value\n${t(0)}Z,1\n`, "weir.csv"), file(`time,value\n${t(1)}Z,2\n`, "mill.csv")];
    expect((await read({ files })).rows).toEqual([
      ["weir", [0], [1]],
      ["mill", [1], [2]],
    ]);
    const tables = [file(`time,value,s\n${t(1)}Z,1,a\n`), file(`time,value,s\n${t(0)}Z,2,a\n`)];
    expect((await read({ files: tables, station: "s" })).rows).toEqual([["a", [0, 1], [2, 1]]]);
  });

  it("gzip, BOM, CRLF, semicolons with decimal commas, quotes, a zone", async () => {
    const text = `\uFEFFtime;"value";station\r\n"${t(480)}";"1,5";"a;b"\r\n`;
    const { rows } = await read({ files: [file(gzipSync(text), "x.csv.gz")], station: "station", zone: "+08:00" });
    expect(rows).toEqual([["a;b", [0], [1.5]]]);
  });

  it("a byte order mark before a quoted heading", async () => {
    expect((await read({ files: [file(`\uFEFF"time",value\n${t(0)}Z,1\n`, "mark.csv")] })).rows).toEqual([
      ["mark", [0], [1]],
    ]);
  });

  it("a row counts as unreadable once, with all that is wrong in it; a decimal comma can be wrong", async () => {
    const text = `time,x,y,z\n${t(0)}Z,high,2,"3,5"\n${t(1)}Z\n${t(2)}Z,1,2,3\n`;
    const wide = { files: [file(text, "wide.csv")], values: ["*"], decimal: "point" as const };
    const { rows, tally } = await read(wide);
    expect(rows.map(([name, , values]) => [name, values])).toEqual([
      ["x", [1]],
      ["y", [2, 2]],
      ["z", [3]],
    ]);
    expect(tally).toMatchObject({ rows: 3, values: 4, empty: 3, unreadable: 1 });
    expect(tally.firstUnreadable.map(({ line, why }) => [line, why.en])).toEqual([[2, 'value "high", value "3,5"']]);
    expect((await read({ ...wide, decimal: null })).rows.at(-1)).toEqual(["z", [0, 2], [3.5, 3]]);
  });

  it("an encoding of its own", async () => {
    // 时间,水位,站 / 东 in GB 18030.
    const heading = [0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xcb, 0xae, 0xce, 0xbb, 0x2c, 0xd5, 0xbe, 0x0a];
    const bytes = new Uint8Array([...heading, ...new TextEncoder().encode(`${t(0)}Z,2.5,`), 0xb6, 0xab, 0x0a]);
    const options = { time: ["时间"], values: ["水位"], station: "站", encoding: "gb18030" };
    expect((await read({ files: [file(bytes)], ...options })).rows).toEqual([["东", [0], [2.5]]]);
  });

  it("tells how far it is, to the last byte", async () => {
    const path = file(`time,value\n${`${t(0)}Z,1\n`.repeat(60_000)}`);
    const shares: number[] = [];
    await readCsvFiles(source({ files: [path] }), (done, total) => shares.push(done / total));
    expect(shares.length).toBeGreaterThan(1);
    expect(shares.at(-1)).toBe(1);
  });

  it.each([
    ["a missing column", "time,level\n", {}, /column "value" \(--value\).*got time, level/],
    ["a misspelt column", "time,values\n", {}, /did you mean values\?/],
    ["no time column", "t,value\n", {}, /--time/],
    ["an empty file", "", {}, /an empty file/],
    ["a heading alone", "time,value\n", {}, /only a heading/],
    ["a filter that lets nothing through", `time,value,k\n${t(0)}Z,1,a\n`, { where: { k: "b" } }, /no row with k=b/],
    ["no zone", `time,value\n${t(0)},1\n`, {}, /line 2; say which with --zone/],
    ["nothing readable", `time,value\nx,1\n`, {}, /1 unreadable/],
    ["a quote that never closes", `time,value\n${t(0)}Z,"1\n`, {}, /\.csv as every row must end .* line 2 on; close/],
  ])("refuses %s", async (_name, text, changes, words) => {
    const failure = await readCsvFiles(source({ files: [file(text)], ...changes })).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "hub.bad_backtest", message: expect.stringMatching(words) });
  });

  it("refuses no file, a folder, and gzip cut short", async () => {
    const cut = gzipSync(`time,value\n${`${t(0)}Z,1\n`.repeat(5000)}`).subarray(0, 60);
    for (const path of [join(folder, "nowhere.csv"), folder, file(cut)]) {
      await expect(readCsvFiles(source({ files: [path] }))).rejects.toMatchObject({ code: "hub.bad_backtest" });
    }
  });
});
