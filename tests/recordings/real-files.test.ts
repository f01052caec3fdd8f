import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readCsvFiles } from "../../recordings/read-csv.ts";
import { type RecordingSource, recordingSource } from "../../recordings/recording-source.ts";
import { missing, recordedData } from "../support/shared.ts";

interface RealFile {
  readonly path: readonly [folder: string, file: string];
  readonly said: Partial<RecordingSource>;
  readonly values: readonly string[];
  /** What must have been understood of it. */
  readonly units: readonly (string | null)[];
  /** Marks for no value beside empty cells. */
  readonly missing?: readonly string[];
}

/** One file of each agency, as a newcomer would name its columns. */
const files: readonly RealFile[] = [
  {
    path: ["usgs_maryland", "plumtree_run_01581752_2016-2017_5min.csv.gz"],
    said: {},
    values: ["stage_ft", "discharge_cfs"],
    units: ["ft", "cfs"],
  },
  { path: ["usgs_maryland", "dead_run_01589330_2018-06_5min.csv.gz"], said: {}, values: ["stage_ft"], units: ["ft"] },
  {
    path: ["hubeau_2020", "2020-01_storm_gloria.csv.gz"],
    said: { station: "station" },
    values: ["stage_mm"],
    units: ["mm"],
  },
  { path: ["floodnet_nyc", "profiles.csv.gz"], said: { station: "sensor_id" }, values: ["depth_in"], units: ["in"] },
  {
    path: ["uk_calder_2025", "calder_2025-08_09_15min.csv.gz"],
    said: { station: "station", where: { parameter: "level_m" } },
    values: ["value"],
    units: ["m"],
  },
  {
    path: ["logan_qc", "FranklinBasin_stage_15min.csv.gz"],
    said: { time: ["time_mst"] },
    values: ["stage_raw_cm", "stage_corrected_cm"],
    units: ["cm", "cm"],
  },
  {
    path: ["korea_nam_hourly", "nam_2014_2021_hourly.csv.gz"],
    said: { time: ["time_kst"] },
    values: ["level_m_2020650", "rain_mm_20204020"],
    units: ["m", "mm"],
  },
  {
    path: ["seoul_han_2012_2016", "han_2012_2016_10min.csv.gz"],
    said: { time: ["time_kst"] },
    values: ["wl_1018680"],
    units: [null],
  },
  {
    path: ["garonne_floods", "garonne_levels.csv.gz"],
    said: { time: ["time_local"], station: "station", zone: "Europe/Paris" },
    values: ["stage_mm"],
    units: ["mm"],
  },
  {
    path: ["gas_air_quality", "uci_air_quality_hourly.csv.gz"],
    said: { time: ["time_local"], zone: "+01:00", missing: ["-200"] },
    values: ["CO(GT)"],
    units: [null],
    missing: ["-200"],
  },
];

describe("recorded water of the agencies is read whole", () => {
  it.each(files)("$path.1", async ({ path, said, values, units, missing: marks = [] }) => {
    const file = recordedData(...path);
    if (file === null) return missing(`shared/data/${path[0]}`);
    const source = recordingSource({ files: [file], values, ...said });
    const { series, tally, understood } = await readCsvFiles(source);
    expect(understood.map((each) => each.units)).toEqual([units]);
    const direct = directCount(file, source, marks);
    expect([tally.unreadable, tally.rows, tally.values, tally.empty]).toEqual([
      0,
      direct.rows,
      direct.values,
      direct.empty,
    ]);
    const kept = series.reduce((sum, { times }) => sum + times.length, 0);
    expect(kept + tally.duplicates).toBe(direct.values);
    expect([understood[0]?.first?.at !== null, understood[0]?.last?.at !== null]).toEqual([true, true]);
  });
});

/** The same by splitting lines: no quoted field holds a comma before the columns that are read. */
function directCount(file: string, { values, where }: RecordingSource, marks: readonly string[]) {
  const [heading = "", ...lines] = gunzipSync(readFileSync(file)).toString("utf8").trim().split(/\r?\n/);
  const names = heading.split(",");
  const filters = Object.entries(where).map(([name, text]) => [names.indexOf(name), text] as const);
  const counts = { rows: 0, values: 0, empty: 0 };
  for (const line of lines) {
    const cells = line.split(",");
    if (filters.some(([index, text]) => cells[index] !== text)) continue;
    counts.rows++;
    for (const name of values) {
      const cell = cells[names.indexOf(name)]?.trim() ?? "";
      if (cell === "" || marks.some((mark) => Number(mark) === Number(cell))) counts.empty++;
      else counts.values++;
    }
  }
  return counts;
}
