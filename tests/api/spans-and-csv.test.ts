import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "../../api/schemas/problem.ts";
import { sameInBoth } from "../../domain/text.ts";
import { CsvSplitter } from "../../recordings/csv-splitter.ts";
import { transition } from "../support/alarm-builders.ts";
import { testNow } from "../support/in-memory-api-ports.ts";
import { type RunningApi, startApi } from "./start-api.ts";

let running: RunningApi;
beforeAll(async () => {
  running = await startApi();
});
afterAll(() => running.api.stop());

const observations = "/api/v1/gauges/tunnel%2Fdepth/observations";
const lists = [
  "/api/v1/cases",
  "/api/v1/alarms",
  "/api/v1/alarms/transitions",
  "/api/v1/warnings",
  "/api/v1/events",
  "/api/v1/deliveries",
  "/api/v1/rejects",
] as const;

async function rowsOf(path: string, query = ""): Promise<readonly unknown[]> {
  const answer = await running.get(`${path}${query}`);
  expect(answer.status, `${path}${query}`).toBe(200);
  return ((await answer.json()) as { readonly rows: readonly unknown[] }).rows;
}

/** Rows of cells, as a reader of CSV that keeps to RFC 4180 has them. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  const splitter = new CsvSplitter(",", ({ bytes, starts, ends, fields }) => {
    const cells = Array.from({ length: fields }, (_, field) => bytes.subarray(starts[field], ends[field]));
    rows.push(cells.map((cell) => new TextDecoder().decode(cell).replaceAll('""', '"')));
  });
  splitter.push(Buffer.from(text));
  splitter.end();
  return rows;
}

async function csvOf(path: string, headers: Record<string, string> = {}) {
  const answer = await running.get(path, { "accept-language": "en", ...headers });
  return { answer, text: await answer.text() };
}

describe("lists narrow to a span of time", () => {
  it.each(lists)("%s: ISO with a zone and epoch ms say the same, an empty span is empty", async (path) => {
    const all = await rowsOf(path);
    expect(all.length).toBeGreaterThan(0);
    const early = Date.UTC(2020, 0, 1);
    expect(await rowsOf(path, `?from=${early}`)).toEqual(all);
    expect(await rowsOf(path, "?from=2020-01-01T08:00:00%2B08:00&to=2199-01-01T00:00:00Z")).toEqual(all);
    expect(await rowsOf(path, `?to=${early}`)).toEqual([]);
    expect(await rowsOf(path, `?from=${Date.UTC(2199, 0, 1)}`)).toEqual([]);
  });

  it("from is in the span, to is not", async () => {
    const { at } = transition();
    const path = "/api/v1/alarms/transitions";
    const times = async (query: string) =>
      (await rowsOf(path, query)).map((row) => Date.parse((row as { at: string }).at) - at);
    expect(await times(`?from=${at + 60_000}&to=${at + 120_000}`)).toEqual([60_000]);
  });

  it("the timeline of a station narrows both its lists", async () => {
    const path = "/api/v1/stations/tunnel/timeline";
    const read = async (query: string) =>
      (await (await running.get(`${path}${query}`)).json()) as Record<string, { rows: [] }>;
    const all = await read("");
    expect([all.transitions?.rows.length, all.missedPeaks?.rows.length]).not.toContain(0);
    const none = await read(`?from=${Date.UTC(2199, 0, 1)}`);
    expect([none.transitions?.rows, none.missedPeaks?.rows]).toEqual([[], []]);
  });

  it.each([
    ["en", "2026-07-20T16:00:00+08:00 or epoch ms, between 1970 and 2200; in an address the plus sign is %2B"],
    [
      "zh",
      "形如 2026-07-20T16:00:00+08:00 的时刻（地址中加号写作 %2B），或自 1970 年起的毫秒数，在 1970 年至 2200 年之间",
    ],
  ])("a bad time says in plain words what is wanted: %s", async (language, wanted) => {
    for (const path of [...lists, observations, "/api/v1/stations/tunnel/timeline"]) {
      for (const bad of [
        "yesterday",
        "2026-07-20",
        "2026-07-20T16:00:00",
        "20/07/2026",
        "1784534400",
        "-5",
        "",
        "1e12",
      ]) {
        const answer = await running.get(`${path}?from=${bad}`, { "accept-language": language });
        const { errors } = problem.parse(await answer.json());
        expect([answer.status, errors], `${path} ${bad}`).toEqual([
          400,
          [{ in: "query", field: "from", wanted, got: JSON.stringify(bad) }],
        ]);
      }
    }
  });

  it("a span that runs backwards is refused", async () => {
    for (const path of lists) {
      const answer = await running.get(`${path}?from=${testNow}&to=${testNow}`, { "accept-language": "en" });
      expect(await answer.json()).toMatchObject({
        errors: [{ field: "from", wanted: expect.stringMatching(/^before to/) }],
      });
    }
  });
});

describe("lists as CSV", () => {
  it.each([...lists, observations])("%s: by format and by Accept, as many rows as JSON has", async (path) => {
    const asked = await csvOf(`${path}?format=csv`);
    expect(asked.answer.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(asked.answer.headers.get("content-disposition")).toMatch(/^attachment; filename="\w+\.csv"$/);
    expect(asked.answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await csvOf(path, { accept: "text/csv" })).text).toBe(asked.text);
    expect((await csvOf(`${path}?format=json`, { accept: "text/csv" })).text).toMatch(/^\{/);
    expect((await csvOf(path, { accept: "application/json, text/csv;q=0" })).text).toMatch(/^\{/);
    expect(asked.text.endsWith("\r\n")).toBe(true);
    const [heading = [], ...rows] = cellsOf(asked.text);
    expect(rows.length).toBe((await rowsOf(path)).length);
    expect(rows.every((row) => row.length === heading.length)).toBe(true);
  });

  it("headings and names are in the language asked for, times in the city's zone with their offset", async () => {
    const [english = [], row = []] = cellsOf((await csvOf("/api/v1/cases?format=csv")).text);
    const [chinese = [], chineseRow = []] = cellsOf(
      (await csvOf("/api/v1/cases?format=csv", { "accept-language": "zh" })).text,
    );
    expect(english.slice(0, 2)).toEqual(["case", "hazard"]);
    expect(chinese.slice(0, 2)).toEqual(["案件编号", "险情"]);
    expect([row[1], chineseRow[1]]).toEqual(["waterlogging", "积水内涝"]);
    const openedAt = row[english.indexOf("opened at")] as string;
    expect(openedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?\+08:00$/);
    const [first] = (await rowsOf("/api/v1/cases")) as { openedAt: string }[];
    expect(Date.parse(openedAt)).toBe(Date.parse(first?.openedAt ?? ""));
  });

  it("a byte order mark only where it is asked for", async () => {
    const bytes = async (query: string) =>
      [...new Uint8Array(await (await running.get(`/api/v1/cases?format=csv${query}`)).arrayBuffer())].slice(0, 3);
    expect(await bytes("&bom=true")).toEqual([0xef, 0xbb, 0xbf]);
    expect(await bytes("&bom=false")).not.toEqual([0xef, 0xbb, 0xbf]);
  });

  it("text that a spreadsheet would take for a formula is text; numbers stay numbers; marks and line ends are quoted", async () => {
    const { ports } = running;
    const details = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", 'say "a", b', "two\r\nlines", " blank "];
    const at = Date.UTC(2031, 0, 1);
    for (const detail of details) {
      ports.rejects.push({
        reason: "payload.not_json",
        deviceId: "-d",
        topic: "t",
        detail: sameInBoth(detail),
        count: 1,
        reading: null,
        head: new Uint8Array(),
        payload: null,
        payloadBytes: 0,
        receivedAt: at,
      });
    }
    const [, ...rows] = cellsOf((await csvOf(`/api/v1/rejects?format=csv&from=${at}`)).text);
    expect(rows.map((row) => row.at(-1)).toReversed()).toEqual(
      details.map((detail) => (/^[=+\-@\t＝]/.test(detail) ? `'${detail}` : detail)),
    );
    expect(rows[0]?.[1]).toBe("'-d");
    const alarms = cellsOf((await csvOf("/api/v1/alarms/transitions?format=csv")).text);
    expect(alarms[1]?.[alarms[0]?.indexOf("signal") ?? -1]).toMatch(/^-?\d/);
  });

  it("a long history comes whole, page by page", async () => {
    const { ports } = running;
    const before = ports.observations.get("road/depth" as never) ?? [];
    const many = Array.from({ length: 12_345 }, (_, row) => ({
      ...before[0],
      observedAt: Date.UTC(2030, 0, 1) + row * 1000,
      value: -row / 100,
    }));
    ports.observations.set("road/depth" as never, many as never);
    const path = `/api/v1/gauges/road%2Fdepth/observations?format=csv&from=${Date.UTC(2030, 0, 1)}&to=${Date.UTC(2030, 0, 2)}`;
    const [, ...rows] = cellsOf((await csvOf(path)).text);
    ports.observations.set("road/depth" as never, before);
    expect(rows.length).toBe(12_345);
    expect([rows[1]?.[3], rows.at(-1)?.[5]]).toEqual(["2030-01-01T08:00:01+08:00", "-123.44"]);
    expect(new Set(rows.map((row) => row[3])).size).toBe(12_345);
  });

  it("what cannot be read is a problem answer, not half a file", async () => {
    running.ports.failure = new Error("the disk is gone");
    const answer = await running.get("/api/v1/cases?format=csv");
    running.ports.failure = null;
    running.ports.errors.length = 0;
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      500,
      "application/problem+json; charset=utf-8",
    ]);
  });
});
