import { checks } from "../domain/observations/quality.ts";
import type { Reject } from "../domain/observations/reject.ts";

/** Untimed readings with the same count and value within this time are one. */
const untimedWindowMs = 600_000;

/** Farthest that a reading is moved ahead of where it was received, ms: what is true now must not wait for our own dates. */
const mostAheadMs = 60_000;

/** One row as it goes through the rules; one object for all rows of a journal, so that the hot path allocates nothing. */
export interface AppendRow {
  gauge: number;
  observedAt: number;
  receivedAt: number;
  value: number;
  flag: number;
  checks: number;
  deviceTime: number | null;
  deviceSeq: number | null;
}

/** `changed`: kept under another date, device time or with another check than it was sent with. */
export type RowOutcome = "kept" | "changed" | "duplicate" | "conflict";

/** What a journal keeps rows in, as the rules of appending ask it. A value of null is NaN. */
export interface RowTable {
  /** Puts the row behind all others with the next number; false where its gauge has a row at `observedAt`. */
  insert(row: AppendRow): boolean;
  has(gauge: number, observedAt: number): boolean;
  at(gauge: number, observedAt: number): { readonly value: number | null; readonly isOwnDate: boolean };
  /** The row whose device said `deviceTime`, where its date is ours. Its value is null where the row is gone. */
  misdated(gauge: number, deviceTime: number): { readonly value: number | null } | undefined;
  /** Remembers that the row inserted last is of this device time. */
  addMisdated(gauge: number, deviceTime: number): void;
  /** The last untimed reading with this count. */
  untimed(gauge: number, deviceSeq: number): { readonly value: number | null; readonly receivedAt: number } | undefined;
  setUntimed(row: AppendRow, deviceSeq: number): void;
  /** Called for a row that is not kept as another value is there. */
  onConflict(row: AppendRow, kept: number | null): void;
}

/** Newest and oldest date of ours that moved rows of one gauge stand at, since one last stood where it was received. */
interface OwnDates {
  newest: number;
  oldest: number;
}

/**
 * What becomes of a row that is appended, the same in every journal: kept once, beside a reading that we dated, or not.
 *
 * A row whose date is ours (no device time, or a wrong one) is known again by its device time or its count, never by
 * its date; two of them on one millisecond are two readings, so the later moves to the next free millisecond, or to one
 * before all of them where that would be too far ahead. However many there are, each costs a constant number of calls
 * of the table where its gauge was dated before, and a number that grows with their logarithm otherwise.
 */
export class AppendRules {
  readonly #table: RowTable;
  /** By gauge; spares a search when one packet brings thousands of undated rows. */
  readonly #ownDates = new Map<number, OwnDates>();

  constructor(table: RowTable) {
    this.#table = table;
  }

  /** Keeps the row or not. After `changed` it has the date and device time it was kept under. */
  keep(row: AppendRow): RowOutcome {
    // What the hub itself has heard of a moment stays, whatever a recording says of it.
    if ((row.checks & checks.archived) !== 0) return this.#table.insert(row) ? "kept" : "duplicate";
    if (row.deviceTime !== null) return this.#keepMisdated(row, row.deviceTime);
    return (row.checks & checks.untimed) !== 0 ? this.#keepUntimed(row) : this.#keepTimed(row);
  }

  /** To be called when rows kept were taken back. */
  forget(): void {
    this.#ownDates.clear();
  }

  #keepTimed(row: AppendRow): RowOutcome {
    if (this.#table.insert(row)) return "kept";
    const { value, isOwnDate } = this.#table.at(row.gauge, row.observedAt);
    // The place is taken by a reading that we dated: another reading, so this one moves beside it.
    if (isOwnDate) return this.#keepMisdated(row, row.observedAt);
    return this.#again(row, value);
  }

  #keepMisdated(row: AppendRow, deviceTime: number): RowOutcome {
    const known = this.#table.misdated(row.gauge, deviceTime);
    if (known !== undefined) return this.#again(row, known.value);
    const wasTimed = row.deviceTime === null;
    row.deviceTime = deviceTime;
    const outcome = this.#insertOwnDate(row);
    this.#table.addMisdated(row.gauge, deviceTime);
    return wasTimed ? "changed" : outcome;
  }

  #keepUntimed(row: AppendRow): RowOutcome {
    if (row.deviceSeq === null) return this.#insertOwnDate(row);
    const known = this.#table.untimed(row.gauge, row.deviceSeq);
    if (
      known !== undefined &&
      isSame(known.value, row.value) &&
      Math.abs(row.receivedAt - known.receivedAt) < untimedWindowMs
    ) {
      return "duplicate";
    }
    this.#table.setUntimed(row, row.deviceSeq);
    return this.#insertOwnDate(row);
  }

  #insertOwnDate(row: AppendRow): RowOutcome {
    const sent = row.observedAt;
    const dates = this.#ownDates.get(row.gauge);
    if (this.#table.insert(row)) {
      if (dates !== undefined && sent > dates.newest) this.#ownDates.delete(row.gauge);
      return "kept";
    }
    const { newest, oldest } = dates ?? { newest: sent, oldest: sent };
    const ahead = Math.max(newest, sent) + 1;
    const moved =
      (ahead <= sent + mostAheadMs ? this.#insertFrom(row, ahead, sent + mostAheadMs) : null) ??
      this.#insertBehind(row, Math.min(oldest, sent) - 1);
    this.#ownDates.set(row.gauge, { newest: Math.max(newest, moved), oldest: Math.min(oldest, moved) });
    return "changed";
  }

  /** More readings than milliseconds are no measurement: those are kept for history, and no rule looks at them. */
  #insertBehind(row: AppendRow, from: number): number {
    row.checks |= checks.tooOld;
    return this.#insertFrom(row, from, Number.NEGATIVE_INFINITY) ?? from;
  }

  /**
   * Inserts the row at `from` or, where that is taken, at a free moment between there and `limit` whose neighbour is
   * taken: found in doubling steps and then by halves, so that a long row of taken moments costs its logarithm.
   *
   * @returns the moment; null where none was found up to `limit`
   */
  #insertFrom(row: AppendRow, from: number, limit: number): number | null {
    const direction = limit > from ? 1 : -1;
    const most = (limit - from) * direction;
    row.observedAt = from;
    if (this.#table.insert(row)) return from;
    const isTaken = (steps: number): boolean => this.#table.has(row.gauge, from + steps * direction);
    let taken = 0;
    let free = Math.min(1, most);
    while (isTaken(free)) {
      if (free === most) return null;
      taken = free;
      free = Math.min(free * 2, most);
    }
    while (free - taken > 1) {
      const middle = Math.floor((free + taken) / 2);
      if (isTaken(middle)) taken = middle;
      else free = middle;
    }
    row.observedAt = from + free * direction;
    this.#table.insert(row);
    return row.observedAt;
  }

  #again(row: AppendRow, kept: number | null): RowOutcome {
    if (isSame(kept, row.value)) return "duplicate";
    this.#table.onConflict(row, kept);
    return "conflict";
  }
}

/** What is kept of a reading that was sent with two values: the later one. */
export function conflictReject(row: AppendRow, gaugeId: string, kept: number | null): Reject {
  const at = new Date(row.deviceTime ?? row.observedAt).toISOString();
  return {
    reason: "reading.conflicting_duplicate",
    deviceId: "",
    topic: "",
    detail: `gauge ${gaugeId} at ${at}: wanted the value kept before, ${kept}, got ${row.value}`,
    count: 1,
    reading: null,
    head: new TextEncoder().encode(JSON.stringify(row)),
    payload: null,
    payloadBytes: 0,
    receivedAt: row.receivedAt,
  };
}

function isSame(kept: number | null, sent: number): boolean {
  return Object.is(kept ?? Number.NaN, sent) || kept === sent;
}
