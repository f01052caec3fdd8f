import type { DateFormat } from "../domain/time/written/date-formats.ts";
import type { ClockForm } from "./dialect/clock-column.ts";
import type { DecimalMark } from "./dialect/number-text.ts";
import type { FoundEncoding } from "./dialect/text-bytes.ts";
import type { Zone } from "./dialect/zones.ts";
import type { RecordingColumns } from "./recording-columns.ts";
import type { RecordingFile } from "./recording-file.ts";

/** How one thing came to be understood as it is: somebody said so, the file shows it, or nothing in it says otherwise. */
export type Grounds = "said" | "shown" | "usual";

/** A row as it was understood. */
export interface UnderstoodRow {
  readonly line: number;
  /** Its time as written. */
  readonly text: string;
  /** Ms since 1970; null where it could not be read. */
  readonly at: number | null;
  /** In the order of the columns of values, as written; the number read, null where there is none. */
  readonly values: readonly { readonly text: string; readonly number: number | null }[];
}

/** How one file is written: what its rows are read by, and what is printed before they are. */
export interface Understanding {
  readonly file: RecordingFile;
  readonly encoding: FoundEncoding & { readonly grounds: Grounds };
  readonly delimiter: string;
  readonly delimiterGrounds: Grounds;
  /** From 1; 0 where there is no heading. */
  readonly headingLine: number;
  /** First byte of the table in UTF-8, and its line. */
  readonly tableAt: number;
  readonly tableLine: number;
  /** Whether lines that begin with `#` are no rows. */
  readonly hasComments: boolean;
  readonly isUsgs: boolean;
  readonly rowBelow: "formats" | "units" | null;
  readonly columns: RecordingColumns;
  readonly zone: Zone | null;
  readonly zoneGrounds: Grounds;
  /** Whether the times of the first row name their zone themselves. */
  readonly namesZones: boolean;
  /** What numbers alone in the column of the clock time are; null where there are none. */
  readonly clock: ClockForm | null;
  readonly dateFormat: DateFormat | null;
  /** The line that shows the order of day and month; null where nothing had to. */
  readonly dateProof: { readonly line: number; readonly text: string } | null;
  readonly dateGrounds: Grounds;
  readonly decimal: DecimalMark | null;
  readonly decimalGrounds: Grounds;
  /** In the order of the values: numbers that stand for no value. */
  readonly missingNumbers: readonly ReadonlySet<number>[];
  /** In the order of the values: numbers far from all others that may stand for none; a row that has one is unreadable. */
  readonly doubtfulNumbers: readonly ReadonlySet<number>[];
  /** Numbers that often do and were taken for values here, as others are as low. */
  readonly keptNumbers: readonly { readonly number: number; readonly count: number }[];
  /** In the order of the values; null where the heading names none. */
  readonly units: readonly (string | null)[];
  readonly rows: number;
  readonly first: UnderstoodRow | null;
  readonly last: UnderstoodRow | null;
}
