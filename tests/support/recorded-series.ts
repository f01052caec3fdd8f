import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { recordedData } from "./shared.ts";

/** One gauge's record, oldest first, one row a time, metres. */
export interface RecordedSeries {
  readonly station: string;
  /** The recording: stations that share one share its storms. */
  readonly storm: string;
  /** Milliseconds since 1970. */
  readonly times: Float64Array;
  readonly valuesM: Float64Array;
}

export const footM = 0.3048;
export const inchM = 0.0254;

/** Columns of a long table: where the time and the value stand and what names the series of a row. */
interface Columns {
  readonly time: string;
  readonly value: string;
  readonly station?: string;
  readonly onlyWhere?: readonly [column: string, value: string];
  /** Metres in one of the column's unit. */
  readonly unitM: number;
}

/** Two urban streams in Maryland, 5 min. */
export function plumtree(): readonly RecordedSeries[] | null {
  return usgs("plumtree_run_01581752_2016-2017_5min.csv.gz", "Plumtree Run", "2016-2017");
}

export function deadRun(): readonly RecordedSeries[] | null {
  return usgs("dead_run_01589330_2018-06_5min.csv.gz", "Dead Run", "2018-06");
}

/** Raw river stage in southern France, 10 to 15 min; stations of fewer than 500 rows are left out. */
export function hubeau(): readonly RecordedSeries[] | null {
  const columns = { time: "time_utc", value: "stage_mm", station: "station", unitM: 0.001 };
  const recordings = ["2020-01_storm_gloria", "2020-04_spring"];
  const all: RecordedSeries[] = [];
  for (const storm of recordings) {
    const stations = readSeries(["hubeau_2020", `${storm}.csv.gz`], columns);
    if (stations === null) return null;
    for (const [station, rows] of stations) {
      if (rows.length >= 500) all.push(seriesOf(station, storm, rows));
    }
  }
  return all;
}

/** River levels of the Calder valley in a month without a flood, 15 min. */
export function calder(): readonly RecordedSeries[] | null {
  const stations = readSeries(["uk_calder_2025", "calder_2025-08_09_15min.csv.gz"], {
    time: "time_utc",
    value: "value",
    station: "station",
    onlyWhere: ["parameter", "level_m"],
    unitM: 1,
  });
  if (stations === null) return null;
  return [...stations].map(([station, rows]) => seriesOf(station, "2025-08_09", rows));
}

/** Water on New York's streets, about 1 min; accepted events only, a sensor's events one after the other. */
export function floodnet(): readonly RecordedSeries[] | null {
  const sensors = readSeries(["floodnet_nyc", "profiles.csv.gz"], {
    time: "time_utc",
    value: "depth_in",
    station: "sensor_id",
    unitM: inchM,
  });
  if (sensors === null) return null;
  return [...sensors].map(([sensor, rows]) => seriesOf(sensor, "2020-2024", rows));
}

export function medianOf(values: Float64Array): number {
  const sorted = values.toSorted();
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

/** Median time between rows, ms. */
export function reportingIntervalMs({ times }: RecordedSeries): number {
  return medianOf(times.slice(1).map((at, index) => at - (times[index] as number)));
}

function usgs(file: string, name: string, storm: string): readonly RecordedSeries[] | null {
  const stations = readSeries(["usgs_maryland", file], { time: "time_utc", value: "stage_ft", unitM: footM });
  return stations === null ? null : [...stations.values()].map((rows) => seriesOf(name, storm, rows));
}

type Rows = [at: number, value: number][];

function readSeries(path: readonly string[], columns: Columns): Map<string, Rows> | null {
  const file = recordedData(...path);
  if (file === null) return null;
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  const header = (lines[0] ?? "").trim().split(",");
  const time = header.indexOf(columns.time);
  const value = header.indexOf(columns.value);
  const station = columns.station === undefined ? -1 : header.indexOf(columns.station);
  const [onlyColumn, only] = columns.onlyWhere ?? ["", undefined];
  const filter = header.indexOf(onlyColumn);
  const series = new Map<string, Rows>();
  for (const line of lines.slice(1)) {
    // No quoted field stands before the columns read here, so a comma always parts two fields.
    const fields = line.split(",");
    const text = fields[value]?.trim();
    if (text === undefined || text === "" || (filter >= 0 && fields[filter] !== only)) continue;
    const name = station < 0 ? "" : (fields[station] as string);
    let rows = series.get(name);
    if (rows === undefined) {
      rows = [];
      series.set(name, rows);
    }
    rows.push([Date.parse(fields[time] as string), Number(text) * columns.unitM]);
  }
  return series;
}

function seriesOf(station: string, storm: string, rows: Rows): RecordedSeries {
  rows.sort((left, right) => left[0] - right[0]);
  const kept = rows.filter(([at], index) => index === 0 || at !== rows[index - 1]?.[0]);
  return {
    station,
    storm,
    times: Float64Array.from(kept, ([at]) => at),
    valuesM: Float64Array.from(kept, ([, value]) => value),
  };
}
