import { checks, isJudged, type QualityFlag } from "../domain/observations/quality.ts";

/** Readings of one identity and value within this time are one. */
const sameWithinMs = 600_000;
/** A second value for a moment not longer ago than this is one of now, from a clock that stands still or is coarse. */
const recentMs = 600_000;

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
  /** As `AppendedObservation.packet`; 0 for none. */
  packet: number;
}

/**
 * - `changed`: kept under another date, device time or with another check than it was sent with
 * - `beside`: so kept as its moment has another value; its flag and checks say so
 */
export type RowOutcome = "kept" | "changed" | "beside" | "duplicate";

/** What is known of a row kept under a date of ours. */
export interface MisdatedRow {
  /** Null where the row is gone. */
  readonly value: number | null;
  readonly observedAt: number;
  readonly receivedAt: number;
}

/** What a journal keeps rows in, as the rules of appending ask it. A value of null is NaN. */
export interface RowTable {
  /** Puts the row behind all others with the next number; false where its gauge has a row at `observedAt`. */
  insert(row: AppendRow): boolean;
  has(gauge: number, observedAt: number): boolean;
  at(gauge: number, observedAt: number): { readonly value: number | null; readonly isOwnDate: boolean };
  /** The newest row whose device said `deviceTime`, where its date is ours. */
  misdated(gauge: number, deviceTime: number): MisdatedRow | undefined;
  /** Remembers that the row inserted last is of this device time. */
  setMisdated(gauge: number, deviceTime: number): void;
  /** The last reading of this identity: its count, or below 0 that of its packet. */
  untimed(gauge: number, identity: number): { readonly value: number | null; readonly receivedAt: number } | undefined;
  setUntimed(row: AppendRow, identity: number): void;
}

/** Newest and oldest date of ours that moved rows of one gauge stand at, since one last stood where it was received. */
interface OwnDates {
  newest: number;
  oldest: number;
}

/**
 * What becomes of a row that is appended, the same in every journal: kept once, beside another, or not.
 *
 * Only what is the same is a duplicate: one moment and one value, one count, or one packet sent again. A second value for
 * one moment is kept as well: of a recent moment under our time and judged; of an older one right behind it and failed,
 * so that history sent again with other values is seen, and neither raises nor adds up.
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

  /** Keeps the row or not. After `changed` and `beside` it is as it was kept. */
  keep(row: AppendRow): RowOutcome {
    // What the hub itself has heard of a moment stays, whatever a recording says of it.
    if ((row.checks & checks.archived) !== 0) return this.#table.insert(row) ? "kept" : "duplicate";
    // A moment said again and again is no identity.
    if ((row.checks & (checks.untimed | checks.sameMoment)) !== 0) return this.#keepUntimed(row);
    return row.deviceTime === null ? this.#keepTimed(row) : this.#keepMisdated(row, row.deviceTime);
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
    if (isSame(value, row.value)) return "duplicate";
    const beside = this.#table.misdated(row.gauge, row.observedAt);
    const isKnown = beside !== undefined && isSame(beside.value, row.value) && isNear(beside, row);
    return isKnown ? "duplicate" : this.#keepBeside(row, row.observedAt);
  }

  #keepMisdated(row: AppendRow, deviceTime: number): RowOutcome {
    const known = this.#table.misdated(row.gauge, deviceTime);
    // A clock that begins again and again says a moment anew: far apart, they are two readings.
    if (known !== undefined && isNear(known, row)) {
      return isSame(known.value, row.value) ? "duplicate" : this.#keepBeside(row, deviceTime);
    }
    const wasTimed = row.deviceTime === null;
    row.deviceTime = deviceTime;
    const outcome = this.#insertOwnDate(row);
    this.#table.setMisdated(row.gauge, deviceTime);
    return wasTimed ? "changed" : outcome;
  }

  #keepBeside(row: AppendRow, deviceTime: number): RowOutcome {
    const isRecent = row.receivedAt - row.observedAt <= recentMs;
    row.deviceTime = deviceTime;
    row.checks |= checks.sameMoment;
    if (isJudged(row.flag as QualityFlag)) row.flag = isRecent ? 3 : 4;
    row.observedAt = isRecent ? row.receivedAt : row.observedAt + 1;
    this.#insertOwnDate(row);
    this.#table.setMisdated(row.gauge, deviceTime);
    return "beside";
  }

  #keepUntimed(row: AppendRow): RowOutcome {
    const identity = row.deviceSeq ?? -Math.abs(row.packet);
    if (row.deviceSeq === null && row.packet === 0) return this.#insertOwnDate(row);
    // Devices that restart use the numbers of packets anew: without DUP they are others.
    const mayBeKnown = row.deviceSeq !== null || row.packet < 0;
    const known = mayBeKnown ? this.#table.untimed(row.gauge, identity) : undefined;
    if (
      known !== undefined &&
      isSame(known.value, row.value) &&
      Math.abs(row.receivedAt - known.receivedAt) < sameWithinMs
    ) {
      return "duplicate";
    }
    this.#table.setUntimed(row, identity);
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
}

/** Whether two readings of one device time may be one: sent again within minutes, or dated to the same minutes. */
function isNear({ observedAt, receivedAt }: MisdatedRow, row: AppendRow): boolean {
  const isSentNear = Math.abs(row.receivedAt - receivedAt) < sameWithinMs;
  return isSentNear || Math.abs(row.observedAt - observedAt) < sameWithinMs;
}

function isSame(kept: number | null, sent: number): boolean {
  return Object.is(kept ?? Number.NaN, sent) || kept === sent;
}
