import type { DateFormat } from "../domain/time/written/date-formats.ts";

/** Option that names a column. */
export type ColumnOption = "time" | "value" | "station" | "where" | "zone";

/** A place in a file and what stands there. */
interface Cited {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Why a recording cannot be read; each kind has its words in locales/recordings/faults.ts. */
export type RecordingFault =
  | { readonly kind: "not_there"; readonly file: string; readonly cause: NodeJS.ErrnoException }
  | { readonly kind: "empty"; readonly file: string }
  | {
      readonly kind: "no_column";
      readonly file: string;
      readonly column: string;
      readonly option: ColumnOption;
      /** Columns that the heading names. */
      readonly names: readonly string[];
    }
  | { readonly kind: "column_twice"; readonly file: string; readonly column: string; readonly option: ColumnOption }
  | { readonly kind: "no_time_column"; readonly file: string; readonly names: readonly string[] }
  | ({ readonly kind: "no_zone" } & Cited)
  | ({ readonly kind: "unknown_zone" } & Cited)
  | ({ readonly kind: "short_year" } & Cited)
  | ({ readonly kind: "serial" } & Cited)
  /** Day and month may change places in every date of the file. */
  | ({ readonly kind: "date_order" } & Cited)
  /** Digits alone, which may be dates or times since 1970 in several ways. */
  | ({ readonly kind: "digits"; readonly formats: readonly DateFormat[] } & Cited)
  /** One line has the day first, `otherLine` the month. */
  | ({ readonly kind: "mixed_dates"; readonly otherLine: number; readonly otherText: string } & Cited)
  /** A comma before three digits, and nothing in the file that says which mark it is. */
  | ({ readonly kind: "decimal_mark" } & Cited)
  /** As many numbers with a decimal comma as with a point. */
  | ({ readonly kind: "mixed_decimals"; readonly otherLine: number; readonly otherText: string } & Cited)
  | { readonly kind: "bad_zone"; readonly file: string; readonly text: string }
  | { readonly kind: "unknown_encoding"; readonly file: string }
  | {
      readonly kind: "mixed_series";
      readonly file: string;
      readonly column: string;
      /** Whether the column names stations, and not what is measured. */
      readonly isStation: boolean;
      /** What stands in the column, the first few. */
      readonly seen: readonly string[];
    }
  | { readonly kind: "endless_row"; readonly file: string; readonly line: number }
  | { readonly kind: "broken_gzip"; readonly file: string; readonly cause: Error };

/** Thrown within recordings/ alone; what leaves it is a HubError with the code of a command. */
export class RecordingError extends Error {
  readonly fault: RecordingFault;

  constructor(fault: RecordingFault) {
    super(`${fault.kind} in ${fault.file}`, "cause" in fault ? { cause: fault.cause } : undefined);
    this.fault = fault;
  }
}
