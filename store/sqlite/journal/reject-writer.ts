import type { DatabaseSync } from "node:sqlite";
import type { Reject } from "../../../domain/observations/reject.ts";

/** How much is kept of what is refused; the oldest goes first. */
export interface RejectLimits {
  readonly keepRejects: number;
  /** Of payloads, in all. */
  readonly keepRejectBytes: number;
}

type RejectStatements = ReturnType<typeof rejectStatements>;

function rejectStatements(database: DatabaseSync) {
  return {
    add: database.prepare(
      `INSERT INTO reject (reason, device_id, topic, detail, detail_zh, head, received_at, count, reading, payload_id, payload_bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    addPayload: database.prepare("INSERT INTO reject_payload (bytes) VALUES (?)"),
    count: database.prepare(
      "INSERT INTO reject_count VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
    ),
    dropUpTo: database.prepare("DELETE FROM reject WHERE reject_id <= ?"),
    oldestPayload: database.prepare(
      "SELECT payload_id FROM reject WHERE payload_id IS NOT NULL ORDER BY reject_id LIMIT 1",
    ),
    dropPayloadsBelow: database.prepare(
      "DELETE FROM reject_payload WHERE payload_id < ? RETURNING length(bytes) AS bytes",
    ),
    dropOldestPayload: database.prepare(
      `DELETE FROM reject_payload WHERE payload_id = (SELECT min(payload_id) FROM reject_payload)
       RETURNING length(bytes) AS bytes`,
    ),
    bytes: database.prepare("SELECT ifnull(sum(length(bytes)), 0) AS bytes FROM reject_payload"),
  };
}

/** Writes rejects to `journal.db`, within a transaction of the caller, and drops the oldest above the limits. */
export class RejectWriter {
  readonly #limits: RejectLimits;
  readonly #sql: RejectStatements;
  /** Of all payloads kept; null where it has to be counted anew. */
  #bytes: number | null = null;
  #newest = 0;

  constructor(database: DatabaseSync, limits: RejectLimits) {
    this.#limits = limits;
    this.#sql = rejectStatements(database);
  }

  /** Rejects of one message share one payload, which is written once. */
  add(rejects: readonly Reject[]): void {
    if (rejects.length === 0) return;
    const ids = new Map<Uint8Array, number>();
    for (const reject of rejects) this.#addOne(reject, this.#payloadId(reject.payload, ids));
    this.#dropOld();
  }

  #addOne(reject: Reject, payloadId: number | null): void {
    const { reason, deviceId, topic, detail, head, receivedAt, count, reading, payloadBytes } = reject;
    const at = [receivedAt, count, reading] as const;
    const { lastInsertRowid } = this.#sql.add.run(
      reason,
      deviceId,
      topic,
      detail.en,
      detail.zh,
      head,
      ...at,
      payloadId,
      payloadBytes,
    );
    this.#newest = Number(lastInsertRowid);
    this.#sql.count.run(reason, count);
  }

  /** To be called when what was written was taken back. */
  forget(): void {
    this.#bytes = null;
  }

  #payloadId(payload: Uint8Array | null, ids: Map<Uint8Array, number>): number | null {
    if (payload === null || payload.length === 0 || this.#limits.keepRejectBytes === 0) return null;
    const known = ids.get(payload);
    if (known !== undefined) return known;
    const bytes = this.#bytesKept();
    const id = Number(this.#sql.addPayload.run(payload).lastInsertRowid);
    this.#bytes = bytes + payload.length;
    ids.set(payload, id);
    return id;
  }

  #bytesKept(): number {
    this.#bytes ??= Number(this.#sql.bytes.get()!.bytes);
    return this.#bytes;
  }

  /** A payload goes with the last reject of its message, or before it where all of them are too large. */
  #dropOld(): void {
    const sql = this.#sql;
    const { changes } = sql.dropUpTo.run(this.#newest - this.#limits.keepRejects);
    if (Number(changes) > 0) {
      const oldest = sql.oldestPayload.get()?.payload_id ?? Number.MAX_SAFE_INTEGER;
      this.#bytes = this.#bytesKept() - sumOf(sql.dropPayloadsBelow.all(oldest));
    }
    while (this.#bytesKept() > this.#limits.keepRejectBytes)
      this.#bytes = this.#bytesKept() - sumOf(sql.dropOldestPayload.all());
  }
}

function sumOf(rows: readonly Readonly<Record<string, unknown>>[]): number {
  return rows.reduce((sum, { bytes }) => sum + Number(bytes), 0);
}
