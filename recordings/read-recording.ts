import { cellTexts } from "./cell-texts.ts";
import { tableRows } from "./open-table.ts";
import type { RecordingSource, RecordingTally } from "./recording-source.ts";
import { RowReader, type RowReaderParts } from "./row-reader.ts";
import type { Understanding } from "./understanding.ts";

/** What the rows of one file go through. */
export interface RecordingParts {
  readonly source: Pick<RecordingSource, "missing" | "nonNegative">;
  readonly tally: RecordingTally;
  readonly sinkOf: (parts: Pick<RowReaderParts, "understood" | "textOf">) => RowReaderParts["sink"];
}

/**
 * Reads one file piece by piece. Rows go to the sink as they are cut; after each piece it yields how many bytes of the file
 * have been read.
 *
 * @throws {RecordingError} `no_zone`, `endless_row`, `broken_gzip`
 */
export async function* readRecording(
  understood: Understanding,
  { source, tally, sinkOf }: RecordingParts,
): AsyncGenerator<number> {
  const textOf = cellTexts();
  const reader = new RowReader({ source, understood, textOf, tally, sink: sinkOf({ understood, textOf }) });
  yield* tableRows(understood, (row) => reader.read(row));
}
