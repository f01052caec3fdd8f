/** Option that names a column. */
export type ColumnOption = "time" | "value" | "station" | "where";

/** Why a recording cannot be read. Each command has words of its own for it. */
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
  | { readonly kind: "no_zone"; readonly file: string; readonly line: number; readonly text: string }
  | { readonly kind: "endless_row"; readonly file: string; readonly line: number }
  | { readonly kind: "broken_gzip"; readonly file: string; readonly cause: Error };

/** Thrown within recordings/ alone; what leaves it is a HubError in the words of a command. */
export class RecordingError extends Error {
  readonly fault: RecordingFault;

  constructor(fault: RecordingFault) {
    super(`${fault.kind} in ${fault.file}`, "cause" in fault ? { cause: fault.cause } : undefined);
    this.fault = fault;
  }
}
