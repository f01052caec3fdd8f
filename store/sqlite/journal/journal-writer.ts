import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { checks } from "../../../domain/observations/quality.ts";
import type { Reject } from "../../../domain/observations/reject.ts";
import { type AppendRow, AppendRules, type CountedRow, type RowTable } from "../../append-rules.ts";
import { inTransaction } from "../open-database.ts";
import { type JournalStatements, journalStatements } from "./journal-statements.ts";
import { nullIfNaN, packException, packedWidth } from "./packed-observations.ts";
import { type RejectLimits, RejectWriter } from "./reject-writer.ts";

/** An entry to be written behind the first `rowsBefore` rows of its commit. */
export interface EntryToWrite {
  readonly at: number;
  readonly kind: string;
  readonly onceKey: string | null;
  /** JSON. */
  readonly body: string;
  readonly rowsBefore: number;
}

/** An entry as it is in the log now. */
export interface WrittenEntry {
  readonly entrySeq: number;
  readonly afterRow: number;
  /** What the log had under the same `onceKey`, with its `at`; null where the entry is new. */
  readonly known: { readonly at: number; readonly body: string } | null;
}

/** What one commit did. Sequence numbers go to the rows kept, in order, from `firstSeq`. */
export interface AppendResult {
  readonly firstSeq: number;
  /** Of each row not kept as sent, `exceptionWidth` numbers, see `packException`. */
  readonly exceptions: Float64Array;
  /** One for each entry, in its order. */
  readonly entries: readonly WrittenEntry[];
  readonly duplicates: number;
  readonly conflicts: number;
  readonly commitMs: number;
}

/** Writes to `journal.db`; of the journal's thread alone. */
export class JournalWriter {
  readonly #database: DatabaseSync;
  readonly #rejects: RejectWriter;
  readonly #sql: JournalStatements;
  readonly #rules: AppendRules;
  readonly #row: AppendRow = {
    gauge: 0,
    observedAt: 0,
    receivedAt: 0,
    value: 0,
    flag: 0,
    checks: 0,
    deviceTime: null,
    deviceSeq: null,
    packet: 0,
  };
  #newestSeq: number;

  constructor(database: DatabaseSync, limits: RejectLimits) {
    this.#database = database;
    this.#rejects = new RejectWriter(database, limits);
    this.#sql = journalStatements(database);
    this.#rules = new AppendRules(this.#rowTable());
    this.#newestSeq = Number(this.#sql.newestSeq.get()!.seq);
  }

  /** Newest `journalSeq` ever given out. */
  newestSeq(): number {
    return this.#newestSeq;
  }

  /** Newest `entrySeq` ever given out. */
  newestEntry(): number {
    return Number(this.#sql.newestEntry.get()!.seq);
  }

  append(packed: Float64Array, rejects: readonly Reject[], entries: readonly EntryToWrite[]): AppendResult {
    const startedAt = performance.now();
    const firstSeq = this.#newestSeq + 1;
    try {
      const done = inTransaction(this.#database, () => {
        const written: WrittenEntry[] = [];
        const rows = this.#keepRows(packed, (rowsBefore) => {
          for (let next = entries[written.length]; next?.rowsBefore === rowsBefore; next = entries[written.length]) {
            written.push(this.#enter(next));
          }
          return entries[written.length]?.rowsBefore ?? Number.POSITIVE_INFINITY;
        });
        this.#rejects.add(rejects);
        return { ...rows, entries: written };
      });
      return { ...done, firstSeq, commitMs: performance.now() - startedAt };
    } catch (error) {
      this.#newestSeq = firstSeq - 1;
      this.#rules.forget();
      this.#rejects.forget();
      throw error;
    }
  }

  /** @param enterAt enters what stands behind so many rows. @returns behind how many rows the next entry stands */
  #keepRows(packed: Float64Array, enterAt: (rowsBefore: number) => number) {
    const exceptions: number[] = [];
    const row = this.#row;
    let duplicates = 0;
    let conflicts = 0;
    let nextEntry = enterAt(0);
    for (let at = 0, index = 0; at < packed.length; at += packedWidth, index += 1) {
      if (index === nextEntry) nextEntry = enterAt(index);
      unpackInto(row, packed, at);
      const outcome = this.#rules.keep(row);
      if (outcome === "kept") continue;
      exceptions.push(...packException(index, outcome === "duplicate" ? null : row));
      if (outcome === "duplicate") duplicates += 1;
      if (outcome === "beside") conflicts += 1;
    }
    const rows = packed.length / packedWidth;
    if (nextEntry === rows) enterAt(rows);
    return { exceptions: Float64Array.from(exceptions), duplicates, conflicts };
  }

  #enter({ at, kind, onceKey, body }: EntryToWrite): WrittenEntry {
    const known = onceKey === null ? undefined : this.#sql.entryOnce.get(onceKey);
    if (known !== undefined) {
      return {
        entrySeq: Number(known.entry_seq),
        afterRow: Number(known.after_row),
        known: { at: Number(known.at), body: String(known.body) },
      };
    }
    const afterRow = this.#newestSeq;
    const { lastInsertRowid } = this.#sql.addEntry.run(afterRow, at, kind, onceKey, body);
    return { entrySeq: Number(lastInsertRowid), afterRow, known: null };
  }

  #rowTable(): RowTable {
    const sql = this.#sql;
    return {
      insert: (row) => {
        const { changes } = sql.insert.run(
          this.#newestSeq + 1,
          row.gauge,
          row.observedAt,
          row.receivedAt,
          row.value,
          row.flag,
          row.checks,
          row.deviceTime,
          row.deviceSeq,
        );
        if (changes !== 1) return false;
        this.#newestSeq += 1;
        return true;
      },
      has: (gauge, observedAt) => sql.at.get(observedAt, gauge) !== undefined,
      at(gauge, observedAt) {
        const known = sql.at.get(observedAt, gauge)!;
        const isOwnDate = known.device_time !== null || (Number(known.checks) & checks.untimed) !== 0;
        return { ...countedRow(known), isOwnDate };
      },
      misdated(gauge, deviceTime) {
        const known = sql.misdated.get(gauge, deviceTime);
        if (known === undefined) return undefined;
        return { ...countedRow(known), observedAt: Number(known.observed_at) };
      },
      setMisdated: (gauge, deviceTime) => void sql.setMisdated.run(gauge, deviceTime, this.#newestSeq),
      untimed(gauge, identity) {
        const known = sql.untimed.get(gauge, identity);
        if (known === undefined) return undefined;
        return { value: numberOrNull(known.value), receivedAt: Number(known.received_at) };
      },
      setUntimed: ({ gauge, value, receivedAt }, identity) =>
        void sql.setUntimed.run(gauge, identity, value, receivedAt),
    };
  }
}

function unpackInto(row: AppendRow, packed: Float64Array, at: number): void {
  row.gauge = packed[at]!;
  row.observedAt = packed[at + 1]!;
  row.receivedAt = packed[at + 2]!;
  row.value = packed[at + 3]!;
  row.flag = packed[at + 4]!;
  row.checks = packed[at + 5]!;
  row.deviceTime = nullIfNaN(packed[at + 6]!);
  row.deviceSeq = nullIfNaN(packed[at + 7]!);
  row.packet = packed[at + 8]!;
}

function countedRow({ value, received_at, device_seq }: Record<string, SQLOutputValue>): CountedRow {
  return { value: numberOrNull(value), receivedAt: Number(received_at), deviceSeq: numberOrNull(device_seq) };
}

function numberOrNull(value: unknown): number | null {
  return value === null ? null : Number(value);
}
