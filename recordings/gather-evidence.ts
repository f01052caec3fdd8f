import { cellTexts } from "./cell-texts.ts";
import { Evidence } from "./dialect/evidence.ts";
import { type OpenedTable, openTable, tableRows } from "./open-table.ts";
import { undecidedColumns } from "./recording-columns.ts";
import type { RecordingFile } from "./recording-file.ts";
import type { RecordingSource } from "./recording-source.ts";
import { isWanted } from "./row-reader.ts";

/** Passes over the rows that the filter lets through, and keeps what they say of how the file is written. */
export async function gatherEvidence(
  file: RecordingFile,
  source: RecordingSource,
  now: number,
  onProgress: (done: number) => void,
): Promise<{ readonly table: OpenedTable; readonly evidence: Evidence }> {
  const table = await openTable(file, source);
  const { columns, heading, encoding } = table;
  const evidence = new Evidence(columns, undecidedColumns(columns), now);
  const textOf = cellTexts();
  const rows = tableRows({ ...heading, file, encoding, columns }, (row) => {
    if (isWanted(row, columns, textOf)) evidence.add(row);
  });
  for await (const done of rows) onProgress(done);
  evidence.end();
  return { table, evidence };
}
