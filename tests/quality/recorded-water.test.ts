import { describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import { spike } from "../../quality/qartod/spike.ts";
import { type QualityConfig, qualityConfigOf } from "../../quality/quality-config.ts";
import { type CheckedValue, checkSeries } from "../reference/check-series.ts";
import {
  calder,
  deadRun,
  floodnet,
  footM,
  hubeau,
  inchM,
  medianOf,
  plumtree,
  type RecordedSeries,
} from "../support/recorded-series.ts";
import { missing } from "../support/shared.ts";

interface Checked {
  readonly series: RecordedSeries;
  readonly intervalMs: number;
  readonly values: readonly CheckedValue[];
}

function check(series: RecordedSeries, property: "stage" | "depth", expectedIntervalMs: number): Checked {
  const config = qualityConfigOf({ property, expectedIntervalMs }) as QualityConfig;
  const values = checkSeries(config, { times: series.times, values: series.valuesM });
  return { series, intervalMs: expectedIntervalMs, values };
}

/** A stretch at or above a mark, and what rules saw of it. */
interface Crossing {
  readonly name: string;
  /** From its first value to the first one rules were given, intervals; Infinity where they were given none. */
  readonly delay: number;
  /** True where it is one value alone: those before and after it lie below the mark. */
  readonly isLone: boolean;
}

function crossings({ series, intervalMs, values }: Checked, markM: number): readonly Crossing[] {
  const found: Crossing[] = [];
  for (let first = 0; first < series.times.length; first++) {
    if ((series.valuesM[first] as number) < markM) continue;
    let end = first;
    let judgedAt = Number.POSITIVE_INFINITY;
    for (; (series.valuesM[end] ?? Number.NaN) >= markM; end++) {
      judgedAt = Math.min(judgedAt, (values[end] as CheckedValue).judgedAt);
    }
    const at = series.times[first] as number;
    const name = `${series.station} ${new Date(at).toISOString().slice(0, 16)}`;
    found.push({ name, delay: (judgedAt - at) / intervalMs, isLone: end === first + 1 });
    first = end;
  }
  return found;
}

function held({ series, values }: Checked): number {
  return values.filter(({ judgedAt }, index) => judgedAt > (series.times[index] as number)).length;
}

function refused({ values }: Checked): number {
  return values.filter(({ flag }) => flag === 4).length;
}

describe("live checks on recorded water", () => {
  it("keep every flood of the Maryland streams, at most one interval late, and refuse nothing of them", () => {
    const streams = [
      { series: plumtree(), marksFt: [2, 3, 4] },
      { series: deadRun(), marksFt: [2, 3, 5] },
    ];
    for (const { series, marksFt } of streams) {
      if (series === null) return missing("usgs_maryland (GUANLAN_DATA)");
      const checked = check(series[0] as RecordedSeries, "stage", 5 * minuteMs);
      expect(refused(checked)).toBe(0);
      for (const markFt of marksFt) {
        const found = crossings(checked, markFt * footM);
        expect(found.length).toBeGreaterThan(0);
        for (const crossing of found) expect(crossing.delay).toBeLessThanOrEqual(1);
      }
    }
  });

  it("keep what a filter that drops QARTOD's average spikes would drop (control)", () => {
    const series = plumtree()?.[0];
    if (series === undefined) return missing("usgs_maryland (GUANLAN_DATA)");
    const { spike: limits } = qualityConfigOf({ property: "stage", expectedIntervalMs: 5 * minuteMs }) as QualityConfig;
    const flags = spike([...series.valuesM], { ...limits, method: "average" });
    const values = flags.map((flag, index): CheckedValue => {
      const judgedAt = flag === 4 ? Number.POSITIVE_INFINITY : (series.times[index] as number);
      return { flag, checks: 0, judgedAt, trust: null };
    });
    const found = [2, 3, 4].flatMap((markFt) =>
      crossings({ series, intervalMs: 5 * minuteMs, values }, markFt * footM),
    );
    expect(found.filter(({ delay }) => delay > 0).length).toBeGreaterThan(0);
    expect(flags.filter((flag) => flag === 4).length).toBeGreaterThan(0);
  });

  it("keep every flood of New York's streets, at most one reading late", () => {
    const sensors = floodnet();
    if (sensors === null) return missing("floodnet_nyc (GUANLAN_DATA)");
    // Readings come every 63 s or so.
    const checked = sensors.map((series) => check(series, "depth", 63_000));
    const found = checked.flatMap((each) => [4, 12, 24].flatMap((markIn) => crossings(each, markIn * inchM)));
    expect(found.length).toBeGreaterThan(900);
    // The one value lost: 4 in between 1.5 in and nothing, a minute from either, in the tail of a flood notified long
    // before.
    expect(lost(found)).toEqual(["Q-brookville-blvd-149th-ave-3-23nfdo 2024-10-18T15:10"]);
    for (const { delay } of found) expect(delay === Number.POSITIVE_INFINITY || delay <= 1.1).toBe(true);
  });

  it("keep every flood of southern France but values that stand alone, and refuse the faults", () => {
    const stations = hubeau();
    if (stations === null) return missing("hubeau_2020 (GUANLAN_DATA)");
    const checked = stations.map((series) => check(series, "stage", 10 * minuteMs));
    const found = checked.flatMap((each) =>
      [0.5, 1, 2].flatMap((aboveM) => crossings(each, medianOf(each.series.valuesM) + aboveM)),
    );
    expect(found.length).toBeGreaterThan(100);
    for (const { delay } of found) expect(delay === Number.POSITIVE_INFINITY || delay <= 1).toBe(true);
    expect(lost(found)).toEqual([
      // 4.71 m, 4.98 m, 4.79 m: chatter in a flood notified before.
      "Y024401001 2020-01-22T04:45",
      // 0.56 m, 1.25 m, 0.56 m
      "Y257002001 2020-05-05T11:55",
      // 1.16 m, 1.47 m, 1.18 m
      "Y257404001 2020-04-22T09:25",
    ]);
    expect(faultsRefused(checked)).toEqual([
      // Chatter between 0.13 m and dips to -4.15 m, spikes of over 100 m/h among them.
      "Y142202001 2020-01_storm_gloria: 25",
      // 2.11 m, 0.00 m, 2.11 m
      "Y067406001 2020-01_storm_gloria: 1",
      // 0.56 m, 1.25 m, 0.56 m
      "Y257002001 2020-04_spring: 1",
    ]);
  });

  it("let a quiet month in the Calder valley pass: nothing held, nothing refused", () => {
    const stations = calder();
    if (stations === null) return missing("uk_calder_2025 (GUANLAN_DATA)");
    for (const series of stations) {
      const checked = check(series, "stage", 15 * minuteMs);
      expect([held(checked), refused(checked)]).toEqual([0, 0]);
    }
  });
});

/** Crossings rules saw nothing of; none of more than one value may be among them. */
function lost(found: readonly Crossing[]): readonly string[] {
  const unseen = found.filter(({ delay }) => delay === Number.POSITIVE_INFINITY);
  expect(unseen.filter(({ isLone }) => !isLone)).toEqual([]);
  return unseen.map(({ name }) => name).sort();
}

/** How many were refused at stations whose faults can be seen by eye. */
function faultsRefused(checked: readonly Checked[]): readonly string[] {
  const named = ["Y142202001 2020-01_storm_gloria", "Y067406001 2020-01_storm_gloria", "Y257002001 2020-04_spring"];
  return named.map((name) => {
    const found = checked.find(({ series }) => `${series.station} ${series.storm}` === name);
    return `${name}: ${found === undefined ? "absent" : refused(found)}`;
  });
}
