import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it, vi } from "vitest";
import { type BacktestReport, backtestReportSchema } from "../../backtest/report/report-schema.ts";
import { runCommandLine } from "../../cli/command-line.ts";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import { type RunningHub, runHub } from "../support/processes/running-hub.ts";
import { until } from "../support/until.ts";
import { markupIn } from "./markup.ts";

const root = resolve(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "guanlan-backtest-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function reportOf(args: readonly string[]): Promise<BacktestReport> {
  const out = join(folder, "out.json");
  const { code, err } = await runGuanlan(["backtest", ...args, "--json", out]);
  expect([code, err]).toEqual([0, ""]);
  return backtestReportSchema.parse(JSON.parse(readFileSync(out, "utf8")));
}

/** The command line without a process of its own, for what it refuses before any work. */
async function inProcess(args: readonly string[]): Promise<{ readonly code: number; readonly err: string }> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const code = await runCommandLine(args, { LANG: "en" });
    return { code, err: write.mock.calls.map(([text]) => String(text)).join("") };
  } finally {
    write.mockRestore();
  }
}

/** Two floods in two days at 10 min: the first to 45 cm, the second to 25 cm. */
function floodCsv(heading: string, line: (time: string, cm: number) => string): string {
  const lines = [heading];
  for (let step = 0; step < 288; step++) {
    const hour = step / 6;
    const cm = Math.max(0, 45 - 10 * Math.abs(hour - 12), 25 - 10 * Math.abs(hour - 36));
    const time = new Date(Date.UTC(2026, 6, 1) + step * 600_000).toISOString().slice(0, 19);
    lines.push(line(time, Math.round(cm * 100) / 100));
  }
  return `${lines.join("\n")}\n`;
}

describe("guanlan backtest", () => {
  it.each(["en", "zh_CN.UTF-8"])("explains every option in the terminal's language: %s", async (locale) => {
    const { code, out } = await runGuanlan(["backtest", "--help"], { LC_ALL: locale });
    expect(code).toBe(0);
    expect(out).toContain(locale === "en" ? "hits, misses, false alarms" : "命中、漏报、空报");
    for (const option of ["--mark", "--lower-mark", "--rule", "--history", "--json", "--html", "--zone"]) {
      expect(out).toMatch(new RegExp(`${option}( <[^>]+>)?\\s+\\S`));
    }
  });

  it("runs the example of docs/backtest.md to the letter", async () => {
    const page = readFileSync(join(root, "docs", "backtest.md"), "utf8").split("### Example")[1] ?? "";
    const [csv, command, json] = [...page.matchAll(/```(?:csv|sh|json)\n([\s\S]*?)```/g)].map(
      (match) => match[1] ?? "",
    );
    const path = file("weir.csv", csv ?? "");
    const out = join(folder, "example.json");
    const words = (command ?? "").trim().replace("npm run guanlan -- ", "").split(" ");
    const args = words.map((word) => (word === "weir.csv" ? path : word === "out.json" ? out : word));
    expect((await runGuanlan(args)).code).toBe(0);
    const wanted = backtestReportSchema.parse(JSON.parse(json ?? ""));
    const got = backtestReportSchema.parse(JSON.parse(readFileSync(out, "utf8")));
    const { madeAt, guanlan } = wanted;
    expect({ ...got, madeAt, guanlan, source: { ...got.source, names: ["weir.csv"] } }).toEqual(wanted);
  });

  it("judges a rule of the city by the engine: alerts from a level on, pages, and baselines beside it", async () => {
    const path = file("depth.csv.gz", gzipSync(floodCsv("when,depth_cm", (time, cm) => `${time},${cm}`)));
    const args = [
      path,
      "--time",
      "when",
      "--value",
      "depth_cm",
      "--unit",
      "cm",
      "--zone",
      "Z",
      "--mark",
      "40",
      "--lower-mark",
      "27",
    ];
    const report = await reportOf([...args, "--rule", "underpass-depth", "--level", "yellow"]);
    expect(report.judged).toMatchObject({ alarm: "rule", ruleId: "underpass-depth", atLevel: "yellow" });
    expect(Object.keys(report.scores)).toEqual(["rule", "forecast", "lowerMark", "straightLine"]);
    const [gauge] = report.gauges;
    // 20 cm at 09:30; below 16 cm from 15:00, emitted at 15:10. The same on the second day, false.
    expect(gauge?.alerts.rule).toEqual([
      { from: "2026-07-01T09:30:00.000Z", to: "2026-07-01T15:10:00.000Z", level: "red", pages: 3, isFalse: false },
      { from: "2026-07-02T11:30:00.000Z", to: "2026-07-02T13:10:00.000Z", level: "yellow", pages: 1, isFalse: true },
    ]);
    expect(gauge?.events).toMatchObject([
      { crossedAt: "2026-07-01T11:30:00.000Z", peak: 45, peakAt: "2026-07-01T12:00:00.000Z" },
    ]);
    expect(gauge?.events[0]?.alarms.rule).toEqual({
      alertAt: "2026-07-01T09:30:00.000Z",
      leadMinutes: 120,
      isHit: true,
    });
    expect(report.scores.rule).toMatchObject({
      events: 1,
      hits: 1,
      alerts: 2,
      falseAlarms: 1,
      far: 0.5,
      pages: 4,
      mostPagesInADay: 3,
    });
  });

  it("a rule file with named thresholds; a wide table in another zone", async () => {
    const rule = file(
      "rule.yaml",
      `rules:
  - id: near
    hazard: river-flood
    applies: { kind: river, property: stage, ids: [not-here] }
    title: { zh: 近, en: near }
    advice: { zh: 看, en: look }
    source: a test
    condition: { kind: threshold }
    unit: m
    levels: { orange: { raise: warningStage-0.1 } }
`,
    );
    const text = floodCsv("time,a,b", (time, cm) => `${time.replace("T", " ")},${cm / 100},${cm / 50}`);
    const args = [
      file("wide.csv", text),
      "--time",
      "time",
      "--value",
      "*",
      "--zone",
      "+08:00",
      "--unit",
      "m",
      "--mark",
      "0.4",
      "--mark",
      "b=0.8",
    ];
    const report = await reportOf([...args, "--lower-mark", "0.2", "--rule", rule, "--threshold", "warningStage=0.4"]);
    expect(report.gauges.map(({ station, mark }) => [station, mark])).toEqual([
      ["a", 0.4],
      ["b", 0.8],
    ]);
    expect(report.gauges[0]?.alerts.rule?.[0]?.from).toBe("2026-07-01T02:30:00.000Z");
    expect(report.gauges[1]?.alerts.rule?.[0]?.from).toBe("2026-07-01T01:00:00.000Z");
  });

  it.each([
    ["no file", [], /name a CSV file, or give --history/],
    ["no value column", ["x.csv"], /--value must name/],
    ["a bad zone", ["x.csv", "--value", "v", "--zone", "Mars"], /--zone must be Z/],
    ["a bad mark", ["x.csv", "--value", "v", "--mark", "high up"], /--mark must be a number, median\+1/],
    ["no mark", ["FLOOD", "--value", "depth_m", "--zone", "Z"], /must have a mark/],
    [
      "a lower mark above",
      ["FLOOD", "--value", "depth_m", "--zone", "Z", "--mark", "1", "--lower-mark", "2"],
      /below the mark of 1 m: got 2/,
    ],
    [
      "a bad unit",
      ["FLOOD", "--value", "depth_m", "--zone", "Z", "--mark", "1", "--unit", "fathom"],
      /--unit must be a unit of stage/,
    ],
    [
      "an unknown rule",
      ["FLOOD", "--value", "depth_m", "--mark", "1", "--rule", "underpas-depth"],
      /did you mean underpass-depth\?/,
    ],
    [
      "a level it lacks",
      ["FLOOD", "--value", "depth_m", "--mark", "1", "--rule", "dam-collapse", "--level", "blue"],
      /it has red/,
    ],
    [
      "an unset threshold",
      ["FLOOD", "--value", "depth_m", "--zone", "Z", "--mark", "1", "--rule", "river-stage"],
      /watch one of these gauges/,
    ],
    ["a history without a gauge", ["--history"], /--history must have a --gauge/],
    ["both", ["x.csv", "--history", "--gauge", "g"], /either files or --history/],
  ])("%s: ends with 2 and says what was wanted", async (_name, args, words) => {
    const flood = file(
      "flood.csv",
      floodCsv("time_utc,depth_m", (time, cm) => `${time},${cm / 100}`),
    );
    const { code, err } = await inProcess(["backtest", ...args.map((word) => (word === "FLOOD" ? flood : word))]);
    expect(err).toMatch(words);
    expect(code).toBe(2);
  });

  it("the report is one well-formed file that runs no word of a station's name and asks no network", async () => {
    const names = [
      `</title><script>alert(1)</script>`,
      `"><img src=x onerror=alert(1)>`,
      `' onmouseover='alert(1)`,
      `<svg/onload=alert(1)> & 站点 \${x} {at}`,
      `javascript:alert(1)`,
    ];
    const text = floodCsv("time_utc,station,depth_m", (time, cm) =>
      names.map((name) => `${time}Z,"${name.replaceAll('"', '""')}",${cm / 100}`).join("\n"),
    );
    const html = join(folder, "report.html");
    const common = [
      "--value",
      "depth_m",
      "--station",
      "station",
      "--property",
      "depth",
      "--mark",
      "0.4",
      "--html",
      html,
    ];
    const { code, err } = await runGuanlan(["backtest", file("<b>names<b>&amp;.csv", text), ...common], {
      LC_ALL: "zh_CN.UTF-8",
    });
    expect([code, err]).toEqual([0, ""]);
    const page = readFileSync(html, "utf8");
    const { tags, attributes, texts } = markupIn(page);
    expect(tags.get("script")).toBe(1);
    for (const name of ["img", "iframe", "link", "object", "b", "form"]) expect(tags.get(name), name).toBeUndefined();
    expect([...attributes].filter((name) => name.startsWith("on") || name === "src" || name === "style")).toEqual([]);
    for (const name of names) expect(texts).toContain(name);
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).toMatch(/default-src 'none'.*script-src 'sha256-/);
    expect(tags.get("svg")).toBe(10);
    expect(page).toContain('<html lang="zh" data-language="zh">');
    for (const words of ["观澜回测报告", "Guanlan backtest", "提前量", "Median lead"]) expect(page).toContain(words);
  });
});

describe("guanlan backtest --history", () => {
  let hub: RunningHub | null = null;
  afterAll(() => hub?.close());

  it("reads the journal beside the running hub and finds what it notified, late readings and all", async () => {
    hub = await runHub({ city: { stations: 1, gaugesPerDevice: 1 } });
    const running = hub;
    const device = await running.device(0);
    const start = Math.floor(Date.now() / 60_000) * 60_000 - 30 * 60_000;
    // Up to red and down again, minute by minute; 3 cm at the end.
    const cm = [2, 2, 16, 22, 35, 50, 50, 35, 22, 16, 9, 5, 3, 3, 3, 3];
    const late = 3;
    const rows = cm.map((each, index) => ({ t: start + index * 60_000, values: { c0: each / 100 } }));
    const publish = (payload: object) =>
      device.publishAsync("v1/devices/d0/readings", JSON.stringify(payload), { qos: 1 });
    for (const [index, row] of rows.entries()) if (index !== late) await publish(row);
    await publish(rows[late] as object);
    interface TransitionPage {
      readonly rows: readonly {
        readonly at: string;
        readonly from: string | null;
        readonly to: string | null;
        readonly effect?: string;
      }[];
    }
    const transitions = () => running.get<TransitionPage>("/api/v1/alarms/transitions?limit=100");
    await until("the alarm to clear", async () => (await transitions()).rows.some(({ to }) => to === null));
    const live = (await transitions()).rows.filter(({ effect }) => effect !== "record");
    const raised = live.find(({ from }) => from === null);
    const cleared = live.find(({ to }) => to === null);

    const settings = ["--settings", running.process.settingsFile];
    const args = [
      "--history",
      "--gauge",
      "s0-c0",
      "--rule",
      "depth",
      "--mark",
      "0.4",
      "--lower-mark",
      "0.2",
      ...settings,
    ];
    const out = join(folder, "history.json");
    const env = { GUANLAN_TEST_SECRET: "unused" };
    const run = await runGuanlan(["backtest", ...args, "--json", out], env);
    expect([run.code, run.err]).toEqual([0, ""]);
    const report = backtestReportSchema.parse(JSON.parse(readFileSync(out, "utf8")));
    expect(report.source).toMatchObject({ kind: "history", rows: cm.length, values: cm.length });
    const [alert] = report.gauges[0]?.alerts.rule ?? [];
    expect([alert?.from, alert?.to].map((iso) => Date.parse(iso ?? ""))).toEqual(
      [raised, cleared].map((move) => Date.parse(move?.at ?? "")),
    );
    expect(report.gauges[0]?.events).toHaveLength(1);

    const part = ["--from", new Date(start + 11 * 60_000).toISOString()];
    const quiet = await runGuanlan(["backtest", ...args, ...part, "--json", out], env);
    expect(quiet.code).toBe(0);
    expect((JSON.parse(readFileSync(out, "utf8")) as BacktestReport).source.values).toBe(5);

    const unknown = await runGuanlan(["backtest", "--history", "--gauge", "s0-c9", "--mark", "1", ...settings], env);
    expect([unknown.code, unknown.err.includes("did you mean s0-c0?")]).toEqual([2, true]);
  });

  it("does not make a data folder where there is none", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    const env = { GUANLAN_STORE__FOLDER: empty };
    const { code, err } = await runGuanlan(["backtest", "--history", "--gauge", "wl-heyi.depth", "--mark", "0.4"], env);
    expect([code, err.includes("store.not_found")]).toEqual([1, true]);
  });
});
