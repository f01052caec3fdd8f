import { describe, expect, it } from "vitest";
import type { DeviceId, StationId } from "../../../domain/ids.ts";
import { cityChart, meanIntensity } from "../../../score/report/city-chart.ts";
import { placeViews } from "../../../score/report/place-views.ts";
import { scoreHtml } from "../../../score/report/score-html.ts";
import { scoreJson } from "../../../score/report/score-json.ts";
import { scoreTable } from "../../../score/report/score-table.ts";
import type { TruthRow } from "../../../simulators/truth/truth-row.ts";
import { gauge, station } from "../../support/alarm-builders.ts";
import { callOutcome, city, endsAt, minute, moved, readingsEveryMinute, startsAt } from "../small-run.ts";
import { reportOf } from "./reported.ts";

const zoneMs = 8 * 3_600_000;
const device = "tunnel-1" as DeviceId;
const dead: TruthRow = { kind: "fault", fault: "dead", size: 0, deviceId: device, from: minute(5), to: minute(60) };

describe("scoreHtml()", () => {
  it("is a page in both languages without a script that says that it is simulated", () => {
    const html = scoreHtml(reportOf());
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    for (const words of ["小雨夜", "A small night", "示意图，非测绘成果", "no real event", "红色", "waterlogging"]) {
      expect(html).toContain(words);
    }
  });

  it("draws a place with its water, its alarms, the call and its answer", () => {
    const calls = [callOutcome(minute(15), { answeredAt: minute(16) })];
    const html = scoreHtml(reportOf(readingsEveryMinute(), { calls }));
    const figure = html.split("<figure>").at(-1) ?? "";
    // Three levels up and one end, a call, an answer; the line, the three limits.
    expect(figure.match(/transform="translate\([\d.]+ 12\)/g)).toHaveLength(4);
    expect(figure.match(/transform="translate\([\d.]+ 30\)/g)).toHaveLength(2);
    expect(figure.match(/stroke-dasharray/g)).toHaveLength(3);
    expect(figure).not.toContain("<rect");
  });

  it("says what was missed and why, and greys what nobody could see", () => {
    const html = scoreHtml(reportOf([dead, ...readingsEveryMinute((at) => at >= 5)], { transitions: [] }));
    expect(html).toContain("nobody could see it (dead)");
    expect(html).toContain("not met");
    expect(html.split("<figure>").at(-1)).toContain("<rect");
  });

  it("lets no name of a place become markup", () => {
    const report = reportOf();
    const hostile = station({ id: "tunnel" as StationId, name: { zh: "<b>x", en: '"><img src=x>' } });
    const named = { ...report, city: { ...report.city, stations: new Map([[hostile.id, hostile]]) } };
    expect(scoreHtml(named)).not.toMatch(/<img|<b>x/);
  });
});

it("placeViews() has the gravest place first, and of these the one where most was missed", () => {
  const views = placeViews(reportOf(), reportOf().runs[0]!);
  expect(views.map(({ station: { id }, hazard, level }) => [id, hazard, level])).toEqual([
    ["tunnel", "waterlogging", "red"],
  ]);
  expect(views[0]?.spans).toHaveLength(1);
});

it("meanIntensity() gives the mean of all rain gauges as mm/h", () => {
  const { truth } = reportOf().runs[0]!;
  const ids = ["a", "b"].map((id) => gauge({ id: id as never, property: "rain" }));
  const base = city();
  const rainy = { ...base, gauges: new Map(ids.map((each) => [each.id, each])) };
  const [a, b] = ids.map(({ id }) => id);
  // 60 mm in the hour at one, nothing at the other.
  const water = new Map([
    [a!, truth.times.map((at) => (at - startsAt) / 60_000)],
    [b!, truth.times.map(() => 0)],
  ]);
  const bars = meanIntensity({ ...truth, water }, rainy, { from: startsAt, to: endsAt });
  const fallen = bars.reduce((sum, { value }) => sum + value / bars.length, 0);
  expect(fallen).toBeCloseTo(30, 6);
  expect(cityChart({ city: rainy, truth: { ...truth, water }, crossings: [], zoneMs, title: "t" })).toContain("<rect");
});

it("scoreJson() names each failure with its reason, in whole instants", () => {
  const rows = [dead, ...readingsEveryMinute((at) => at >= 5)];
  const json = scoreJson(reportOf(rows, { transitions: [moved(minute(59), "blue", { hazard: "rainstorm" })] }));
  const [run] = JSON.parse(JSON.stringify(json)).runs;
  expect(run).toMatchObject({ scenario: "small", seed: 1, startsAt: "2021-07-20T08:00:00.000Z" });
  expect(run.failures[0]).toMatchObject({
    stationId: "tunnel",
    level: "blue",
    crossedAt: "2021-07-20T08:13:00.000Z",
    answer: "missed",
    cause: "blind",
    faults: ["dead"],
  });
  expect(run.blindUnsaid).toMatchObject([{ gaugeId: "tunnel/depth", raisedAt: null, isHeard: false }]);
});

it("scoreTable() has a line a run, in columns", () => {
  const { runs } = reportOf();
  const [heading, line] = scoreTable([...runs, ...runs], "en");
  expect(heading).toMatch(/^scenario +seed +clear crossings/);
  expect(line).toMatch(/^A small night +1 +3 +1 +2 +0 +0 +1\/1 +0\/1/);
  expect(scoreTable([], "zh")).toEqual([""]);
});
