import type { GaugeKey } from "../../../domain/ids.ts";
import type { JournalledObservation } from "../../../domain/observations/observation.ts";
import type { QualityFlag } from "../../../domain/observations/quality.ts";
import type { AppendedObservation } from "../../ports.ts";

/**
 * Observations between threads: `packedWidth` numbers a row, `NaN` for null, so that a group crosses as one buffer that
 * changes hands. Copying the objects instead costs about 2 us each on either side.
 */
export const packedWidth = 9;

/** A row as read back: `journalSeq` in front, and without its packet. */
export const journalledWidth = 9;

/** Columns of `observation` in the order of a journalled row. */
export const journalledColumns =
  "seq, gauge, observed_at, received_at, value, flag, checks, device_time, device_seq" as const;

/** Writes one observation at row `row` of `into`. */
export function packObservation(into: Float64Array, row: number, observation: AppendedObservation): void {
  const at = row * packedWidth;
  into[at] = observation.gauge;
  into[at + 1] = observation.observedAt;
  into[at + 2] = observation.receivedAt;
  into[at + 3] = observation.value;
  into[at + 4] = observation.flag;
  into[at + 5] = observation.checks;
  into[at + 6] = observation.deviceTime ?? Number.NaN;
  into[at + 7] = observation.seq ?? Number.NaN;
  into[at + 8] = observation.packet ?? 0;
}

/** Rows of `journalledWidth` numbers as observations. */
export function unpackJournalled(packed: Float64Array): readonly JournalledObservation[] {
  const rows: JournalledObservation[] = new Array(packed.length / journalledWidth);
  for (let row = 0, at = 0; row < rows.length; row += 1, at += journalledWidth) {
    rows[row] = {
      journalSeq: packed[at]!,
      gauge: packed[at + 1]! as GaugeKey,
      observedAt: packed[at + 2]!,
      receivedAt: packed[at + 3]!,
      value: packed[at + 4]!,
      flag: packed[at + 5]! as QualityFlag,
      checks: packed[at + 6]!,
      deviceTime: nullIfNaN(packed[at + 7]!),
      seq: nullIfNaN(packed[at + 8]!),
    };
  }
  return rows;
}

export function nullIfNaN(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** What of a row may be other than sent once it is kept. */
export interface RowAsKept {
  readonly observedAt: number;
  readonly deviceTime: number | null;
  readonly flag: number;
  readonly checks: number;
}

export const exceptionWidth = 5;

/** A row that was not kept as sent, by its index; null for one that was not kept. */
export function packException(index: number, row: RowAsKept | null): readonly number[] {
  if (row === null) return [index, Number.NaN, Number.NaN, 0, 0];
  return [index, row.observedAt, row.deviceTime ?? Number.NaN, row.flag, row.checks];
}

/** The row that `packException` wrote at `at`; null for one that was not kept. */
export function unpackException(packed: Float64Array, at: number): (RowAsKept & { readonly flag: QualityFlag }) | null {
  const observedAt = packed[at + 1]!;
  if (Number.isNaN(observedAt)) return null;
  const flag = packed[at + 3]! as QualityFlag;
  return { observedAt, deviceTime: nullIfNaN(packed[at + 2]!), flag, checks: packed[at + 4]! };
}
