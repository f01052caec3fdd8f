import type { DatabaseSync } from "node:sqlite";
import type { Mode } from "../../../domain/mode.ts";
import { checks } from "../../../domain/quality.ts";
import type { Reject } from "../../../domain/reject.ts";
import { inTransaction } from "../open-database.ts";
import { nullIfNaN, packedWidth } from "./packed-observations.ts";

/** Untimed readings with the same count and value within this time are one. */
const untimedWindowMs = 600_000;

/** What one commit did. Sequence numbers go to the rows kept, in order, from `firstSeq`. */
export interface AppendResult {
  readonly firstSeq: number;
  /** Three numbers for each row not kept as sent: its index, `observedAt` as kept (NaN: a duplicate), `deviceTime` (NaN: null). */
  readonly exceptions: Float64Array;
  readonly kept: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly commitMs: number;
}

export interface JournalWriter {
  append(packed: Float64Array, rejects: readonly Reject[]): AppendResult;
  /** Takes a sequence number for a start of the hub. */
  markStart(startedAt: number, countedUpTo: number | null): number;
  /** Takes a sequence number for a change of mode. */
  markMode(mode: Mode, at: number): number;
  newestSeq(): number;
}

/** One row as it goes through the checks; one object for all rows, so that the hot path allocates nothing. */
interface JournalRow {
  gauge: number;
  observedAt: number;
  receivedAt: number;
  value: number;
  flag: number;
  checks: number;
  deviceTime: number | null;
  deviceSeq: number | null;
}

type RowOutcome = "kept" | "changed" | "duplicate" | "conflict";

/** Writes to `journal.db`; runs in the journal's thread alone. */
export function createJournalWriter(database: DatabaseSync, options: { readonly keepRejects: number }): JournalWriter {
  const sql = statements(database);
  let newestSeq = Number(sql.newestSeq.get()!.seq);
  /** Newest `observedAt` given out by us, by gauge; spares a search when one packet brings thousands of undated rows. */
  const lastOwnDates = new Map<number, number>();
  const row: JournalRow = {
    gauge: 0,
    observedAt: 0,
    receivedAt: 0,
    value: 0,
    flag: 0,
    checks: 0,
    deviceTime: null,
    deviceSeq: null,
  };

  const insert = (): boolean =>
    sql.insert.run(
      newestSeq + 1,
      row.gauge,
      row.observedAt,
      row.receivedAt,
      row.value,
      row.flag,
      row.checks,
      row.deviceTime,
      row.deviceSeq,
    ).changes === 1;

  /** Keeps a row whose date is ours; two of them on one millisecond are two readings, so the later moves by 1 ms. */
  const insertOwnDate = (): RowOutcome => {
    const sent = row.observedAt;
    while (!insert()) {
      const last = lastOwnDates.get(row.gauge) ?? 0;
      row.observedAt = last >= row.observedAt && last - sent < 60_000 ? last + 1 : row.observedAt + 1;
    }
    newestSeq += 1;
    lastOwnDates.set(row.gauge, row.observedAt);
    return row.observedAt === sent ? "kept" : "changed";
  };

  const keepMisdated = (deviceTime: number): RowOutcome => {
    const known = sql.misdated.get(row.gauge, deviceTime);
    if (known !== undefined) return isSame(known.value, row.value) ? "duplicate" : conflict(known.value);
    const wasTimed = row.deviceTime === null;
    row.deviceTime = deviceTime;
    const verdict = insertOwnDate();
    sql.addMisdated.run(row.gauge, deviceTime, newestSeq);
    return wasTimed ? "changed" : verdict;
  };

  const keepUntimed = (): RowOutcome => {
    if (row.deviceSeq === null) return insertOwnDate();
    const known = sql.untimed.get(row.gauge, row.deviceSeq);
    if (
      known !== undefined &&
      isSame(known.value, row.value) &&
      Math.abs(row.receivedAt - Number(known.received_at)) < untimedWindowMs
    ) {
      return "duplicate";
    }
    sql.setUntimed.run(row.gauge, row.deviceSeq, row.value, row.receivedAt);
    return insertOwnDate();
  };

  const keepTimed = (): RowOutcome => {
    if (insert()) {
      newestSeq += 1;
      return "kept";
    }
    const known = sql.at.get(row.observedAt, row.gauge)!;
    // The place is taken by a reading that we dated: another reading, so this one moves beside it.
    if (known.device_time !== null || (Number(known.checks) & checks.untimed) !== 0)
      return keepMisdated(row.observedAt);
    return isSame(known.value, row.value) ? "duplicate" : conflict(known.value);
  };

  const conflict = (keptValue: unknown): RowOutcome => {
    addReject({
      reason: "reading.conflicting_duplicate",
      deviceId: "",
      topic: "",
      detail: `gauge ${gaugeId(row.gauge)} at ${new Date(row.deviceTime ?? row.observedAt).toISOString()}: wanted the value kept before, ${keptValue}, got ${row.value}`,
      head: new TextEncoder().encode(JSON.stringify(row)),
      receivedAt: row.receivedAt,
    });
    return "conflict";
  };

  const gaugeId = (gauge: number): string => String(sql.gaugeId.get(gauge)?.id ?? gauge);

  const addReject = (reject: Reject): void => {
    const { reason, deviceId, topic, detail, head, receivedAt } = reject;
    const { lastInsertRowid } = sql.addReject.run(reason, deviceId, topic, detail, head, receivedAt);
    sql.countReject.run(reason);
    sql.dropRejects.run(Number(lastInsertRowid) - options.keepRejects);
  };

  const keep = (packed: Float64Array, at: number): RowOutcome => {
    row.gauge = packed[at]!;
    row.observedAt = packed[at + 1]!;
    row.receivedAt = packed[at + 2]!;
    row.value = packed[at + 3]!;
    row.flag = packed[at + 4]!;
    row.checks = packed[at + 5]!;
    row.deviceTime = nullIfNaN(packed[at + 6]!);
    row.deviceSeq = nullIfNaN(packed[at + 7]!);
    if (row.deviceTime !== null) return keepMisdated(row.deviceTime);
    return (row.checks & checks.untimed) !== 0 ? keepUntimed() : keepTimed();
  };

  /** Runs `work` in a transaction and takes back the sequence numbers it gave out when it fails. */
  const numbered = <T>(work: () => T): T => {
    const before = newestSeq;
    try {
      return inTransaction(database, work);
    } catch (error) {
      newestSeq = before;
      lastOwnDates.clear();
      throw error;
    }
  };

  return {
    newestSeq: () => newestSeq,
    append(packed, rejects) {
      const startedAt = performance.now();
      const firstSeq = newestSeq + 1;
      const exceptions: number[] = [];
      let duplicates = 0;
      let conflicts = 0;
      numbered(() => {
        for (let at = 0, index = 0; at < packed.length; at += packedWidth, index += 1) {
          const verdict = keep(packed, at);
          if (verdict === "kept") continue;
          if (verdict === "changed") {
            exceptions.push(index, row.observedAt, row.deviceTime ?? Number.NaN);
            continue;
          }
          exceptions.push(index, Number.NaN, Number.NaN);
          duplicates += 1;
          if (verdict === "conflict") conflicts += 1;
        }
        for (const reject of rejects) addReject(reject);
      });
      return {
        firstSeq,
        exceptions: Float64Array.from(exceptions),
        kept: newestSeq + 1 - firstSeq,
        duplicates,
        conflicts,
        commitMs: performance.now() - startedAt,
      };
    },
    markStart: (startedAt, countedUpTo) =>
      numbered(() => {
        newestSeq += 1;
        sql.addStart.run(newestSeq, startedAt, countedUpTo);
        return newestSeq;
      }),
    markMode: (mode, at) =>
      numbered(() => {
        newestSeq += 1;
        sql.addMode.run(newestSeq, at, mode);
        return newestSeq;
      }),
  };
}

function statements(database: DatabaseSync) {
  return {
    newestSeq: database.prepare(
      `SELECT max(ifnull((SELECT max(seq) FROM observation), 0), ifnull((SELECT max(seq) FROM hub_start), 0),
                  ifnull((SELECT max(seq) FROM mode_change), 0),
                  (SELECT seq FROM progress WHERE name = 'last_deleted')) AS seq`,
    ),
    // Not INSERT OR IGNORE: that would take a broken row, such as one without a gauge, for a duplicate.
    insert: database.prepare(
      "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (observed_at, gauge) DO NOTHING",
    ),
    at: database.prepare("SELECT value, checks, device_time FROM observation WHERE observed_at = ? AND gauge = ?"),
    misdated: database.prepare(
      `SELECT observation.value FROM misdated LEFT JOIN observation USING (seq)
       WHERE misdated.gauge = ? AND misdated.device_time = ?`,
    ),
    addMisdated: database.prepare("INSERT INTO misdated VALUES (?, ?, ?)"),
    untimed: database.prepare("SELECT value, received_at FROM untimed WHERE gauge = ? AND device_seq = ?"),
    setUntimed: database.prepare("INSERT OR REPLACE INTO untimed VALUES (?, ?, ?, ?)"),
    gaugeId: database.prepare("SELECT id FROM gauge WHERE gauge = ?"),
    addReject: database.prepare(
      "INSERT INTO reject (reason, device_id, topic, detail, head, received_at) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    countReject: database.prepare("INSERT INTO reject_count VALUES (?, 1) ON CONFLICT DO UPDATE SET count = count + 1"),
    dropRejects: database.prepare("DELETE FROM reject WHERE reject_id <= ?"),
    addMode: database.prepare("INSERT INTO mode_change VALUES (?, ?, ?)"),
    addStart: database.prepare("INSERT INTO hub_start VALUES (?, ?, ?)"),
  };
}

function isSame(kept: unknown, sent: number): boolean {
  return Object.is(kept ?? Number.NaN, sent) || kept === sent;
}
