import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../domain/clock.ts";
import { openCommandStore } from "../../store/sqlite/command-store.ts";
import { deviceIdOf, gaugeIdOf } from "../support/city-folder.ts";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";

const folder = mkdtempSync(join(tmpdir(), "guanlan-recordings-"));
let hub: RunningHub;
let apiToken: string;

beforeAll(async () => {
  hub = await runHub({
    city: { stations: 6, gaugesPerDevice: 1, rules: "ladder" },
    settings: { ingest: { archiveOnlyAfterMs: 3 * 86_400_000 } },
  });
  const store = openCommandStore(join(hub.folder, "data"), systemClock);
  apiToken = store.tokens.create("replay", "reader").token;
  store.close();
});

afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

let written = 0;

function file(content: string | Uint8Array): string {
  const path = join(folder, `${++written}.csv`);
  writeFileSync(path, content);
  return path;
}

/** Replays a file as the device of a station, whose gauge takes metres. */
function replay(station: number, content: string | Uint8Array, args: readonly string[], env = {}) {
  const { mqttPort, apiPort } = hub.process.options;
  const to = ["--device", deviceIdOf(station), "--url", `mqtt://127.0.0.1:${mqttPort}`];
  const ask = ["--api", `http://127.0.0.1:${apiPort}`, "--settings", hub.process.settingsFile];
  return runGuanlan(["replay", file(content), ...to, ...ask, "--batch", "1", ...args], {
    GUANLAN_DEVICE_TOKEN: hub.tokens[station] as string,
    GUANLAN_API_TOKEN: apiToken,
    ...env,
  });
}

async function history(station: number, span = ""): Promise<readonly string[]> {
  type Rows = { rows: readonly { observedAt: string; value: number }[] };
  const from = `from=${Date.UTC(2000, 0, 1)}`;
  const { rows } = await hub.get<Rows>(
    `/api/v1/gauges/${gaugeIdOf(station, 0)}/observations?${from}&limit=10000${span}`,
  );
  return rows.map(({ observedAt, value }) => `${observedAt} ${value}`);
}

/** `20/07/2026 16:04`, in UTC. */
function british(ms: number): string {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(
    new Date(ms).toISOString(),
  ) as unknown as string[];
  return `${day}/${month}/${year} ${time}`;
}

const minute = 60_000;
const lastMinute = (): number => Math.floor(Date.now() / minute) * minute;

describe("guanlan replay", () => {
  it("reads UK dates and inches, says first how, and then what the hub made of each reading", async () => {
    const now = lastMinute();
    const rows = Array.from(
      { length: 20 },
      (_, row) => `${british(now - (19 - row) * minute)};${(row / 10).toFixed(1)}`,
    );
    // Three rows of five days ago, kept and never judged; a date whose day is above 12 shows the order.
    const old = [1, 2, 3].map((row) => `${british(Date.UTC(2026, 0, 13, 0, row))};0.5`);
    const text = `Sensor export\n\nTimestamp;Depth (in)\n${[...old, ...rows].join("\n")}\n`;
    const { code, out, err } = await replay(0, text, ["--zone", "UTC", "-c", "c0=Depth (in)"]);
    expect([code, err.replaceAll(/.*\r|.*%.*\n?/g, "").trim()]).toEqual([0, ""]);
    expect(out).toContain("delimiter semicolon (the file shows it)");
    expect(out).toContain("heading in line 3");
    expect(out).toContain("dates are day, month, year (line 4, 13/01/2026 00:01, shows it)");
    expect(out).toContain("zone UTC (as said)");
    expect(out).toContain("values from Depth (in), unit in, converted to m (d0/c0)");
    expect(out).toContain("first (line 4): 13/01/2026 00:01 -> 2026-01-13T00:01:00.000Z, 0.5 in");
    expect(out.indexOf("first (line 4)")).toBeLessThan(
      out.indexOf("23 rows, 23 readings, 23 messages, 23 acknowledged"),
    );
    expect(out).toContain("What the hub made of them: 20 for rules to judge (");
    expect(out).toContain("3 set aside, 0 refused");
    expect((await history(0)).at(-1)).toBe(`${new Date(now).toISOString()} 0.04826`);
  });

  it("takes hours in digits for hours: a flood of 2024 is no flood now", async () => {
    const levels = [0.02, 0.1, 0.3, 0.6, 0.9, 0.9, 0.3, 0.02];
    const rows = levels.map((level, row) => `1;202407200${row + 1};${level}`);
    const text = `STATIONS_ID;MESS_DATUM;W (m)\n${rows.join("\n")}\n`;
    const { code, out } = await replay(5, text, ["--zone", "Z", "--time", "MESS_DATUM", "-c", "c0=W (m)"]);
    expect([code, out]).toEqual([0, expect.stringContaining("2024072001 -> 2024-07-20T01:00:00.000Z")]);
    expect(out).toContain("dates are yyyymmddhh (line 2, 2024072001, shows it)");
    const { rows: raised } = await hub.get<{ rows: readonly unknown[] }>("/api/v1/alarms/transitions?stationId=s5");
    expect(raised).toEqual([]);
  });

  it("says the same in Chinese", async () => {
    const text = `time,depth_cm\n2026-01-13T00:00:00Z,1\n`;
    const { code, out } = await replay(1, text, ["-c", "c0=depth_cm", "--lang", "zh"]);
    expect(code).toBe(0);
    for (const words of [
      "的读法：",
      "编码 utf-8（由文件得出）",
      "单位 cm，换算为 m（d1/c0）",
      "首行（第 2 行）",
      "中枢的处理结果",
    ]) {
      expect(out).toContain(words);
    }
  });

  it("ends with 1 where rows could not be read, each named by line and reason, and with 1 where nothing was sent", async () => {
    const rows = Array.from({ length: 22 }, (_, row) => `soon ${row},1`);
    const nothing = await replay(2, `time,depth_m\n${rows.join("\n")}\n`, ["--zone", "Z", "-c", "c0=depth_m"]);
    expect(nothing.code).toBe(1);
    expect(nothing.out).toContain("22 rows, 0 readings, 0 messages, 0 acknowledged; 0 empty, 22 unreadable");
    expect(nothing.out.match(/csv:\d+ time "soon \d+"/g)?.length).toBe(20);
    expect(nothing.err).toContain("error hub.unreadable_rows: Nothing could be read");
    const text = `time,depth_m\n2026-01-13T00:00:00Z,1\n2026-01-13T00:01:00Z,high\n`;
    const some = await replay(2, text, ["-c", "c0=depth_m"]);
    expect([some.code, some.out.includes('csv:3 c0 "high"')]).toEqual([1, true]);
    expect(some.err).toContain("1 row could not be read, of 0 allowed");
    expect((await replay(2, text, ["-c", "c0=depth_m", "--allow-unreadable", "1"])).code).toBe(0);
  });

  it.each([
    [
      "a unit that nobody says",
      "time,depth\n2026-01-13T00:00:00Z,1\n",
      [],
      /unit of column "depth" must be said.*--unit/,
      2,
    ],
    [
      "a unit of another kind",
      "time,depth\n2026-01-13T00:00:00Z,1\n",
      ["--unit", "mg/m3"],
      /must fit depth \(m, cm, mm, ft, in\): got mg\/m3/,
      2,
    ],
    ["dates that may be either", "time,depth_m\n05/08/2026 10:00,1\n", ["--zone", "Z"], /--date-format dmy or mdy/, 1],
    [
      "digits that may be several dates",
      "time,depth_m\n2607200110,0.02\n2607200120,0.9\n",
      ["--zone", "Z"],
      /must be of one kind: got "2607200110" in line 2.*--date-format yymmddhhmm/,
      1,
    ],
    [
      "times ahead of the clock",
      `time,depth_m\n${new Date(Date.now() + 86_400_000).toISOString()},0.9\n`,
      [],
      /nothing may lie ahead of the clock/,
      1,
    ],
    [
      "two stations in one file",
      "time,station,depth_m\n2026-01-13T00:00:00Z,a,1\n2026-01-13T00:00:00Z,b,2\n",
      [],
      /--where station=/,
      1,
    ],
  ])("sends nothing of %s", async (_name, text, args, words, code) => {
    const column = text.includes("depth_m") ? "depth_m" : "depth";
    const run = await replay(3, text, [...args, "-c", `c0=${column}`]);
    expect(run.err).toMatch(words);
    expect([run.code, await history(3)]).toEqual([code, []]);
  });
});

describe("guanlan export", () => {
  it("writes a list of the running hub as CSV, and says what is wrong with a bad time", async () => {
    const ask = ["--api", `http://127.0.0.1:${hub.process.options.apiPort}`];
    const env = { GUANLAN_API_TOKEN: apiToken };
    const out = join(folder, "history.csv");
    await replay(5, "time,depth_cm\n2026-01-13T00:00:00Z,1\n2026-01-13T00:01:00Z,2\n", ["-c", "c0=depth_cm"]);
    const span = ["--from", "2026-01-13T08:01:00+08:00", "--to", String(Date.UTC(2026, 0, 14))];
    const gauge = ["observations", "--gauge", gaugeIdOf(5, 0)];
    const run = await runGuanlan(["export", ...gauge, ...span, "--out", out, "--bom", ...ask], env);
    expect([run.code, run.out]).toEqual([0, `wrote ${out}\n`]);
    const [heading, row, ...rest] = readFileSync(out, "utf8").split("\r\n");
    expect(heading).toMatch(/^\ufeffgauge,station name,property,observed at,/);
    expect(row).toMatch(new RegExp(`^${gaugeIdOf(5, 0)},station 5,water depth,2026-01-13T08:01:00\\+08:00,.*,0.02,m,`));
    expect(rest).toEqual([""]);
    const bad = await runGuanlan(["export", "cases", "--from", "yesterday", ...ask], env);
    expect([bad.code, bad.err]).toEqual([1, expect.stringContaining("2026-07-20T16:00:00+08:00 or epoch ms")]);
    expect((await runGuanlan(["export", "cases", ...ask], env)).out).toMatch(/^case,hazard,/);
  });
});

describe("guanlan import", () => {
  const recorded = `Datum;Uhrzeit;Stand (cm);Regen
01.02.2019;00:00;1.012,5;0
01.02.2019;00:15;99,0;0
01.02.2019;00:30;---;0
01.02.2019;24:00;98,5;0
`;
  const importing = (args: readonly string[]) =>
    runGuanlan(["import", file(recorded), "--settings", hub.process.settingsFile, "--zone", "MEZ", ...args]);
  const into = ["--gauge", gaugeIdOf(4, 0), "--value", "Stand (cm)"];

  it("puts history in, once, and nothing is raised by it or takes it for a sign of life", async () => {
    const dry = await importing([...into, "--dry-run"]);
    expect([dry.code, dry.out.includes("looked only: nothing was written")]).toEqual([0, true]);
    expect(dry.out).toContain(`${gaugeIdOf(4, 0)}: 3 values, 2019-01-31T23:00:00+00:00 to 2019-02-01T23:00:00+00:00`);
    const running = await importing(into);
    expect([running.code, running.err]).toEqual([1, expect.stringContaining("store.folder_in_use")]);
    const cases = async () => (await hub.get<{ rows: readonly unknown[] }>("/api/v1/cases")).rows.length;
    const before = await cases();
    await hub.process.kill();
    const first = await importing(into);
    expect([first.code, first.out.includes("3 values are in the archive; 0 moments")]).toEqual([0, true]);
    expect((await importing(into)).out).toContain("0 values are in the archive; 3 moments had a value already");
    await hub.process.start();
    // 10.125 m would be red many times over.
    const wanted = [
      "2019-01-31T23:00:00.000Z 10.125",
      "2019-01-31T23:15:00.000Z 0.99",
      "2019-02-01T23:00:00.000Z 0.985",
    ];
    await until("the history to be there", async () => (await history(4)).length === 3);
    expect(await history(4)).toEqual(wanted);
    type Latest = { readonly value: number | null; readonly state: string; readonly checks: readonly string[] };
    const latest = await hub.get<Latest>(`/api/v1/gauges/${gaugeIdOf(4, 0)}/latest`);
    expect(latest.value).toBeNull();
    expect(latest.state).not.toBe("live");
    await until("the log to be read to its end", async () => {
      type Ready = { readonly checks: readonly { readonly behindRows: number | null }[] };
      return (await hub.get<Ready>("/ready")).checks.every(({ behindRows }) => (behindRows ?? 0) === 0);
    });
    expect(await cases()).toBe(before);
  });

  it.each([
    ["no gauge", ["--value", "Stand (cm)"], /--gauge or by --map/],
    [
      "a gauge that is not there",
      ["--gauge", "s4-c9", "--value", "Stand (cm)"],
      /must have a gauge s4-c9.*did you mean/,
    ],
    [
      "no unit",
      ["--gauge", gaugeIdOf(4, 0), "--value", "Regen"],
      /unit of column "Regen" must be said|The unit of column/,
    ],
  ])("refuses %s before anything is written", async (_name, args, words) => {
    const run = await importing(args);
    expect(run.err).toMatch(words);
    expect(run.code).toBe(2);
  });

  it("ends with another code where marks for no value are not known for what they are", async () => {
    const path = file(
      "time,level_m\n2019-02-01T00:00:00Z,0.5\n2019-02-01T00:15:00Z,9999.9\n2019-02-01T00:30:00Z,3.5\n",
    );
    const into = [
      "--settings",
      hub.process.settingsFile,
      "--gauge",
      gaugeIdOf(4, 0),
      "--value",
      "level_m",
      "--dry-run",
    ];
    const run = await runGuanlan(["import", path, ...into]);
    expect([run.code, run.out]).toEqual([1, expect.stringContaining("say --missing=9999.9 where it is one")]);
    expect((await runGuanlan(["import", path, ...into, "--missing=9999.9"])).code).toBe(0);
    expect((await runGuanlan(["import", path, ...into, "--keep=9999.9"])).code).toBe(0);
  });

  it("refuses what lies ahead of the clock: its zone or its order is another", async () => {
    const path = file(`time,level_m\n${new Date(Date.now() + 86_400_000).toISOString()},1\n`);
    const run = await runGuanlan([
      "import",
      path,
      "--settings",
      hub.process.settingsFile,
      "--gauge",
      gaugeIdOf(4, 0),
      "--value",
      "level_m",
    ]);
    expect([run.code, run.err]).toEqual([2, expect.stringMatching(/must lie between 1970 and now/)]);
  });
});
