import type { CellTextReader } from "./cell-texts.ts";
import type { CsvRow } from "./csv-splitter.ts";
import { type ColumnOption, RecordingError } from "./recording-error.ts";
import type { RecordingSource } from "./recording-source.ts";

/** Where the cells of a source stand in the rows of one file, counted from 0. */
export interface RecordingColumns {
  readonly file: string;
  /** Columns as the heading names them. */
  readonly names: readonly string[];
  readonly time: number;
  /** -1 where no column names the station. */
  readonly station: number;
  readonly filters: readonly { readonly index: number; readonly text: string }[];
  /** In the order of the source's values. */
  readonly values: readonly number[];
}

/** @throws {RecordingError} `no_column` */
export function columnsOf(
  { file, heading }: { readonly file: string; readonly heading: CsvRow },
  source: RecordingSource,
  textOf: CellTextReader,
): RecordingColumns {
  const names = Array.from({ length: heading.fields }, (_, field) =>
    textOf(heading.bytes, heading.starts[field] as number, heading.ends[field] as number),
  );
  const indexOf = (column: string, option: ColumnOption): number => {
    const index = names.indexOf(column);
    if (index < 0) throw new RecordingError({ kind: "no_column", file, column, option, names });
    return index;
  };
  const time = indexOf(source.time, "time");
  const station = source.station === null ? -1 : indexOf(source.station, "station");
  const filters = Object.entries(source.where).map(([column, text]) => ({ index: indexOf(column, "where"), text }));
  const others = [time, station, ...filters.map(({ index }) => index)];
  const values =
    source.values[0] === "*"
      ? names.flatMap((_, index) => (others.includes(index) ? [] : [index]))
      : source.values.map((column) => indexOf(column, "value"));
  return { file, names, time, station, filters, values };
}
