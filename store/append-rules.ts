import { checks, isJudged, type QualityFlag } from "../domain/observations/quality.ts";

/** Readings of one identity and value within this time are one. */
const sameWithinMs = 600_000;
/** A second value for a moment not longer ago than this is one of now, from a clock that stands still or is coarse. */
const recentMs = 600_000;

/** Less apart, one count comes again as the same reading. */
const leastPaceMs = 900;
/** So often in a row a count comes again at the pace of readings before it is taken for one that does not move. */
const enoughRepeats = 3;

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
export interface MisdatedRow extends CountedRow {
  readonly observedAt: number;
}

/** What is known of a row that another may be. */
export interface CountedRow {
  /** Null where the row is gone. */
  readonly value: number | null;
  readonly receivedAt: number;
  readonly deviceSeq: number | null;
}

/** What a journal keeps rows in, as the rules of appending ask it. A value of null is NaN. */
export interface RowTable {
  /** Puts the row behind all others with the next number; false where its gauge has a row at `observedAt`. */
  insert(row: AppendRow): boolean;
  has(gauge: number, observedAt: number): boolean;
  at(gauge: number, observedAt: number): CountedRow & { readonly isOwnDate: boolean };
  /** The newest row whose device said `deviceTime`, where its date is ours. */
  misdated(gauge: number, deviceTime: number): MisdatedRow | undefined;
  /** Remembers that the row inserted last is of this device time. */
  setMisdated(gauge: number, deviceTime: number): void;
  /** The last reading of this identity: its count, or below 0 that of its packet, or of its count at a moment. */
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
 * so that history sent again with other values is seen, and neither raises nor adds up. Another count within minutes
 * makes one moment and one value two readings of a coarse clock, both judged. A count that does not move is none
 * (`RepeatedCounts`).
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
  readonly #repeatedCounts: RepeatedCounts;

  constructor(table: RowTable) {
    this.#table = table;
    this.#repeatedCounts = new RepeatedCounts(table);
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
    const known = this.#table.at(row.gauge, row.observedAt);
    // The place is taken by a reading that we dated: another reading, so this one moves beside it.
    if (known.isOwnDate) return this.#keepMisdated(row, row.observedAt);
    if (isSameReading(known, row)) return "duplicate";
    const beside = this.#table.misdated(row.gauge, row.observedAt);
    const isKnown = beside !== undefined && isSameReading(beside, row) && isNear(beside, row);
    return isKnown ? "duplicate" : this.#keepBeside(row, row.observedAt, known);
  }

  #keepMisdated(row: AppendRow, deviceTime: number): RowOutcome {
    const known = this.#table.misdated(row.gauge, deviceTime);
    // A clock that begins again and again says a moment anew: far apart, they are two readings.
    if (known !== undefined && isNear(known, row)) {
      return isSameReading(known, row) ? "duplicate" : this.#keepBeside(row, deviceTime, known);
    }
    const wasTimed = row.deviceTime === null;
    row.deviceTime = deviceTime;
    const outcome = this.#insertOwnDate(row);
    this.#table.setMisdated(row.gauge, deviceTime);
    return wasTimed ? "changed" : outcome;
  }

  #keepBeside(row: AppendRow, deviceTime: number, first: CountedRow): RowOutcome {
    const isCounted = isOtherCount(first, row);
    // Of many at one moment the table tells the newest; the others are known by their counts.
    if (row.deviceSeq !== null) {
      const identity = countAt(deviceTime, row.deviceSeq);
      const known = isCounted ? this.#table.untimed(row.gauge, identity) : undefined;
      if (known !== undefined && isSame(known.value, row.value) && isSentNear(known, row)) return "duplicate";
      this.#table.setUntimed(row, identity);
    }
    const isRecent = row.receivedAt - row.observedAt <= recentMs;
    row.deviceTime = deviceTime;
    row.checks |= checks.sameMoment;
    if (isJudged(row.flag as QualityFlag)) row.flag = isRecent || isCounted ? 3 : 4;
    row.observedAt = isRecent ? row.receivedAt : row.observedAt + 1;
    this.#insertOwnDate(row);
    this.#table.setMisdated(row.gauge, deviceTime);
    return "beside";
  }

  #keepUntimed(row: AppendRow): RowOutcome {
    const isCounted = row.deviceSeq !== null && (row.checks & checks.repeatedCount) === 0;
    if (isCounted) return this.#keepCounted(row, row.deviceSeq as number);
    if (row.packet === 0) return this.#insertOwnDate(row);
    const identity = -Math.abs(row.packet);
    // Devices that restart use the numbers of packets anew: without DUP they are others.
    const known = row.packet < 0 ? this.#table.untimed(row.gauge, identity) : undefined;
    if (known !== undefined && isSame(known.value, row.value) && isSentNear(known, row)) return "duplicate";
    this.#table.setUntimed(row, identity);
    return this.#insertOwnDate(row);
  }

  #keepCounted(row: AppendRow, count: number): RowOutcome {
    const known = this.#table.untimed(row.gauge, count);
    if (known === undefined || !isSentNear(known, row)) {
      this.#repeatedCounts.moveOn(row.gauge, count, known?.receivedAt);
      this.#table.setUntimed(row, count);
      return this.#insertOwnDate(row);
    }
    const isOtherValue = !isSame(known.value, row.value);
    // A packet with DUP says itself that it is the same.
    const repetition = row.packet < 0 ? "quick" : this.#repeatedCounts.hear(row, count, known.receivedAt, isOtherValue);
    const isStuck = repetition === "stuck";
    const isOther = isStuck || isOtherValue;
    if (isOther || repetition !== "quick") this.#table.setUntimed(row, count);
    if (!isOther) return "duplicate";
    if (!isStuck) return this.#insertOwnDate(row);
    row.checks |= checks.repeatedCount;
    row.flag = Math.max(row.flag, 3);
    this.#insertOwnDate(row);
    return "changed";
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

/** Identity of a count at a moment of its device, whole and below those of packets: a count may come again at another. */
function countAt(deviceTime: number, count: number): number {
  const second = Math.floor(Math.abs(deviceTime) / 1_000) % 2 ** 20;
  return -(2 ** 52 + second * 2 ** 32 + (count % 2 ** 32));
}

/**
 * What a count that comes again is.
 *
 * - `quick`: the same reading, sent again quicker than readings come
 * - `at-pace`: the same reading, as far as is known; or one under a count that does not move
 * - `last`: the same reading, the last of a device that had counted up to it: a gateway that repeats it, however slowly
 * - `stuck`: another reading, under a count that does not move
 */
type Repetition = "quick" | "at-pace" | "last" | "stuck";

/** How the counts of one gauge go. */
interface CountRun {
  newest: number;
  /** Whether the device counted up to the newest, under which it said one value alone. */
  hasCounted: boolean;
  /** That came again, in a row at the pace of readings. */
  repeats: number;
  /** New ones in a row. */
  fresh: number;
  /** Our clock at the last that came again, and when that count had come before; NaN while none has. */
  receivedAt: number;
  knownAt: number;
}

/** Identity under which the table holds what the counts of a gauge were last known for, as a value. */
const countsIdentity = -(2 ** 51);
const countsStand = 0;
const countsGoOn = 1;

/**
 * Tells a count that does not move (it stands at 0, goes round in four, begins again at each wake) from readings that are
 * sent again. By pace: a device sends again quicker than it measured, and then counts on. Counts that came again three
 * times in a row at a fourth or more of the pace they came at before, with no new one in between, identify nothing until
 * three new ones in a row. By what came before: the newest count of a device that counted up to it is its last reading,
 * whoever repeats it for however long.
 *
 * What the counts of a gauge are known for outlives a restart, as long as the table holds its counts.
 */
class RepeatedCounts {
  readonly #table: RowTable;
  readonly #byGauge = new Map<number, CountRun>();

  constructor(table: RowTable) {
    this.#table = table;
  }

  /** A count that the gauge has not had lately. @param knownAt when it had it before that, where it did */
  moveOn(gauge: number, count: number, knownAt = Number.POSITIVE_INFINITY): void {
    const run = this.#byGauge.get(gauge) ?? this.#begin(gauge, count, knownAt);
    goTo(run, count);
    run.fresh += 1;
    if (run.repeats >= enoughRepeats && run.fresh < enoughRepeats) return;
    run.repeats = 0;
    run.receivedAt = Number.NaN;
  }

  /** A count comes again. @param isOther with another value than it had before */
  hear(row: AppendRow, count: number, knownAt: number, isOther: boolean): Repetition {
    const { gauge, receivedAt } = row;
    const run = this.#byGauge.get(gauge) ?? this.#begin(gauge, count, knownAt);
    const isNewest = count === run.newest;
    goTo(run, count);
    run.fresh = 0;
    if (isOther) run.hasCounted = false;
    if (isNewest && run.hasCounted && run.repeats < enoughRepeats) {
      this.#table.setUntimed({ ...row, value: countsGoOn }, countsIdentity);
      return "last";
    }
    const isAtPace = Number.isNaN(run.receivedAt)
      ? isPace(receivedAt - knownAt, 0)
      : isPace(receivedAt - run.receivedAt, knownAt - run.knownAt);
    if (isAtPace) run.repeats += 1;
    run.receivedAt = receivedAt;
    run.knownAt = knownAt;
    if (!isAtPace) return "quick";
    if (run.repeats < enoughRepeats) return "at-pace";
    this.#table.setUntimed({ ...row, value: countsStand }, countsIdentity);
    return "stuck";
  }

  /** Of a gauge whose counts this run of the hub hears first: as it was known when `count` came last. */
  #begin(gauge: number, count: number, knownAt: number): CountRun {
    const known = this.#table.untimed(gauge, countsIdentity);
    const saved = known !== undefined && known.receivedAt >= knownAt ? known.value : null;
    const run = {
      newest: count,
      hasCounted: saved === null ? this.#table.untimed(gauge, count - 1) !== undefined : saved === countsGoOn,
      repeats: saved === countsStand ? enoughRepeats : 0,
      ...{ fresh: 0, receivedAt: Number.NaN, knownAt: Number.NaN },
    };
    this.#byGauge.set(gauge, run);
    return run;
  }
}

function goTo(run: CountRun, count: number): void {
  if (count !== run.newest) run.hasCounted = count > run.newest;
  run.newest = count;
}

/** @param stepMs between two that came again; @param firstMs between the same two when they came before, below 0 in another order */
function isPace(stepMs: number, firstMs: number): boolean {
  return stepMs >= Math.max(leastPaceMs, firstMs / 4);
}

/** Whether two readings of one device time may be one: sent again within minutes, or dated to the same minutes. */
function isNear(known: MisdatedRow, row: AppendRow): boolean {
  return isSentNear(known, row) || Math.abs(row.observedAt - known.observedAt) < sameWithinMs;
}

function isSentNear({ receivedAt }: Pick<CountedRow, "receivedAt">, row: AppendRow): boolean {
  return Math.abs(row.receivedAt - receivedAt) < sameWithinMs;
}

/** Whether two readings of one moment are one. */
function isSameReading(known: CountedRow, row: AppendRow): boolean {
  return isSame(known.value, row.value) && !isOtherCount(known, row);
}

/** Later than within minutes, a device may have sent its history again and counted anew. */
function isOtherCount(known: CountedRow, row: AppendRow): boolean {
  const areCounted = known.deviceSeq !== null && row.deviceSeq !== null;
  return areCounted && known.deviceSeq !== row.deviceSeq && isSentNear(known, row);
}

function isSame(kept: number | null, sent: number): boolean {
  return Object.is(kept ?? Number.NaN, sent) || kept === sent;
}
