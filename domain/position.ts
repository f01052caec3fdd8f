/**
 * A place in the log of inputs: every row up to `row` and every entry up to `entry` lies before it. Of two positions of
 * one log each is at or before the other in both numbers, so positions are in one order.
 */
export interface Position {
  /** `journalSeq` of the last row; 0 before the first. */
  readonly row: number;
  /** `entrySeq` of the last entry; 0 before the first. */
  readonly entry: number;
}

export const startOfLog: Position = Object.freeze({ row: 0, entry: 0 });

/** True when something of the log lies after `earlier` and not after `position`. */
export function isBeyond(position: Position, earlier: Position): boolean {
  return position.row > earlier.row || position.entry > earlier.entry;
}
