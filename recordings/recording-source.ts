/** Which cells of the files make records. */
export interface RecordingSource {
  /** CSV with a heading line; gzip is recognised by its first bytes. */
  readonly files: readonly string[];
  readonly time: string;
  /** Columns of values; `*` alone stands for all but the others. Several, or `*`, make one station each. */
  readonly values: readonly string[];
  /** Column that names the station of a row; null where the file, or each column, is one. */
  readonly station: string | null;
  /** Column to the text a row must hold there. */
  readonly where: Readonly<Record<string, string>>;
  /** Zone of times that name none, such as `Z` or `+08:00`; with null such a time is an error. */
  readonly zone: string | null;
  /** Numbers that stand for no value. */
  readonly missing: readonly number[];
  /** One character; null takes the one of comma, semicolon and tab that the heading holds. */
  readonly delimiter: string | null;
  readonly encoding: string;
  /** Whether `1,5` is a number; where it is not, such a cell is unreadable. */
  readonly hasDecimalCommas: boolean;
}

/** A row with a time or cells that could not be read. */
export interface UnreadableRow {
  readonly file: string;
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  /** What stands there, such as `time "yesterday"`. */
  readonly why: string;
}

/** What became of the rows. */
export interface RecordingTally {
  /** Rows that the filter lets through. */
  rows: number;
  /** Values read. */
  values: number;
  /** Cells with nothing in them, or a number that stands for nothing. */
  empty: number;
  /** Values at a time their station had one already. */
  duplicates: number;
  /** Rows with a time or a cell that could not be read, and the first few of them. */
  unreadable: number;
  readonly firstUnreadable: UnreadableRow[];
}

export function emptyTally(): RecordingTally {
  return { rows: 0, values: 0, empty: 0, duplicates: 0, unreadable: 0, firstUnreadable: [] };
}

const mostRowsShown = 5;

/** Counts a row that could not be read, once, whatever the number of its faults. */
export function countUnreadable(tally: RecordingTally, row: UnreadableRow): void {
  tally.unreadable++;
  if (tally.firstUnreadable.length < mostRowsShown) tally.firstUnreadable.push(row);
}

/** `weir.csv:7 value "high"`. */
export function unreadableText({ file, line, why }: UnreadableRow): string {
  return `${file}:${line} ${why}`;
}
