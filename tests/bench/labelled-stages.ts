import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { RecordedValues } from "../reference/check-series.ts";
import { recordedData } from "../support/shared.ts";

/** A raw river stage of 15 min with the technicians' labels; metres, NaN where nothing was measured. */
export interface LabelledStages extends RecordedValues {
  readonly site: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly isLabelled: readonly boolean[];
  /** The technicians' own number for why; NaN where they gave none. */
  readonly qualifiers: Float64Array;
}

const loganSites = ["FranklinBasin", "Mendon", "TonyGrove"] as const;

/** Logan River Observatory; null when this machine lacks it. */
export function logan(): readonly LabelledStages[] | null {
  const files = loganSites.map((site) => recordedData("logan_qc", `${site}_stage_15min.csv.gz`));
  return files.some((file) => file === null)
    ? null
    : loganSites.map((site, index) => readSite(site, files[index] as string));
}

function readSite(site: string, file: string): LabelledStages {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n").slice(1);
  const rows = lines.map((line) => line.trim().split(","));
  const number = (text: string | undefined): number => (text === undefined || text === "" ? Number.NaN : Number(text));
  return {
    site,
    times: Float64Array.from(rows, (fields) => Date.parse(fields[1] as string)),
    values: Float64Array.from(rows, (fields) => number(fields[2]) / 100),
    isLabelled: rows.map((fields) => fields[5] === "1"),
    qualifiers: Float64Array.from(rows, (fields) => number(fields[4])),
  };
}
