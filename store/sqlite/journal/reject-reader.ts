import type { Reject } from "../../../domain/observations/reject.ts";
import type { RejectReader } from "../../ports.ts";
import { type Conditions, type Listing, readPage, within } from "../pages.ts";
import type { ReaderOffers, SqlRow } from "../reader-offers.ts";
import type { Thread } from "../thread.ts";

const rejectList: Listing = { database: "journal", select: "SELECT * FROM reject", orderBy: ["reject_id"] };

/** Rejects kept in the journal, and the counts of all there ever were. */
export function createRejectReader(reader: Thread<ReaderOffers>): RejectReader {
  return {
    rejects({ deviceId, reason, ...span }, page) {
      const conditions: Conditions = [
        ...(deviceId === undefined ? [] : [["device_id = ?", deviceId] as const]),
        ...(reason === undefined ? [] : [["reason = ?", reason] as const]),
        ...within("received_at", span),
      ];
      return readPage(reader, rejectList, conditions, page, toReject);
    },
    async rejectCounts() {
      const rows = await reader.call("rows", "journal", "SELECT reason, count FROM reject_count", []);
      return Object.fromEntries(rows.map((row) => [String(row.reason), Number(row.count)]));
    },
  };
}

function toReject(row: SqlRow): Reject {
  return {
    reason: row.reason,
    deviceId: row.device_id,
    topic: row.topic,
    detail: row.detail,
    head: row.head,
    receivedAt: row.received_at,
  } as Reject;
}
