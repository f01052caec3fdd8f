import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RecordingSource, recordingSource, unreadableText } from "../../recordings/recording-source.ts";
import { type CsvReplayOptions, replayCsv } from "../../simulators/replay-csv.ts";
import { missing, recordedData } from "../support/shared.ts";
import { hangMs, until } from "../support/until.ts";
import { readingsIn, startTestBroker, type TestBroker } from "./test-broker.ts";

let folder: string;
let broker: TestBroker;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "guanlan-replay-"));
  broker = await startTestBroker({ tokens: { creek: "right" } });
});

afterAll(async () => {
  await broker.stop();
  await rm(folder, { recursive: true });
});

async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(folder, `${performance.now()}.csv`);
  await writeFile(path, content);
  return path;
}

interface Change extends Partial<Omit<CsvReplayOptions, "source" | "channels">> {
  /** Channel to column. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly reading?: Partial<RecordingSource>;
}

/** Replays content as device creek; gives the summary and the readings that arrived for it. */
async function replay(content: string | Buffer, change: Change = {}) {
  const before = broker.received.length;
  const { columns = { stage: "stage_ft" }, reading, ...options } = change;
  const files = [await fileOf(content)];
  const summary = await replayCsv({
    source: recordingSource({ files, time: ["time"], values: Object.values(columns), ...reading }),
    channels: Object.keys(columns),
    url: broker.url,
    deviceId: "creek",
    token: "right",
    ...options,
  });
  return { summary, messages: broker.received.slice(before), readings: readingsIn(broker.received.slice(before)) };
}

const creek = `time,stage_ft,flow,shift
2016-01-01T05:00:00Z,1.16,3.07,A
2016-01-01T05:05:00Z,,3.07,A
2016-01-01T05:10:00Z,1.17,"3,5",B
2016-01-01T05:15:00Z,Ice at weir,3.07,A
yesterday,1.18,3.07,A
2016-01-01T05:20:00Z,-0.5,3.07,A
`;
const five = Date.UTC(2016, 0, 1, 5);
const minutes = (count: number) => count * 60_000;

describe("replayCsv()", () => {
  test("sends the rows of a CSV in order as readings with time and seq; counts what it leaves out, by line", async () => {
    const { summary, readings } = await replay(creek);
    expect(readings).toEqual([
      { t: five, values: { stage: 1.16 }, seq: 1 },
      { t: five + minutes(10), values: { stage: 1.17 }, seq: 2 },
      { t: five + minutes(20), values: { stage: -0.5 }, seq: 3 },
    ]);
    expect(summary.unreadable.first.map((row) => unreadableText(row).en.replace(/^.*csv:/, ""))).toEqual([
      '5 stage "Ice at weir"',
      '6 time "yesterday"',
    ]);
    expect(summary).toMatchObject({
      rows: 6,
      readings: 3,
      published: 3,
      acknowledged: 3,
      skippedEmpty: 1,
      unreadable: { rows: 2 },
      from: five,
      to: five + minutes(20),
      seconds: expect.any(Number),
    });
  });

  test("reads gzip, byte order mark and CRLF alike", async () => {
    const { readings } = await replay(gzipSync(`﻿${creek.replaceAll("\n", "\r\n")}`));
    expect(readings.map(({ values }) => values.stage)).toEqual([1.16, 1.17, -0.5]);
  });

  test("sends the good cells of a row that has a bad or an empty one", async () => {
    const { readings, summary } = await replay(creek, { columns: { stage: "stage_ft", q: "flow" } });
    expect(readings.map(({ values }) => values)).toEqual([
      { stage: 1.16, q: 3.07 },
      { q: 3.07 },
      { stage: 1.17 },
      { q: 3.07 },
      { stage: -0.5, q: 3.07 },
    ]);
    expect(summary.unreadable.rows).toBe(3);
  });

  test("passes over rows that the filter does not want", async () => {
    const { readings, summary } = await replay(creek, { reading: { where: { shift: "B" } } });
    expect([readings.length, summary.rows]).toEqual([1, 1]);
  });

  test("packs readings into arrays, and into smaller ones before a packet gets too long", async () => {
    const rows = Array.from({ length: 2500 }, (_, i) => `${new Date(five + minutes(i)).toISOString()},${i}`);
    const { messages, readings, summary } = await replay(`time,stage_ft\n${rows.join("\n")}\n`, { batch: 2000 });
    expect(messages.length).toBe(3);
    expect(messages.every(({ text }) => text.length <= 60_000)).toBe(true);
    expect(readings.map(({ seq }) => seq)).toEqual(Array.from({ length: 2500 }, (_, i) => i + 1));
    expect(summary.acknowledged).toBe(2500);
  });

  test("reads times without zone in the zone given", async () => {
    const { readings } = await replay("time,stage_ft\n2026-07-20 16:00:00,1\n2026-07-20,2\n", {
      reading: { zone: "+08:00" },
    });
    expect(readings.map(({ t }) => new Date(t).toISOString())).toEqual([
      "2026-07-20T08:00:00.000Z",
      "2026-07-19T16:00:00.000Z",
    ]);
  });

  test.each([
    ["now: the last row is now", "now" as const, 1_800_000_000_000],
    ["so many ms", 1000, five + minutes(20) + 1000],
  ])("shifts times to %s", async (_, shift, last) => {
    const { readings, summary } = await replay(creek, { shift, clock: () => 1_800_000_000_000 });
    expect(readings.map(({ t }) => t - last)).toEqual([-minutes(20), -minutes(10), 0]);
    expect([summary.from, summary.to]).toEqual([last - minutes(20), last]);
  });

  test("keeps the recorded pace, so many times faster", async () => {
    const { summary } = await replay(creek, { speed: 6000 });
    // 20 minutes at 6,000 times the pace are 0.2 s; max takes a few ms.
    expect(summary.seconds).toBeGreaterThan(0.2);
    expect(summary.seconds).toBeLessThan(hangMs / 1_000);
  });

  test("tells how far it is, up to the end", async () => {
    const steps: (readonly [number, number])[] = [];
    await replay(creek, { onProgress: (done, total) => steps.push([done, total]) });
    expect(steps.at(-1)).toEqual([creek.length, creek.length]);
    expect(steps.every(([done], i) => done >= (steps[i - 1]?.[0] ?? 0))).toBe(true);
  });

  test("lives through a hub that goes away and comes back: every reading acknowledged, none missing", async () => {
    let asked = 0;
    // The first hub acknowledges 40 publishes and then nothing more.
    const first = await startTestBroker({
      beforeAck: () => (++asked > 40 ? new Promise(() => {}) : Promise.resolve()),
    });
    const rows = Array.from({ length: 200 }, (_, i) => `${new Date(five + minutes(i)).toISOString()},${i}`);
    const replaying = replayCsv({
      source: recordingSource({
        files: [await fileOf(`time,stage_ft\n${rows.join("\n")}\n`)],
        values: ["stage_ft"],
      }),
      channels: ["stage"],
      url: first.url,
      deviceId: "creek",
      token: "right",
      window: 20,
      random: () => 0.05,
    });
    await until("a full window that nobody acknowledges", () => asked === 60);
    await first.stop();
    const second = await startTestBroker({ port: first.port });
    const summary = await replaying;
    await second.stop();
    expect(summary).toMatchObject({ readings: 200, published: 200, acknowledged: 200 });
    const seen = new Set(readingsIn([...first.received, ...second.received]).map(({ seq }) => seq));
    expect(seen.size).toBe(200);
    expect(readingsIn(second.received).length).toBeGreaterThanOrEqual(160);
  });
});

describe("replayCsv() refuses", () => {
  test.each([
    [
      "simulators.column_missing",
      { reading: { time: ["zeit"] } },
      /must have a column "zeit" \(--time\): got time, stage_ft, flow, shift/,
    ],
    ["simulators.column_missing", { columns: { stage: "stage_m" } }, /"stage_m"/],
    ["simulators.column_missing", { reading: { where: { river: "x" } } }, /"river"/],
    ["simulators.file_missing", { reading: { files: ["/nowhere/creek.csv"] } }, /nowhere.*nothing there/],
    ["simulators.option_invalid", { batch: 0 }, /batch/],
    ["simulators.option_invalid", { speed: -1 }, /speed/],
    ["simulators.option_invalid", { window: 65_536 }, /window/],
    ["simulators.zone_missing", { reading: { zone: "Mars" } }, /--zone must be Z, \+08:00.*got "Mars"/],
    ["simulators.sign_in_refused", { token: "guess-me-not" }, /device creek.*guanlan device add creek/],
    ["simulators.hub_unreachable", { url: "mqtt://127.0.0.1:9", giveUpMs: 50 }, /127\.0\.0\.1:9.*ECONNREFUSED/],
  ] as const)("%s %j", async (code, change, message) => {
    const failure = await replay(creek, change).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "HubError", code, message: expect.stringMatching(message) });
    expect(String(failure)).not.toContain("guess-me-not");
  });

  test.each([
    ["simulators.column_missing", "", /got an empty file/],
    ["simulators.zone_missing", "time,stage_ft\n2016-01-01T05:00:00,1\n", /in line 2; say which with --zone/],
    ["simulators.csv_broken", 'time,stage_ft\n2016-01-01T05:00:00Z,"1\n', /line 2/],
    ["simulators.csv_broken", gzipSync(creek.repeat(50)).subarray(0, 60), /unexpected end of file/],
  ])("%s in the file itself", async (code, content, message) => {
    const failure = await replay(content).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "HubError", code, message: expect.stringMatching(message) });
  });
});

test("replayCsv() sends all of Plumtree Run 2016-2017: readings equal a direct count over the file", async () => {
  const file = recordedData("usgs_maryland", "plumtree_run_01581752_2016-2017_5min.csv.gz");
  if (file === null) return missing("shared/data/usgs_maryland");
  let [rows, withStage] = [-1, -1];
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    rows++;
    if (line.split(",")[1] !== "") withStage++;
  }
  const before = broker.received.length;
  const summary = await replayCsv({
    source: recordingSource({ files: [file], values: ["stage_ft"] }),
    channels: ["stage"],
    url: broker.url,
    deviceId: "creek",
    token: "right",
    batch: 500,
  });
  expect(summary).toMatchObject({ rows, readings: withStage, acknowledged: withStage, skippedEmpty: rows - withStage });
  expect(summary.unreadable.rows).toBe(0);
  expect(readingsIn(broker.received.slice(before)).length).toBe(withStage);
  console.log(`Plumtree: ${withStage} readings in ${summary.seconds.toFixed(1)} s`);
});
