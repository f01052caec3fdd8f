import type { BilingualText } from "../domain/text.ts";
import type { DateFormat } from "../domain/time/written/date-formats.ts";
import { fill } from "../locales/fill.ts";
import { unreadableTexts } from "../locales/recordings/faults.ts";
import type { DecimalMark } from "./dialect/number-text.ts";

/** Which cells of the files make records, and what somebody says of how they are written; null where the file is asked. */
export interface RecordingSource {
  /** CSV with a heading line; gzip is recognised by its first bytes. */
  readonly files: readonly string[];
  /**
   * Columns that together hold the time: one, date and time, or year, month, day and what follows. Null takes the column
   * that is called as times usually are.
   */
  readonly time: readonly string[] | null;
  /** Columns of values; `*` alone stands for all but the others. Several, or `*`, make one station each. */
  readonly values: readonly string[];
  /** Column that names the station of a row; null where the file, or each column, is one. */
  readonly station: string | null;
  /** Column to the text a row must hold there. */
  readonly where: Readonly<Record<string, string>>;
  /** Zone of times that name none: `Z`, `+08:00`, `EST`, `Europe/London`, or `column:tz_cd` for a column that names it. */
  readonly zone: string | null;
  /** Words and numbers that stand for no value, beside the usual ones. */
  readonly missing: readonly string[];
  /** Numbers that look like a mark for no value and are values. */
  readonly keep: readonly string[];
  /** Whether no value can be below 0, as none of rain can; or by value. */
  readonly nonNegative: boolean | readonly boolean[];
  /** One ASCII character. */
  readonly delimiter: string | null;
  /** As TextDecoder knows it. */
  readonly encoding: string | null;
  readonly decimal: DecimalMark | null;
  readonly dateFormat: DateFormat | null;
  /** False where the first line is a row: columns are then called `#1`, `#2` ... */
  readonly hasHeading: boolean;
}

/** A source of which nothing is said but these. */
export function recordingSource(
  said: Pick<RecordingSource, "files" | "values"> & Partial<RecordingSource>,
): RecordingSource {
  return {
    time: null,
    station: null,
    where: {},
    zone: null,
    missing: [],
    keep: [],
    nonNegative: false,
    delimiter: null,
    encoding: null,
    decimal: null,
    dateFormat: null,
    hasHeading: true,
    ...said,
  };
}

/** A row with a time or cells that could not be read. */
export interface UnreadableRow {
  readonly file: string;
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  /** What stands there, such as `time "yesterday"`. */
  readonly why: BilingualText;
}

/** What became of the rows. */
export interface RecordingTally {
  /** Rows that the filter lets through. */
  rows: number;
  /** Values read. */
  values: number;
  /** Cells with nothing in them, or a mark that stands for nothing. */
  empty: number;
  /** Values at a time their station had one already. */
  duplicates: number;
  /** Rows with a time or a cell that could not be read, and the first few of them. */
  unreadable: number;
  readonly firstUnreadable: UnreadableRow[];
  /** Cells that held a mark for no value, by mark. */
  readonly missing: Map<string, number>;
  /** Values with a qualifier behind the number, by qualifier. */
  readonly qualified: Map<string, number>;
  /** Rows at a local time that clocks showed twice, told apart by their order. */
  doubledTimes: number;
}

export function emptyTally(): RecordingTally {
  return {
    rows: 0,
    values: 0,
    empty: 0,
    duplicates: 0,
    unreadable: 0,
    firstUnreadable: [],
    missing: new Map(),
    qualified: new Map(),
    doubledTimes: 0,
  };
}

const mostRowsShown = 20;

/** Counts a row that could not be read, once, whatever the number of its faults. */
export function countUnreadable(tally: RecordingTally, row: UnreadableRow): void {
  tally.unreadable++;
  if (tally.firstUnreadable.length < mostRowsShown) tally.firstUnreadable.push(row);
}

/** `weir.csv:7 value "high"`. */
export function unreadableText({ file, line, why }: UnreadableRow): BilingualText {
  return fill(unreadableTexts.row, { file, line, why });
}

/** One more of a mark. */
export function countMark(counts: Map<string, number>, mark: string): void {
  counts.set(mark, (counts.get(mark) ?? 0) + 1);
}
