import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type BacktestReport, backtestReportSchema } from "../../backtest/report/report-schema.ts";
import { runGuanlan } from "../support/processes/run-guanlan.ts";
import { missing, recordedData } from "../support/shared.ts";
import {
  type DirectSource,
  directCount,
  directMedian,
  directSeries,
  lowerMarkAlerts,
  type Span,
} from "./direct-count.ts";

const folder = mkdtempSync(join(tmpdir(), "guanlan-backtest-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Case {
  readonly name: string;
  readonly path: readonly string[];
  readonly source: Omit<DirectSource, "file">;
  readonly args: readonly string[];
  /** Mark and lower mark of a station, in the file's unit, from its median. */
  readonly marks: (median: number) => readonly [mark: number, lower: number];
  readonly minRows: number;
  /** As docs/skill.md has them. */
  readonly events: number;
}

const cases: readonly Case[] = [
  {
    name: "Plumtree 3 ft",
    path: ["usgs_maryland", "plumtree_run_01581752_2016-2017_5min.csv.gz"],
    source: { value: "stage_ft" },
    args: ["--value", "stage_ft", "--unit", "ft", "--mark", "3", "--lower-mark", "2"],
    marks: () => [3, 2],
    minRows: 2,
    events: 13,
  },
  {
    name: "Hub'Eau, storm Gloria, median + 1 m",
    path: ["hubeau_2020", "2020-01_storm_gloria.csv.gz"],
    source: { value: "stage_mm", station: "station" },
    args: ["--value", "stage_mm", "--station", "station", "--unit", "mm", "--mark", "median+1m", "--min-rows", "500"],
    marks: (median) => [median + 1000, median + 500],
    minRows: 500,
    events: 44,
  },
  {
    name: "FloodNet 4 in",
    path: ["floodnet_nyc", "profiles.csv.gz"],
    source: { value: "depth_in", station: "sensor_id" },
    args: [
      "--value",
      "depth_in",
      "--station",
      "sensor_id",
      "--unit",
      "in",
      "--property",
      "depth",
      "--mark",
      "4",
      "--lower-mark",
      "1",
    ],
    marks: () => [4, 1],
    minRows: 2,
    events: 703,
  },
  {
    name: "Calder, a month without a flood",
    path: ["uk_calder_2025", "calder_2025-08_09_15min.csv.gz"],
    source: { value: "value", station: "station", where: ["parameter", "level_m"] },
    args: ["--value", "value", "--station", "station", "--where", "parameter=level_m", "--mark", "median+1"],
    marks: (median) => [median + 1, median + 0.5],
    minRows: 2,
    events: 0,
  },
];

type Score = NonNullable<BacktestReport["scores"]["forecast"]>;

const countsOf = ({ events, hits, alerts, falseAlarms }: Score) => ({ events, hits, alerts, falseAlarms });

const spanOf = ({ from, to }: { readonly from: string; readonly to: string | null }): Span => ({
  from: Date.parse(from),
  to: to === null ? Number.POSITIVE_INFINITY : Date.parse(to),
});

describe("guanlan backtest on recorded water counts as a direct count does", () => {
  it.each(cases)("$name", async ({ name, path, source, args, marks, minRows, events }) => {
    const file = recordedData(...path);
    if (file === null) return missing(`${path.join("/")} (GUANLAN_DATA)`);
    const out = join(folder, `${path[0]}.json`);
    const { code, err, out: table } = await runGuanlan(["backtest", file, ...args, "--json", out]);
    expect([code, err], name).toEqual([0, ""]);
    const report = backtestReportSchema.parse(JSON.parse(readFileSync(out, "utf8")));
    const direct = [...directSeries({ file, ...source })].filter(([, series]) => series.length >= minRows);
    expect(report.gauges).toHaveLength(direct.length);
    expect(report.scores.forecast?.events).toBe(events);
    expect(table).toContain("forecast");
    if (events === 0) expect(report.scores.forecast).toMatchObject({ alerts: 0, pages: 0, pod: null });

    const sums = { events: 0, hits: 0, alerts: 0, falseAlarms: 0 };
    for (const [index, [, series]] of direct.entries()) {
      const gauge = report.gauges[index] as BacktestReport["gauges"][number];
      const [mark, lower] = marks(directMedian(series));
      expect([gauge.observations, gauge.mark, gauge.lowerMark]).toEqual([series.length, mark, lower]);
      // Counted from the file alone.
      const counted = directCount(series, mark, lowerMarkAlerts(series, lower));
      expect(countsOf(gauge.scores.lowerMark as Score), gauge.station).toEqual(counted);
      // Of the other alarms the alerts are taken from the report, and what they were worth is counted anew.
      for (const alarm of ["forecast", "straightLine"] as const) {
        const alerts = (gauge.alerts[alarm] ?? []).map(spanOf);
        expect(countsOf(gauge.scores[alarm] as Score), `${gauge.station} ${alarm}`).toEqual(
          directCount(series, mark, alerts),
        );
      }
      sums.events += counted.events;
      sums.hits += counted.hits;
      sums.alerts += counted.alerts;
      sums.falseAlarms += counted.falseAlarms;
    }
    expect(countsOf(report.scores.lowerMark as Score)).toEqual(sums);
    // Storms hold every event once.
    expect(report.storms.reduce((sum, storm) => sum + storm.events, 0)).toBe(events);
  });
});
