import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { City } from "../../domain/city/city.ts";
import { HubError } from "../../domain/errors.ts";
import { fill } from "../../locales/fill.ts";
import { scoreErrorTexts } from "../../locales/score/errors.ts";
import type { TruthRow } from "../../simulators/truth/truth-row.ts";
import { TruthCollector } from "./collect-truth.ts";
import { gaugesByChannel, type Truth } from "./truth.ts";

/**
 * Reads a truth file (simulators/truth/truth-row.ts), line by line: a day of a whole city is gigabytes.
 *
 * @throws {HubError} `score.bad_truth`
 */
export async function readTruth(file: string, city: City): Promise<Truth> {
  const bytes = createReadStream(file);
  const lines = createInterface({
    input: file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes,
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  let collector: TruthCollector | null = null;
  for await (const line of lines) {
    number += 1;
    const row = parsed(line, { file, number });
    if (collector === null) collector = begun(row, { file, city });
    else collector.add(row);
  }
  if (collector === null) throw badTruth(file, 1, "");
  return collector.truth();
}

function begun(row: TruthRow, { file, city }: { readonly file: string; readonly city: City }): TruthCollector {
  if (row.kind !== "scenario") throw badTruth(file, 1, row.kind);
  if (row.cityCode === city.code) return new TruthCollector(row, gaugesByChannel(city));
  const blanks = { file, wanted: city.code, got: row.cityCode };
  throw new HubError("score.bad_truth", fill(scoreErrorTexts["other-city"], blanks));
}

/** The rows are our own: what is checked is that this is such a file, not every field of it. */
function parsed(line: string, { file, number }: { readonly file: string; readonly number: number }): TruthRow {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    throw badTruth(file, number, line.slice(0, 60));
  }
  if (isTruthRow(row)) return row;
  throw badTruth(file, number, line.slice(0, 60));
}

const rowKinds: readonly unknown[] = ["scenario", "water", "fault", "sent", "event"] satisfies TruthRow["kind"][];

function isTruthRow(row: unknown): row is TruthRow {
  return typeof row === "object" && row !== null && "kind" in row && rowKinds.includes(row.kind);
}

function badTruth(file: string, line: number, got: string): HubError {
  return new HubError("score.bad_truth", fill(scoreErrorTexts["bad-truth"], { file, line, got }));
}
